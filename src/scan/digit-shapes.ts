/**
 * Which rules a digit run can concern, told from its shape.
 *
 * In: the searches that digit runs wake. Out: for a run in a text, those of them that can match a run of that shape.
 * Promise: no search is left out that could match. Logs repeat a few shapes without end (a version, a float, a time of
 * day); each is asked once, with every digit turned into a 0 and every pattern widened to take any digit for any other.
 */
import type { DigitsWake } from './plan.ts'

export type DigitShapes = {
  /** `at` and `end` bound the run in `codes`, behind which a zero stands; `count` is its number of digits. */
  wakesOf(codes: Uint16Array, at: number, end: number, count: number): readonly DigitsWake[]
}

/** What stands before and after a run belongs to its shape: a sign, a bracket. */
const MARGIN = 2
/** Longer runs are rare and have no end of shapes. */
const LONGEST_RUN = 48
const KNOWN_SHAPES = 2000

export function createDigitShapes(wakes: readonly DigitsWake[]): DigitShapes {
  // made at the first run of digits: a logger that starts has seen none
  let widened: readonly { readonly wake: DigitsWake; readonly shape: RegExp | null }[] | null = null
  const known = new Map<number, { readonly shape: string; readonly wakes: readonly DigitsWake[] }>()
  return {
    wakesOf(codes, at, end, count) {
      if (end - at > LONGEST_RUN) return wakes
      const from = Math.max(0, at - MARGIN)
      const hash = hashOf(codes, from, end + MARGIN)
      const entry = known.get(hash)
      if (entry !== undefined && isSame(entry.shape, codes, from)) return entry.wakes
      const shape = shapeAt(codes, from, end + MARGIN)
      widened ??= wakes.map((wake) => ({ wake, shape: toShape(wake.source) }))
      const possible = widened.filter(
        (each) => count >= each.wake.digits && (each.shape?.test(shape) ?? true)
      )
      const found = possible.map((each) => each.wake)
      if (known.size >= KNOWN_SHAPES) known.clear()
      known.set(hash, { shape, wakes: found })
      return found
    }
  }
}

function fold(code: number): number {
  return code >= 48 && code <= 57 ? 48 : code
}

/** FNV-1a over the units, digits folded; ends at the zero behind the text. */
function hashOf(codes: Uint16Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to && codes[i] !== 0; i++)
    hash = Math.imul(hash ^ fold(codes[i] as number), 0x01000193)
  return hash
}

function shapeAt(codes: Uint16Array, from: number, to: number): string {
  let shape = ''
  for (let i = from; i < to && codes[i] !== 0; i++)
    shape += String.fromCharCode(fold(codes[i] as number))
  return shape
}

function isSame(shape: string, codes: Uint16Array, from: number): boolean {
  for (let i = 0; i < shape.length; i++)
    if (shape.charCodeAt(i) !== fold(codes[from + i] as number)) return false
  return true
}

/** One token of an emitted pattern: a class, an escape, a quantifier, the head of a group, or a character. */
const TOKEN =
  /\[\^?(?:\\u\{[0-9a-f]+\}|\\.|[^\]\\])*\]|\\u\{[0-9a-f]+\}|\\.|\{\d+(?:,\d*)?\}\??|\(\?(?::|<\w+>)|[\s\S]/gu
/** What a pattern may hold that lies within a run and its margin. */
const WITHIN_RUN = /^[\d\s+\-.,_/()\u00a0\u202f\u2010-\u2015\u2212]$/u

/** The pattern with any digit for any other; null where it reaches beyond the run, and so beyond its shape. */
export function toShape(source: string): RegExp | null {
  let shape = ''
  for (const [token] of source.matchAll(TOKEN)) {
    const widened = widen(token)
    if (widened === null) return null
    shape += widened
  }
  return new RegExp(shape, 'u')
}

function widen(token: string): string | null {
  if (token.startsWith('[^')) return null
  if (token.startsWith('[')) {
    if (!holdsOnlyRunCharacters(token)) return null
    const members = new RegExp(token, 'u')
    return DIGITS.some((digit) => members.test(digit)) ? `(?:[0-9]|${token})` : token
  }
  if (/^\d$/.test(token)) return '[0-9]'
  if (/^[A-Za-z@:;=#%&~"'`<>!]$/.test(token)) return null
  if (token.startsWith('\\') && !WITHIN_RUN.test(unescapeToken(token))) return null
  return token
}

const DIGITS = '0123456789'.split('')

/** One member of a class: an escape, a range, a character. */
const MEMBER = /(\\u\{[0-9a-f]+\}|\\.|[^\\])(?:-(\\u\{[0-9a-f]+\}|\\.|[^\\]))?/gu

function holdsOnlyRunCharacters(source: string): boolean {
  for (const [, first = '', last] of source.slice(1, -1).matchAll(MEMBER)) {
    const from = codeOf(first)
    const to = last === undefined ? from : codeOf(last)
    for (let code = from; code <= to; code++)
      if (!WITHIN_RUN.test(String.fromCharCode(code))) return false
  }
  return true
}

function codeOf(member: string): number {
  return (member.startsWith('\\') ? unescapeToken(member) : member).charCodeAt(0)
}

function unescapeToken(token: string): string {
  const code = /^\\u\{([0-9a-f]+)\}$/.exec(token)?.[1]
  return code === undefined ? token.slice(1) : String.fromCodePoint(Number.parseInt(code, 16))
}
