/**
 * Percent-encoding (RFC 3986 section 2.1), decoded with offsets; UTF-8 sequences become their characters.
 *
 * In: a text. Out: its decoding, or null where nothing in it is percent-encoded.
 * Promise: never throws; a malformed sequence stays as it stands. `+` stays `+`, but for decodeForm.
 */
import type { Decoded } from '../view.ts'
import { isHex } from './json-string.ts'
import { decodeStretches, type Piece } from './stretches.ts'

export function hasPercent(text: string, from = 0): boolean {
  for (let i = text.indexOf('%', from); i !== -1; i = text.indexOf('%', i + 1))
    if (isEncoded(text, i)) return true
  return false
}

export function decodePercent(text: string): Decoded | null {
  return hasPercent(text) ? decodeStretches(text, nextPercent, pieceAt) : null
}

function nextPercent(text: string, from: number): number {
  return text.indexOf('%', from)
}

/** `card=5555+5555+5555+4444`: what an HTML form wrote (WHATWG URL, 5.1), `+` read as the space that it means; null without one. */
export function decodeForm(text: string): Decoded | null {
  if (!FORM_PLUS.test(text)) return null
  const starts = Int32Array.from({ length: text.length }, (_, at) => at)
  return { text: text.replace(/\+/g, ' '), starts, ends: starts.map((at) => at + 1) }
}

/** The `+` stands inside a value; more than that to look for would cost the square of the text. */
const FORM_PLUS = /=[^\s&=+"]{1,200}\+[^\s&=+"]/

/** Whether a `+` may stand for a space: something is on either side. */
export function isPlus(codes: ArrayLike<number>, at: number): boolean {
  return (
    codes[at] === PLUS && isInValue(codes[at - 1] as number) && isInValue(codes[at + 1] as number)
  )
}

const PLUS = 43

/** Letters, digits, parentheses; what else is printed is no part of a word. */
function isInValue(code: number): boolean {
  return (
    code === 40 ||
    code === 41 ||
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122)
  )
}

/** One character of UTF-8, in one to four bytes. */
function pieceAt(text: string, at: number): Piece | null {
  if (!isEncoded(text, at)) return null
  const first = byteAt(text, at)
  if (first < 0x80) return { decoded: String.fromCharCode(first), size: 3 }
  const count = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  if (count === 0) return null
  const bytes = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    if (!isEncoded(text, at + 3 * i)) return null
    bytes[i] = byteAt(text, at + 3 * i)
  }
  const decoded = UTF8.decode(bytes)
  return decoded.includes('\ufffd') ? null : { decoded, size: 3 * count }
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
