/**
 * What a reader can make of a line.
 *
 * In: a text. Out: the text and all that it decodes to, in each way that logveil promises to look through, and combined.
 * Written apart from src/scan on purpose: a mistake there must not hide itself here.
 */

const MAX_ROUNDS = 7
const MAX_READINGS = 2000

/** The text itself first. */
export function readingsOf(text: string): readonly string[] {
  const seen = new Set<string>([text])
  let wave = [text]
  for (let round = 0; round < MAX_ROUNDS && wave.length > 0 && seen.size < MAX_READINGS; round++) {
    const known = seen.size
    for (const reading of wave) for (const decoded of decode(reading)) seen.add(decoded)
    wave = [...seen].slice(known).filter(isText)
  }
  return [...seen]
}

/** Base64 read from the wrong place, and bytes that are no text, are not read any further. */
function isText(reading: string): boolean {
  // C1 controls are bytes of UTF-8 here; ESC begins a terminal's colours
  for (let i = 0; i < reading.length; i++) {
    const code = reading.charCodeAt(i)
    if (code < 32 && !'\t\n\r\u001b'.includes(reading[i] as string)) return false
  }
  return true
}

function decode(text: string): readonly string[] {
  // one character says nothing, and a list of them is read as a whole
  return DECODERS.flatMap((decoder) => decoder(text)).filter((decoded) => decoded.length > 2)
}

/** Where the secret can be read, if anywhere: as it is, without the separators of its digits, or half of it. */
export function survives(readings: readonly string[], secret: string): boolean {
  const pieces = [secret, ...halvesOf(secret)]
  const digits = secret.replace(/\D/g, '')
  const isNumber = digits.length >= 9 && /^[\d\s().+-]+$/.test(secret)
  return readings.some((reading) => {
    if (pieces.some((piece) => reading.includes(piece))) return true
    return isNumber && reading.replace(SEPARATED, '').includes(digits)
  })
}

const SEPARATED = /(?<=\d)[ ().,_\-\u00a0\u202f\u2010-\u2015\u2212]{1,3}(?=\d)/g

/** A secret that is cut in two is lost; short and structured values have no telling halves. */
function halvesOf(secret: string): readonly string[] {
  if (secret.length < 20 || /[\s@.-]/.test(secret)) return []
  const middle = secret.length >> 1
  return [secret.slice(0, middle), secret.slice(middle)]
}

type Decode = (text: string) => readonly string[]

const DECODERS: readonly Decode[] = [fromJson, fromPercent, fromEscapes, fromBase64]

function fromJson(text: string): readonly string[] {
  if (!/^\s*["[{]/.test(text)) return []
  try {
    return leavesOf(JSON.parse(text))
  } catch {
    return []
  }
}

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return [String(value)]
  const items = Object.values(value)
  const leaves = [...Object.keys(value), ...items.flatMap(leavesOf), ...spelledBy(items)]
  return leaves
}

/** Bytes, code units, and characters: one an item. */
function spelledBy(items: readonly unknown[]): string[] {
  if (items.length < 5) return []
  if (items.every((item) => typeof item === 'string' && item.length <= 2)) return [items.join('')]
  const isCode = (item: unknown) =>
    Number.isInteger(item) && (item as number) >= 0 && (item as number) < 65_536
  if (!items.every(isCode)) return []
  const codes = items as number[]
  return [String.fromCharCode(...codes), Buffer.from(codes.map((code) => code & 255)).toString()]
}

function fromPercent(text: string): readonly string[] {
  if (!text.includes('%')) return text.includes('+') ? [text.replaceAll('+', ' ')] : []
  return [text.replaceAll('+', ' '), text].map((form) =>
    form.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return run
      }
    })
  )
}

function fromEscapes(text: string): readonly string[] {
  if (!text.includes('\\')) return []
  const decoded = text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/gi, (_, wide, narrow) =>
    String.fromCharCode(Number.parseInt((wide ?? narrow) as string, 16))
  )
  return [decoded, decoded.replace(/\\([nrt"\\/])/g, (_, mark: string) => MEANT[mark] ?? mark)]
}

const MEANT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** Each run, begun at each of the places where a group of four can begin. */
function fromBase64(text: string): readonly string[] {
  const decoded: string[] = []
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{12,}/g)) {
    for (let skipped = 0; skipped < 4; skipped++) {
      const bytes = Buffer.from(run.slice(skipped), 'base64')
      const text = bytes.toString()
      const plain = text.includes('\ufffd') ? bytes.toString('latin1') : text
      if (/[\x20-\x7e]{6}/.test(plain)) decoded.push(plain)
    }
  }
  return decoded
}
