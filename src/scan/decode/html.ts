/**
 * Character references of HTML and XML (`&#64;`, `&#x40;`, `&commat;`), decoded with offsets.
 *
 * In: a text. Out: its decoding, or null where it holds none.
 * Promise: never throws; an ampersand that begins no reference we know stays as it stands. A reference needs its semicolon:
 * without it `&copy=1` in a query would be read as a sign.
 *
 * Source: HTML Living Standard, section 13.5; of its 2,231 names those of ASCII, of the no-break space and of the dashes.
 */
import type { Decoded } from '../view.ts'
import { decodeStretches, type Piece } from './stretches.ts'

const NAMES: Readonly<Record<string, string>> = Object.freeze({
  amp: '&',
  AMP: '&',
  apos: "'",
  ast: '*',
  bsol: '\\',
  colon: ':',
  comma: ',',
  commat: '@',
  dash: '\u2010',
  dollar: '$',
  equals: '=',
  excl: '!',
  gt: '>',
  GT: '>',
  grave: '`',
  hyphen: '\u2010',
  lbrack: '[',
  lcub: '{',
  lowbar: '_',
  lpar: '(',
  lt: '<',
  LT: '<',
  mdash: '\u2014',
  minus: '\u2212',
  nbsp: '\u00a0',
  ndash: '\u2013',
  NewLine: '\n',
  num: '#',
  percnt: '%',
  period: '.',
  plus: '+',
  quest: '?',
  quot: '"',
  QUOT: '"',
  rbrack: ']',
  rcub: '}',
  rpar: ')',
  semi: ';',
  shy: '\u00ad',
  sol: '/',
  Tab: '\t',
  verbar: '|',
  zwj: '\u200d',
  zwnj: '\u200c'
})

/** Longest reference that is read: nine characters of a name or eight digits, `&#` and `;` beside them. */
const REFERENCE = /&(?:#(?:[0-9]{1,8}|[xX][0-9A-Fa-f]{1,6})|[A-Za-z]{2,8});/y

/** Whether a reference that we know begins at an ampersand; what the first pass asks at each `&`. */
export function isReference(text: string, at: number): boolean {
  return referenceAt(text, at) !== null
}

export function hasReference(text: string): boolean {
  for (let i = text.indexOf('&'); i !== -1; i = text.indexOf('&', i + 1))
    if (isReference(text, i)) return true
  return false
}

export function decodeHtml(text: string): Decoded | null {
  return hasReference(text) ? decodeStretches(text, nextAmpersand, referenceAt) : null
}

function nextAmpersand(text: string, from: number): number {
  return text.indexOf('&', from)
}

function referenceAt(text: string, at: number): Piece | null {
  REFERENCE.lastIndex = at
  if (!REFERENCE.test(text)) return null
  const size = REFERENCE.lastIndex - at
  const decoded = toCharacter(text.slice(at + 1, at + size - 1))
  return decoded === undefined ? null : { decoded, size }
}

function toCharacter(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined
  const isHex = name[1] === 'x' || name[1] === 'X'
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10)
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : undefined
}
