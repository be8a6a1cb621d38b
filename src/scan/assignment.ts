/**
 * A name and the value it is given, wherever text writes such a thing.
 *
 * In: a text and the offset of a key word in it. Out: the whole name, the value's span and how they are joined, or null.
 * Knows: `name=value`, `name: value`, `"name":"value"` (quotes escaped or not), `name => value`, `--name value`,
 * `a[name]=value`, `<name>value</name>`, `name="name" value="value"`, and multipart parts (RFC 7578).
 */

export type AssignmentSyntax = 'equals' | 'colon' | 'flag' | 'xml' | 'query' | 'json'

export type Assignment = {
  readonly name: string
  readonly nameStart: number
  readonly nameEnd: number
  /** Where the value stands, without its quotes; equal offsets where it is empty. */
  readonly start: number
  readonly end: number
  readonly syntax: AssignmentSyntax
}

/** Longest name and longest unquoted value that are read; more is no name, and the value is cut. */
const MAX_NAME = 96
const MAX_VALUE = 4096

const NAME_CHAR = /[\p{L}\p{N}_.$-]/u
/** A tab also as JSON escapes it. */
const SEPARATOR =
  /\\{0,3}["'`]?\]?(?:[ \t]|\\t){0,8}(=>|:{1,3}=|[?.+]=|={1,3}|[:：＝])(?:[ \t\u3000]|\\t){0,8}/y
const OPENING = /\\{0,3}["'`]/y
const FORM_VALUE =
  /\\{0,3}["']?(?:[;,\s]|\\{0,3}["'])[^<>]{0,120}?\\{0,3}["']?value\\{0,3}["']?\s{0,4}[=:]\s{0,4}\\{0,3}["']/iy
/** `name: password` in YAML, and `value:` in the line after it; the line's end also as JSON escapes it. */
const YAML_VALUE = /["']?(?:\r?\n|(?:\\r)?\\n)[ \t]{1,40}value:[ \t]{1,8}/iy
const PART_HEAD = /\\{0,3}["']?[^\r\n]{0,200}(?:\r?\n[\w-]{1,40}:[^\r\n]{0,200}){0,6}\r?\n\r?\n/y
/** What an operator wrote is a value as a whole, its brackets included. */
const OWN_TOKEN = /\[[A-Z][A-Z0-9_]{1,63}(?::k\d{1,2}:[b-df-hj-np-t]{20})?\]/y
const AUTH_SCHEME =
  /(?:basic|bearer|digest|token|apikey|api-key|negotiate|ntlm|aws4-hmac-sha256|hmac|signature)[ \t]+/iy

export function readAssignment(text: string, at: number): Assignment | null {
  const [start, end] = nameSpan(text, at)
  // `arn:aws:secretsmanager:eu:1:secret:x`: a part of an identifier, no name
  if (text[start - 1] === ':' && text[end] === ':' && /\w/.test(text[start - 2] ?? '')) return null
  if (end - start > MAX_NAME) return null
  const dashes =
    text[start] !== '-' || start === end ? 0 : text[start + 1] === '-' && start + 1 < end ? 2 : 1
  const named = { name: text.slice(start + dashes, end), nameStart: start + dashes, nameEnd: end }
  return (
    readXml(text, named) ??
    readForm(text, named) ??
    readLiteral(text, named) ??
    readSeparated(text, named) ??
    (dashes > 0 ? readFlag(text, named) : null)
  )
}

type Named = Pick<Assignment, 'name' | 'nameStart' | 'nameEnd'>

/** The name around `at`; between quotes that a colon follows it may hold spaces (`"Card Number":`). */
export function nameSpan(text: string, at: number): readonly [number, number] {
  let start = at
  while (start > 0 && at - start < MAX_NAME && isNameChar(text, start - 1)) start--
  start = afterEscape(text, start, at)
  let end = at
  while (end < text.length && end - at < MAX_NAME && isNameChar(text, end)) end++
  while (end > at + 1 && text[end - 1] === '.') end--
  return quotedName(text, start, end) ?? [start, end]
}

/** In `\npassword` as a line of JSON has it, the letter before the name belongs to the escape. */
function afterEscape(text: string, start: number, at: number): number {
  return start < at && text[start - 1] === '\\' && /[nrtbf]/.test(text[start] as string)
    ? start + 1
    : start
}

function quotedName(text: string, start: number, end: number): readonly [number, number] | null {
  let from = start
  while (start - from < MAX_NAME && (text[from - 1] === ' ' || isNameChar(text, from - 1))) from--
  let to = end
  while (to - end < MAX_NAME && (text[to] === ' ' || isNameChar(text, to))) to++
  if (from === start && to === end) return null
  return text[from - 1] === '"' && /^\\{0,3}"\s{0,4}:/.test(text.slice(to, to + 9))
    ? [from, to]
    : null
}

export function isNameChar(text: string, at: number): boolean {
  return isNameUnit(text.charCodeAt(at))
}

/** Whether a unit can be in a name; asked of each unit beyond ASCII once, as a line of Hangul asks for all of its own. */
export function isNameUnit(code: number): boolean {
  const known = NAME_UNITS[code]
  if (known === YES || known === NO) return known === YES
  const answer = NAME_CHAR.test(String.fromCharCode(code)) ? YES : NO
  if (code < NAME_UNITS.length) NAME_UNITS[code] = answer
  return answer === YES
}

const YES = 1
const NO = 2
const NAME_UNITS = new Uint8Array(0x10000)

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one case a syntax
function readSeparated(text: string, named: Named): Assignment | null {
  SEPARATOR.lastIndex = named.nameEnd
  const separator = SEPARATOR.exec(text)
  if (separator === null) return null
  const at = SEPARATOR.lastIndex
  if (text.startsWith('//', at) && separator[1] === ':') return null // a URL's scheme
  if (separator[0] === ':' && isCodePlace(text, named, at)) return null
  const colon = separator[1] === ':' || separator[1] === '：'
  const quotedKey = /["'`]/.test(separator[0].split(separator[1] as string)[0] as string)
  const quoted = readQuoted(text, at)
  if (quoted !== null)
    return { ...named, ...quoted, syntax: colon && quotedKey ? 'json' : colon ? 'colon' : 'equals' }
  const syntax = colon
    ? quotedKey
      ? 'json'
      : 'colon'
    : isQuery(text, named.nameStart)
      ? 'query'
      : 'equals'
  return { ...named, ...readBare(text, at, syntax, isCookie(named)), syntax }
}

/** `SharedSecrets.java:147`, `token.ts:12:5`: where in the code, no name and value. */
function isCodePlace(text: string, { name }: Named, at: number): boolean {
  return SOURCE_FILE.test(name) && /^\d/.test(text.slice(at, at + 1))
}

const SOURCE_FILE =
  /\.(?:java|kt|kts|scala|groovy|clj|js|mjs|cjs|jsx|ts|mts|cts|tsx|vue|svelte|py|rb|php|go|rs|c|cc|cpp|cxx|h|hh|hpp|cs|fs|vb|swift|m|mm|lua|pl|pm|ex|exs|erl|hs|ml|dart|sql|sh)$/i

/** `password = crypt('x', …)`, `WITH PASSWORD 'x'`: a literal of SQL that a name's value is made from. */
const LITERAL = /["`\]]?(?:\s{0,4}={1,2}\s{0,4}(?:\w{1,24}\(\s{0,4}){1,3}|[ ]{1,4})(?=')/y

const OPENS_LITERAL = /^["`\]=\s]/

function readLiteral(text: string, named: Named): Assignment | null {
  if (!OPENS_LITERAL.test(text.charAt(named.nameEnd))) return null
  LITERAL.lastIndex = named.nameEnd
  const quoted = LITERAL.test(text) ? readQuoted(text, LITERAL.lastIndex) : null
  return quoted === null ? null : { ...named, ...quoted, syntax: 'equals' }
}

function isQuery(text: string, nameStart: number): boolean {
  const before = text[nameStart - 1]
  return before === '?' || before === '&'
}

/** A quoted value ends at the same quote, escaped as often as the opening one; an unclosed one ends at the line's end. */
function readQuoted(text: string, at: number): { start: number; end: number } | null {
  OPENING.lastIndex = at
  const opening = OPENING.exec(text)?.[0]
  if (opening === undefined) return null
  const start = at + opening.length
  let end = text.indexOf(opening, start)
  while (end !== -1 && text[end - 1] === '\\') end = text.indexOf(opening, end + 1)
  if (end !== -1) return { start, end }
  const lineEnd = text.indexOf('\n', start)
  return { start, end: lineEnd === -1 ? text.length : lineEnd }
}

function isCookie(named: Named): boolean {
  return /cookie$/i.test(named.name)
}

function readBare(
  text: string,
  at: number,
  syntax: AssignmentSyntax,
  cookie: boolean
): { start: number; end: number } {
  OWN_TOKEN.lastIndex = at
  if (OWN_TOKEN.test(text)) return { start: at, end: OWN_TOKEN.lastIndex }
  AUTH_SCHEME.lastIndex = at
  const from = AUTH_SCHEME.test(text) ? AUTH_SCHEME.lastIndex : at
  let end = from
  while (end < text.length && end - at < MAX_VALUE && !endsValue(text, end, syntax, cookie)) end++
  while (text[end - 1] === ';' || text[end - 1] === ',') end--
  return { start: at, end: Math.max(end, at) }
}

/** Units that endsValue has anything to say of. */
const MAY_END: Uint8Array = Uint8Array.from({ length: 0x10000 }, (_, code) =>
  code < 32 || /[\s"'`<>&\\#,;)\]}|]/.test(String.fromCharCode(code)) ? 1 : 0
)

/** White space, quotes, angle brackets and `&` end a bare value; `, ; ) ] } |` only where nothing of the value can follow. */
function endsValue(text: string, at: number, syntax: AssignmentSyntax, cookie: boolean): boolean {
  if (!MAY_END[text.charCodeAt(at)]) return false
  const char = text[at] as string
  if (cookie && (char === ';' || (char === ' ' && text[at - 1] === ';'))) {
    return !COOKIE_PAIR.test(text.slice(char === ';' ? at + 1 : at, at + 80))
  }
  // ESC, which begins a terminal's colour, and its like
  if (char < ' ' || /[\s"'`<>]/.test(char)) return true
  if (char === '&') return true
  if (char === '\\') return /[nrt"'\\]/.test(text[at + 1] ?? 'n') || text.startsWith('u00', at + 1)
  if (char === '#') return syntax === 'query'
  return (
    /[,;)\]}|]/.test(char) &&
    /^.(?:$|[\s"'`,;)\]}|]|[\w.-]{1,40}[=:])/.test(text.slice(at, at + 44))
  )
}

/** `; name=value` after a cookie: the value goes on. */
const COOKIE_PAIR = /^ [\w.-]{1,64}=/

function readFlag(text: string, named: Named): Assignment | null {
  const gap = /^[ \t]{1,4}(?=[^\s-])/.exec(text.slice(named.nameEnd, named.nameEnd + 6))
  if (gap === null) return null
  const at = named.nameEnd + gap[0].length
  return {
    ...named,
    ...(readQuoted(text, at) ?? readBare(text, at, 'flag', false)),
    syntax: 'flag'
  }
}

function readXml(text: string, named: Named): Assignment | null {
  const before = text[named.nameStart - 1]
  const opens =
    before === '<' ||
    (before === ':' &&
      /<[\w.-]{1,40}:$/.test(text.slice(Math.max(0, named.nameStart - 42), named.nameStart)))
  if (!opens) return null
  const head = /^(?:\s[^<>]{0,400})?>/.exec(text.slice(named.nameEnd, named.nameEnd + 402))
  if (head === null || head[0].endsWith('/>')) return null
  let start = named.nameEnd + head[0].length
  if (text.startsWith('<![CDATA[', start)) start += 9
  let end = text.indexOf(text.startsWith('<![CDATA[', start - 9) ? ']]>' : '<', start)
  if (end === -1) end = Math.min(text.length, start + MAX_VALUE)
  return { ...named, start, end, syntax: 'xml' }
}

/** Whether a `=` or `:` stands before a name, quotes, backslashes and white space aside. */
function endsForm(text: string, nameStart: number): boolean {
  for (let at = nameStart - 1; at >= nameStart - 9; at--) {
    const char = text[at]
    if (char === '=' || char === ':') return true
    if (char === undefined || !FORM_GAP.has(char)) return false
  }
  return true
}

const FORM_GAP = new Set(
  '\\"\' \t\r\n\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'
)

/** `name="password" value="…"`, `{"name":"password","value":"…"}` in text, and a multipart part of that name. */
function readForm(text: string, named: Named): Assignment | null {
  if (!endsForm(text, named.nameStart)) return null
  if (
    !/(?:name|key|field|param|id)\\{0,3}["']?\s{0,4}[=:]\s{0,4}\\{0,3}["']?$/i.test(
      text.slice(Math.max(0, named.nameStart - 24), named.nameStart)
    )
  ) {
    return null
  }
  FORM_VALUE.lastIndex = named.nameEnd
  if (FORM_VALUE.test(text)) {
    const quoted = readQuoted(text, FORM_VALUE.lastIndex - 1)
    if (quoted !== null) return { ...named, ...quoted, syntax: 'json' }
  }
  YAML_VALUE.lastIndex = named.nameEnd
  if (YAML_VALUE.test(text)) {
    const at = YAML_VALUE.lastIndex
    const value = readQuoted(text, at) ?? readBare(text, at, 'colon', false)
    return { ...named, ...value, syntax: 'json' }
  }
  PART_HEAD.lastIndex = named.nameEnd
  if (!PART_HEAD.test(text)) return null
  const start = PART_HEAD.lastIndex
  const close = /\r?\n--|$/.exec(text.slice(start, start + MAX_VALUE))
  return { ...named, start, end: start + (close?.index ?? 0), syntax: 'json' }
}
