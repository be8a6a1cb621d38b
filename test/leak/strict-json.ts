/**
 * A JSON reader that is stricter than JSON.parse.
 *
 * In: a text. Out: a tree that keeps order, equal keys and the text of numbers. Throws on equal keys in one object, unless
 * they are allowed: pino's own record has them.
 */

export type Tree =
  | { readonly type: 'scalar'; readonly text: string }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'array'; readonly items: readonly Tree[] }
  | { readonly type: 'object'; readonly members: readonly (readonly [string, Tree])[] }

// control characters are refused below: a linter takes them for mistakes in a pattern
const TOKEN =
  /\s*(?:([{}[\],:])|("(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y

type Reader = { readonly text: string; at: number; readonly mayRepeat: boolean }
type Token = {
  readonly mark: string
  readonly string: string | undefined
  readonly scalar: string | undefined
}

export function parseStrict(text: string, mayRepeat = false): Tree {
  const reader = { text, at: 0, mayRepeat }
  const tree = readValue(reader, next(reader))
  if (text.slice(reader.at).trim() !== '') throw new Error('text after the value')
  return tree
}

function next(reader: Reader): Token {
  TOKEN.lastIndex = reader.at
  const match = TOKEN.exec(reader.text)
  if (match === null) throw new Error(`no JSON at ${reader.at}`)
  reader.at = TOKEN.lastIndex
  return { mark: match[1] ?? '', string: match[2], scalar: match[3] }
}

function readValue(reader: Reader, token: Token): Tree {
  if (token.string !== undefined)
    return { type: 'string', value: JSON.parse(token.string) as string } // throws on control characters
  if (token.scalar !== undefined) return { type: 'scalar', text: token.scalar }
  if (token.mark === '[') return readArray(reader)
  if (token.mark === '{') return readObject(reader)
  throw new Error(`no value at ${reader.at}`)
}

function readArray(reader: Reader): Tree {
  const items: Tree[] = []
  for (let token = next(reader); token.mark !== ']'; token = next(reader)) {
    items.push(readValue(reader, token))
    if (readComma(reader, ']')) break
  }
  return { type: 'array', items }
}

function readObject(reader: Reader): Tree {
  const members: [string, Tree][] = []
  const keys = new Set<string>()
  for (let token = next(reader); token.mark !== '}'; token = next(reader)) {
    if (token.string === undefined) throw new Error(`no key at ${reader.at}`)
    const key = JSON.parse(token.string) as string
    if (keys.has(key) && !reader.mayRepeat) throw new Error(`two keys are equal: ${key}`)
    keys.add(key)
    if (next(reader).mark !== ':') throw new Error(`no colon at ${reader.at}`)
    members.push([key, readValue(reader, next(reader))])
    if (readComma(reader, '}')) break
  }
  return { type: 'object', members }
}

/** true: the bracket closed. After a comma a value must come. */
function readComma(reader: Reader, close: string): boolean {
  const { mark } = next(reader)
  if (mark === close) return true
  if (mark !== ',' || /^\s*[\]}]/.test(reader.text.slice(reader.at, reader.at + 8)))
    throw new Error(`no comma at ${reader.at}`)
  return false
}

/** The tree as JSON again. */
export function toText(tree: Tree): string {
  switch (tree.type) {
    case 'scalar':
      return tree.text
    case 'string':
      return JSON.stringify(tree.value)
    case 'array':
      return `[${tree.items.map(toText).join(',')}]`
    case 'object':
      return `{${tree.members.map(([key, value]) => `${JSON.stringify(key)}:${toText(value)}`).join(',')}}`
  }
}
