/**
 * Percent-encoding (RFC 3986 section 2.1), decoded with offsets; UTF-8 sequences become their characters.
 *
 * In: a text. Out: its decoding, or null where nothing in it is percent-encoded.
 * Promise: never throws; a malformed sequence stays as it stands. `+` stays `+`.
 */
import type { Decoded } from '../view.ts'
import { isHex } from './json-string.ts'

export function hasPercent(text: string, from = 0): boolean {
  for (let i = text.indexOf('%', from); i !== -1; i = text.indexOf('%', i + 1))
    if (isEncoded(text, i)) return true
  return false
}

export function decodePercent(text: string): Decoded | null {
  if (!hasPercent(text)) return null
  const out: string[] = []
  const starts = new Int32Array(text.length)
  const ends = new Int32Array(text.length)
  let length = 0
  for (let i = 0; i < text.length; ) {
    const [decoded, size] = unitAt(text, i)
    for (let unit = 0; unit < decoded.length; unit++) {
      starts[length] = i
      ends[length++] = i + size
    }
    out.push(decoded)
    i += size
  }
  return { text: out.join(''), starts: starts.subarray(0, length), ends: ends.subarray(0, length) }
}

function unitAt(text: string, at: number): [string, number] {
  if (!isEncoded(text, at)) return [text[at] as string, 1]
  const first = byteAt(text, at)
  const count = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  if (count === 0) return [text[at] as string, 1]
  const bytes = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    if (!isEncoded(text, at + 3 * i)) return [text[at] as string, 1]
    bytes[i] = byteAt(text, at + 3 * i)
  }
  const decoded = UTF8.decode(bytes)
  return decoded.includes('\ufffd') ? [text[at] as string, 1] : [decoded, 3 * count]
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

export function isEncoded(text: string, at: number): boolean {
  return (
    text.charCodeAt(at) === 37 && isHex(text.charCodeAt(at + 1)) && isHex(text.charCodeAt(at + 2))
  )
}

function byteAt(text: string, at: number): number {
  return Number.parseInt(text.slice(at + 1, at + 3), 16)
}
