/**
 * Where a text stops to be JSON.
 *
 * In: a text that JSON.parse refused. Out: the offset of the first wrong token.
 * Node 20's own message often tells no position, but repeats a piece of the text.
 */

const SPACE = /[\t\n\r ]*/y
const SCALAR =
  /"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy
const KEY = /"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*"/uy

class WrongToken {
  readonly offset: number
  constructor(offset: number) {
    this.offset = offset
  }
}

/** Offset of the first token that JSON does not allow; the text's length if it only ends too early. */
export function findJsonError(text: string): number {
  try {
    const end = skip(text, SPACE, value(text, skip(text, SPACE, 0)))
    return end
  } catch (error) {
    if (error instanceof WrongToken) return error.offset
    throw error
  }
}

function value(text: string, at: number): number {
  if (text[at] === '{') return list(text, at + 1, '}', pair)
  if (text[at] === '[') return list(text, at + 1, ']', value)
  return take(text, SCALAR, at)
}

function list(
  text: string,
  from: number,
  end: string,
  item: (text: string, at: number) => number
): number {
  let at = skip(text, SPACE, from)
  if (text[at] === end) return at + 1
  for (;;) {
    at = skip(text, SPACE, item(text, at))
    if (text[at] === end) return at + 1
    if (text[at] !== ',') throw new WrongToken(at)
    at = skip(text, SPACE, at + 1)
  }
}

function pair(text: string, at: number): number {
  const colon = skip(text, SPACE, take(text, KEY, at))
  if (text[colon] !== ':') throw new WrongToken(colon)
  return value(text, skip(text, SPACE, colon + 1))
}

function skip(text: string, what: RegExp, at: number): number {
  what.lastIndex = at
  what.test(text)
  return what.lastIndex
}

function take(text: string, what: RegExp, at: number): number {
  what.lastIndex = at
  if (!what.test(text)) throw new WrongToken(at)
  return what.lastIndex
}
