/**
 * `\u0040` and `\x40` that stand as characters in a text (a JSON or source fragment inside a message), and the colours of a
 * terminal, which stand inside words: `ESC[33mpassword ESC[39m: x`.
 *
 * In: a text. Out: its decoding without colours, or null where it holds neither.
 * Promise: never throws; other backslashes stay as they stand.
 */
import type { Decoded } from '../view.ts'
import { isHex, isHex4 } from './json-string.ts'
import { decodeStretches, type Piece } from './stretches.ts'

export function decodeEscapes(text: string): Decoded | null {
  return hasEscape(text) ? decodeStretches(text, nextEscape, pieceAt) : null
}

function nextEscape(text: string, from: number): number {
  SIGN.lastIndex = from
  return SIGN.test(text) ? SIGN.lastIndex - 1 : -1
}

function pieceAt(text: string, at: number): Piece | null {
  const colour = colourAt(text, at)
  if (colour > 0) return { decoded: '', size: colour }
  const size = sizeAt(text, at)
  if (size === 1) return null
  const code = Number.parseInt(text.slice(at + 2, at + size), 16)
  return { decoded: String.fromCharCode(code), size }
}

export function hasEscape(text: string): boolean {
  for (let i = text.indexOf('\\'); i !== -1; i = text.indexOf('\\', i + 1))
    if (sizeAt(text, i) !== 1) return true
  for (let i = text.indexOf(ESCAPE); i !== -1; i = text.indexOf(ESCAPE, i + 1))
    if (colourAt(text, i) > 0) return true
  return false
}

const ESCAPE = '\u001b'
const SIGN = new RegExp(`[${ESCAPE}\\\\]`, 'g')
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
