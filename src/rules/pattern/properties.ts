/**
 * Unicode properties that V8 and RE2 both know.
 *
 * In: a property as written in a pattern (`L`, `gc=Lu`, `Script=Hangul`). Out: its spelling for each engine, or nothing.
 * Promise: what is not listed here is refused, because one of the engines would refuse it or read it otherwise.
 */
import { type CodePoints, NON_ASCII, type Range, union } from './code-points.ts'

export type Property = { readonly v8: string; readonly re2: string }

/** No category of `C`: it holds the surrogates, which the engines see differently. */
const CATEGORIES =
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp'.split(
    ' '
  )

const CATEGORY_NAMES: Readonly<Record<string, string>> = {
  Letter: 'L',
  Uppercase_Letter: 'Lu',
  Lowercase_Letter: 'Ll',
  Mark: 'M',
  Number: 'N',
  Decimal_Number: 'Nd',
  Punctuation: 'P',
  Symbol: 'S',
  Currency_Symbol: 'Sc',
  Separator: 'Z',
  Space_Separator: 'Zs'
}

const SCRIPTS = (
  'Arabic Armenian Bengali Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Han Hangul ' +
  'Hebrew Hiragana Kannada Katakana Khmer Lao Latin Malayalam Mongolian Myanmar Sinhala Tamil Telugu Thai Tibetan'
).split(' ')

/** What to tell a user whose property is refused. */
export const KNOWN_PROPERTIES: string = `general categories such as \\p{L}, \\p{Lu}, \\p{Nd}, \\p{P}, or scripts such as \\p{Script=Hangul} (${SCRIPTS.join(', ')})`

/** A property's spelling for both engines; undefined if they do not share it. */
export function toProperty(
  key: string,
  value: string | null,
  negate: boolean
): Property | undefined {
  const letter = negate ? 'P' : 'p'
  if (key === 'Script' || key === 'sc') {
    if (value === null || !SCRIPTS.includes(value)) return undefined
    return { v8: `\\${letter}{Script=${value}}`, re2: `\\${letter}{${value}}` }
  }
  const named =
    key === 'General_Category' || key === 'gc' ? (value ?? '') : value === null ? key : ''
  const category = CATEGORY_NAMES[named] ?? named
  if (!CATEGORIES.includes(category)) return undefined
  return { v8: `\\${letter}{${category}}`, re2: `\\${letter}{${category}}` }
}

/** The ASCII characters of a property exactly, and all others for safety: analysis may see too much, never too little. */
export function coverOf(property: Property): CodePoints {
  const test = new RegExp(property.v8, 'u')
  const ascii: Range[] = []
  for (let code = 0; code < 0x80; code++) {
    if (test.test(String.fromCharCode(code))) ascii.push([code, code])
  }
  return union(ascii, NON_ASCII)
}
