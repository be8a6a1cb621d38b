/**
 * Base64 and base64url (RFC 4648) that decodes to text.
 *
 * In: a text, or a run inside one. Out: the decoded text, or null where it is no base64 or decodes to no text.
 * Promise: a random id or a hash is told from text by its first six bytes, without decoding the rest.
 */

/** Shortest value that is decoded: 24 characters, 16 bytes; below that too much text is base64 by accident. */
export const MIN_BASE64 = 24

const VALUES = new Uint8Array(128).fill(255)
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((c, i) => {
  VALUES[c.charCodeAt(0)] = i
})
VALUES[45] = 62 // base64url -
VALUES[95] = 63 // base64url _

/** Whether eight characters decode to six bytes of printable text (or bytes of UTF-8 beyond ASCII): 0.3 % of random runs do. */
export function startsLikeText(codes: ArrayLike<number>, at: number): boolean {
  for (let i = at; i < at + 8; i += 4) {
    let bits = 0
    for (let k = 0; k < 4; k++) {
      const code = codes[i + k] as number
      const value = code < 128 ? (VALUES[code] as number) : 255
      if (value === 255) return false
      bits = (bits << 6) | value
    }
    if (!isTextByte(bits >> 16) || !isTextByte((bits >> 8) & 255) || !isTextByte(bits & 255))
      return false
  }
  return true
}

function headOf(text: string): readonly number[] {
  const codes: number[] = []
  for (let i = 0; i < 8; i++) codes.push(text.charCodeAt(i))
  return codes
}

/** Control characters but tab, CR and LF, and bytes that UTF-8 never has, are no text. */
function isTextByte(byte: number): boolean {
  return byte >= 32
    ? byte !== 127 && byte < 0xf5 && byte !== 0xc0 && byte !== 0xc1
    : byte === 9 || byte === 10 || byte === 13
}

/** Whether nothing but base64 (and padding) stands in [at, end), and what it begins with is text. */
export function mayBeBase64(codes: Uint16Array, at: number, end: number): boolean {
  if (!startsLikeText(codes, at)) return false
  for (let i = at + 8; i < end; i++) {
    const code = codes[i] as number
    if (code !== 61 && !isBase64(code)) return false
  }
  return true
}

/** End of the run of base64 characters that begins at `at`, padding included. */
export function base64End(text: string, at: number): number {
  let end = at
  while (end < text.length && isBase64(text.charCodeAt(end))) end++
  while (end < text.length && text.charCodeAt(end) === 61) end++
  return end
}

export function isBase64(code: number): boolean {
  return code < 128 && VALUES[code] !== 255
}

/** The text that a base64 run holds, or null. */
export function decodeBase64(run: string): string | null {
  if (run.length < 8 || !startsLikeText(headOf(run), 0)) return null
  try {
    return STRICT_UTF8.decode(Buffer.from(run, 'base64'))
  } catch {
    return null
  }
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true })

/** The text of a value that is base64 as a whole, or null. */
export function decodeWholeBase64(text: string): string | null {
  if (
    text.length < MIN_BASE64 ||
    !startsLikeText(headOf(text), 0) ||
    base64End(text, 0) !== text.length
  )
    return null
  return decodeBase64(text)
}
