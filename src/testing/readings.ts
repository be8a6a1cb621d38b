/**
 * Everything that a line says, however it says it.
 *
 * In: a line. Out: texts, each with the path it stands under and how it was encoded.
 * Promise: written apart from the scanner on purpose, with JSON.parse and Buffer: a shared mistake would make the
 * check agree with what it checks. Never throws; decoding is bounded in depth.
 */

/** One way to read one value or key of a line. */
export type Reading = {
  readonly text: string
  /** Keys and indexes above it; empty for the line itself. */
  readonly path: readonly string[]
  /** It is the key that the path ends with. */
  readonly isKey: boolean
  /** Outermost first; empty where the text stands as it is. */
  readonly encodings: readonly string[]
}

const DEEPEST = 8

/** All readings of a line that have at least `shortest` characters: no decoding makes a text longer. */
export function readingsOf(line: string, shortest: number): readonly Reading[] {
  const readings: Reading[] = []
  const place: Place = { path: [], isKey: false, encodings: [] }
  // The raw line as well: what JSON.parse drops (a key that stands twice) is in it.
  read(line, place, { push: (reading) => void readings.push(reading), shortest })
  return readings
}

type Sink = { readonly push: (reading: Reading) => void; readonly shortest: number }

type Place = Omit<Reading, 'text'>

function read(text: string, place: Place, readings: Sink): void {
  if (text.length < readings.shortest) return
  readings.push({ text, ...place })
  if (place.encodings.length >= DEEPEST) return
  const inner = (encoding: string): Place => ({
    ...place,
    encodings: [...place.encodings, encoding]
  })
  const value = parse(text)
  if (value !== undefined) {
    // The line's own JSON is no encoding; JSON inside a string is.
    const isLine = place.path.length === 0 && place.encodings.length === 0 && !place.isKey
    readValue(value, isLine ? place : inner('JSON'), readings)
    return
  }
  for (const [encoding, decode] of DECODERS) {
    for (const decoded of decode(text)) read(decoded, inner(encoding), readings)
  }
}

function readValue(value: unknown, place: Place, readings: Sink): void {
  if (typeof value === 'string') {
    read(value, place, readings)
    return
  }
  if (typeof value === 'number') {
    readings.push({ text: String(value), ...place })
    return
  }
  if (typeof value !== 'object' || value === null) return
  const spelled = spell(value)
  if (spelled !== undefined) {
    read(spelled, { ...place, encodings: [...place.encodings, 'bytes'] }, readings)
  }
  if (place.path.length > 200) return
  for (const [key, child] of Object.entries(value)) {
    const path = [...place.path, key]
    if (!Array.isArray(value)) read(key, { ...place, path, isKey: true }, readings)
    readValue(child, { ...place, path, isKey: false }, readings)
  }
}

/** Bytes, or characters, that an array, a typed array or a Buffer prints as. */
function spell(value: object): string | undefined {
  const { type, data } = value as { type?: unknown; data?: unknown }
  if (type === 'Buffer' && Array.isArray(data)) return spell(data)
  const items = Object.values(value) as unknown[]
  if (items.length < 2 || !Object.keys(value).every((key, i) => key === String(i))) return undefined
  if (items.every((item) => typeof item === 'string' && [...item].length <= 1)) {
    return items.join('')
  }
  const isBytes = items.every(
    (item) => Number.isInteger(item) && 0 <= Number(item) && Number(item) < 256
  )
  return isBytes ? Buffer.from(items as number[]).toString('utf8') : undefined
}

function parse(text: string): unknown {
  if (!/^\s*["[{]/.test(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

type Decode = (text: string) => readonly string[]

const DECODERS: readonly (readonly [encoding: string, decode: Decode])[] = [
  ['percent', decodePercent],
  ['escapes', decodeEscapes],
  ['base64', decodeBase64],
  ['hex', decodeHex]
]

function decodePercent(text: string): readonly string[] {
  if (!/%[0-9a-f]{2}/i.test(text)) return []
  return [
    text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8')
    )
  ]
}

/** `\u0040`, `\x40`, `\"`, `\n` as characters of a text; what is no JSON string is not decoded by JSON.parse. */
function decodeEscapes(text: string): readonly string[] {
  if (!text.includes('\\')) return []
  return [
    text.replace(
      /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(["\\/bfnrt]))/gi,
      (_all, unicode: string | undefined, hex: string | undefined, simple: string) =>
        simple === undefined
          ? String.fromCharCode(Number.parseInt(unicode ?? (hex as string), 16))
          : (SIMPLE[simple] ?? simple)
    )
  ]
}

const SIMPLE: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** Each run, at each of the four places where a group of four characters could begin. */
function decodeBase64(text: string): readonly string[] {
  return (text.match(/[A-Za-z0-9+/_-]{8,}/g) ?? []).flatMap((run) =>
    [0, 1, 2, 3]
      .map((from) => Buffer.from(run.slice(from), 'base64').toString('utf8'))
      .filter(isReadable)
  )
}

function decodeHex(text: string): readonly string[] {
  return (text.match(/(?:[0-9a-f]{2}){6,}/gi) ?? [])
    .map((run) => Buffer.from(run, 'hex').toString('utf8'))
    .filter(isReadable)
}

/** Most runs of letters are words or ids: what they decode to is not worth another look. */
function isReadable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what text hardly ever has
  return (text.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0) * 4 <= text.length
}
