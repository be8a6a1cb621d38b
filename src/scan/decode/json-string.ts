/**
 * JSON string escapes (RFC 8259 section 7), decoded with offsets.
 *
 * In: the text between the quotes. Out: the decoded text, each unit with the span that encodes it.
 * Promise: never throws; an escape that JSON does not know stays as it stands.
 */
import type { Decoded } from '../view.ts'

const SIMPLE: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t'
}

export function decodeJsonString(text: string): Decoded {
  const out: string[] = []
  const starts = new Int32Array(text.length)
  const ends = new Int32Array(text.length)
  let length = 0
  let plainFrom = 0
  for (let i = 0; i < text.length; ) {
    if (text.charCodeAt(i) !== 92) {
      starts[length] = i
      ends[length++] = ++i
      continue
    }
    const size = escapeSize(text, i)
    out.push(text.slice(plainFrom, i), unescapeAt(text, i, size))
    starts[length] = i
    i += size
    ends[length++] = i
    plainFrom = i
  }
  out.push(text.slice(plainFrom))
  return { text: out.join(''), starts: starts.subarray(0, length), ends: ends.subarray(0, length) }
}

function escapeSize(text: string, at: number): number {
  const next = text[at + 1]
  if (next === 'u' && isHex4(text, at + 2)) return 6
  return next !== undefined && SIMPLE[next] !== undefined ? 2 : 1
}

function unescapeAt(text: string, at: number, size: number): string {
  if (size === 6) return String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16))
  return size === 2 ? (SIMPLE[text[at + 1] as string] as string) : '\\'
}

export function isHex4(text: string, at: number): boolean {
  return (
    isHex(text.charCodeAt(at)) &&
    isHex(text.charCodeAt(at + 1)) &&
    isHex(text.charCodeAt(at + 2)) &&
    isHex(text.charCodeAt(at + 3))
  )
}

export function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102)
}
