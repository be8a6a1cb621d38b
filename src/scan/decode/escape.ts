/**
 * `\u0040` and `\x40` that stand as characters in a text (a JSON or source fragment inside a message), and the colours of a
 * terminal, which stand inside words: `ESC[33mpassword ESC[39m: x`.
 *
 * In: a text. Out: its decoding without colours, or null where it holds neither.
 * Promise: never throws; other backslashes stay as they stand.
 */
import type { Decoded } from '../view.ts'
import { isHex, isHex4 } from './json-string.ts'

export function decodeEscapes(text: string): Decoded | null {
  if (!hasEscape(text)) return null
  const out: string[] = []
  const starts = new Int32Array(text.length)
  const ends = new Int32Array(text.length)
  let length = 0
  for (let i = 0; i < text.length; ) {
    const colour = colourAt(text, i)
    if (colour > 0) {
      i += colour
      continue
    }
    const size = sizeAt(text, i)
    out.push(
      size === 1
        ? (text[i] as string)
        : String.fromCharCode(Number.parseInt(text.slice(i + 2, i + size), 16))
    )
    starts[length] = i
    i += size
    ends[length++] = i
  }
  return { text: out.join(''), starts: starts.subarray(0, length), ends: ends.subarray(0, length) }
}

export function hasEscape(text: string): boolean {
  for (let i = text.indexOf('\\'); i !== -1; i = text.indexOf('\\', i + 1))
    if (sizeAt(text, i) !== 1) return true
  for (let i = text.indexOf(ESCAPE); i !== -1; i = text.indexOf(ESCAPE, i + 1))
    if (colourAt(text, i) > 0) return true
  return false
}

const ESCAPE = '\u001b'
/** Select Graphic Rendition (ECMA-48, 8.3.117), after its ESC. */
const COLOUR = /\[[\d;:]{0,40}m/y

/** Length of the control sequence at `at`, 0 if there is none. */
function colourAt(text: string, at: number): number {
  if (text[at] !== ESCAPE) return 0
  COLOUR.lastIndex = at + 1
  return COLOUR.test(text) ? COLOUR.lastIndex - at : 0
}

function sizeAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== 92) return 1
  const next = text.charCodeAt(at + 1)
  if (next === 117 && isHex4(text, at + 2)) return 6
  return next === 120 && isHex(text.charCodeAt(at + 2)) && isHex(text.charCodeAt(at + 3)) ? 4 : 1
}
