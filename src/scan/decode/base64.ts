/**
 * Base64 and base64url (RFC 4648) that decodes to text.
 *
 * In: a text, or a run inside one. Out: the decoded text, or null where it is no base64 or decodes to no text.
 * Promise: a random id or a hash is told from text by its first bytes, without decoding the rest.
 */

/** Shortest value that is decoded: 24 characters, 16 bytes; below that too much text is base64 by accident. */
export const MIN_BASE64 = 24

const VALUES = new Uint8Array(128).fill(255)
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((c, i) => {
  VALUES[c.charCodeAt(0)] = i
})
VALUES[45] = 62 // base64url -
VALUES[95] = 63 // base64url _

/** Whether the first six bytes of a run are printable text, or bytes of UTF-8 beyond ASCII. */
function startsLikeText(codes: ArrayLike<number>, at: number): boolean {
  for (let i = at; i < at + 8; i += 4) {
    const bits = bitsAt(codes, i, 4)
    if (
      bits === -1 ||
      !isTextByte(bits >> 16) ||
      !isTextByte((bits >> 8) & 255) ||
      !isTextByte(bits & 255)
    )
      return false
  }
  return true
}

/** 24 bits of four characters (of two or three: the upper 12 or 18, the rest zero); -1 where one of them is no base64. */
function bitsAt(codes: ArrayLike<number>, at: number, count: number): number {
  let bits = 0
  for (let k = 0; k < 4; k++) {
    const code = k < count ? (codes[at + k] as number) : 65
    const value = code < 128 ? (VALUES[code] as number) : 255
    if (value === 255) return -1
    bits = (bits << 6) | value
  }
  return bits
}

/**
 * Whether a run decodes to strict UTF-8 (RFC 3629) that begins like text. A random run fails within a few bytes; to let
 * a decoder throw for each UUID cost 50 µs a line.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the loop of a decoder
function isText(codes: ArrayLike<number>, at: number, end: number): boolean {
  if (!startsLikeText(codes, at)) return false
  let need = 0 // continuation bytes to come
  let low = 0x80 // the range of the next one
  let high = 0xbf
  for (let i = at; i < end; i += 4) {
    const count = Math.min(4, end - i)
    const bits = bitsAt(codes, i, count)
    if (bits === -1) return false
    for (let shift = 16; shift > 16 - 8 * (count - 1); shift -= 8) {
      const byte = (bits >> shift) & 255
      if (need > 0) {
        if (byte < low || byte > high) return false
        need--
        low = 0x80
        high = 0xbf
      } else if (byte >= 0x80) {
        if (byte < 0xc2 || byte > 0xf4) return false
        need = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
        // no overlong forms, no surrogates, nothing above U+10FFFF
        low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
        high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
      }
    }
  }
  return need === 0
}

/** Control characters but tab, CR and LF, and bytes that UTF-8 never has, are no text. */
function isTextByte(byte: number): boolean {
  return byte >= 32
    ? byte !== 127 && byte < 0xf5 && byte !== 0xc0 && byte !== 0xc1
    : byte === 9 || byte === 10 || byte === 13
}

/** Whether nothing but base64 (and padding) stands in [at, end), and it decodes to text. */
export function mayBeBase64(codes: Uint16Array, at: number, end: number): boolean {
  return isText(codes, at, withoutPadding(codes, at, end))
}

function withoutPadding(codes: ArrayLike<number>, at: number, end: number): number {
  let to = end
  while (to > at && codes[to - 1] === 61) to--
  return to
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
  if (run.length < 8) return null
  const codes = unitsOf(run)
  return isText(codes, 0, withoutPadding(codes, 0, run.length))
    ? Buffer.from(run, 'base64').toString('utf8')
    : null
}

const UNITS = new Uint16Array(4096)

/** One buffer for all runs; a longer one is made for its run alone. */
function unitsOf(text: string): Uint16Array {
  const own = text.length <= UNITS.length ? UNITS : new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) own[i] = text.charCodeAt(i)
  return own
}

/** The text of a value that is base64 as a whole, or null. */
export function decodeWholeBase64(text: string): string | null {
  return text.length < MIN_BASE64 || base64End(text, 0) !== text.length ? null : decodeBase64(text)
}
