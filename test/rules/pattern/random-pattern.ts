/**
 * Random patterns, texts that match them, and RE2 where it is installed.
 *
 * Out: fast-check arbitraries of patterns that JavaScript's flag `u` and the portable subset read alike (no `\s`,
 * no `.`, whose meaning logveil sets itself), and a writer of matching texts.
 */
import fc from 'fast-check'
import { parsePattern } from '../../../src/rules/pattern/parse.ts'
import type { Part } from '../../../src/rules/pattern/part.ts'

type Re2 = new (source: string, flags: string) => RegExp

/** RE2, or why it is not there. */
export function loadRe2(): { readonly RE2: Re2 } | { readonly missing: string } {
  try {
    return { RE2: require('re2') as Re2 }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    return { missing: `re2 cannot be loaded here (${code}): it needs a C++ compiler at install` }
  }
}

const ALPHABET = [
  'a',
  'b',
  'c',
  'A',
  'B',
  '0',
  '1',
  '9',
  '-',
  '@',
  ' ',
  '/',
  '_',
  'é',
  '가',
  '나',
  '😀',
  '\ufffd'
]
const ESCAPED: Readonly<Record<string, string>> = { '-': '\\-', '/': '\\/' }

const literal = fc.constantFrom(...ALPHABET).map((char) => (char === '/' ? '\\/' : char))
const classItem = fc.oneof(
  fc.constantFrom(...ALPHABET).map((char) => ESCAPED[char] ?? char),
  fc.constantFrom(
    '\\d',
    '\\w',
    '\\D',
    '\\W',
    'a-c',
    'A-Z',
    '0-5',
    '가-힣',
    '\\u{1F600}-\\u{1F64F}',
    '\\u00e9'
  )
)
const property = fc.constantFrom(
  '\\p{L}',
  '\\p{Lu}',
  '\\P{L}',
  '\\p{Nd}',
  '\\p{Script=Hangul}',
  '\\p{So}'
)
const charClass = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.oneof({ weight: 5, arbitrary: classItem }, property), {
      minLength: 1,
      maxLength: 3
    })
  )
  .map(([negated, items]) => `[${negated ? '^' : ''}${items.join('')}]`)
const bounds = fc
  .tuple(fc.nat({ max: 2 }), fc.integer({ min: 1, max: 3 }), fc.boolean())
  .map(([least, more, lazy]) => `{${least},${least + more}}${lazy ? '?' : ''}`)
const quantifier = fc.oneof(fc.constantFrom('?', '{1}', '{2}', '??'), bounds)

const { sequence } = fc.letrec<{ sequence: string; item: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 2 },
    literal,
    charClass,
    fc.constantFrom('\\d', '\\w', '\\D', '\\u{1f600}'),
    fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((all) => `(?:${all.join('|')})`),
    fc.array(tie('sequence'), { minLength: 1, maxLength: 2 }).map((all) => `(${all.join('|')})`)
  ),
  item: fc.oneof(
    { weight: 3, arbitrary: tie('atom') },
    { weight: 1, arbitrary: fc.tuple(tie('atom'), quantifier).map(([atom, times]) => atom + times) }
  ),
  sequence: fc.array(tie('item'), { minLength: 1, maxLength: 4 }).map((items) => items.join(''))
}))

/** Patterns in the portable subset. */
export const patterns: fc.Arbitrary<string> = fc
  .tuple(sequence, fc.option(sequence, { nil: undefined }))
  .map(([head, value]) => (value === undefined ? head : `${head}(?<value>${value})`))
  .filter((source) => 'part' in parsePattern(source, false))

/** Texts in which such patterns often match. */
export const texts: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...ALPHABET, '\ud800', '\udc00', '\n', 'K', 'ſ'), { maxLength: 14 })
  .map((chars) => chars.join(''))

/** Writes a text that the part matches, with choices made by `pick(n)` from 0 to n - 1. */
export function writeMatch(part: Part, pick: (count: number) => number): string {
  switch (part.kind) {
    case 'char':
      return writeChar(part, pick)
    case 'value':
      return writeMatch(part.body, pick)
    case 'sequence':
      return part.parts.map((each) => writeMatch(each, pick)).join('')
    case 'choice':
      return writeMatch(part.branches[pick(part.branches.length)] as Part, pick)
    case 'repeat': {
      const spread = Math.min(part.most - part.least, 40)
      const times = pick(4) === 0 ? part.least : part.least + pick(spread + 1)
      return Array.from({ length: times }, () => writeMatch(part.body, pick)).join('')
    }
  }
}

function writeChar(part: Extract<Part, { kind: 'char' }>, pick: (count: number) => number): string {
  // A property's set is known exactly for ASCII only; what is not in the class is sorted out by the caller.
  const inAscii = part.points.filter(([from]) => from < 0x80)
  if (part.unicode !== undefined && inAscii.length === 0) return '가'
  const ranges = part.unicode === undefined ? part.points : inAscii
  const [from, to] = ranges[pick(ranges.length)] as readonly [number, number]
  const last = part.unicode === undefined ? to : Math.min(to, 0x7f)
  const code = from + pick(Math.min(last - from + 1, 64))
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code)
}
