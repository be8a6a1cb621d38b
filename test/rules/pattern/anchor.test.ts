import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { anchorOf } from '../../../src/rules/pattern/anchor.ts'
import { compilePattern } from '../../../src/rules/pattern/compile.ts'
import { emit } from '../../../src/rules/pattern/emit.ts'
import { parsePattern } from '../../../src/rules/pattern/parse.ts'
import { lengthOf } from '../../../src/rules/pattern/part.ts'
import type { Anchor } from '../../../src/rules/rule.ts'
import { holds } from './anchor-oracle.ts'
import { patterns, writeMatch } from './random-pattern.ts'

const RUNS = process.env.LOGVEIL_LONG ? 30_000 : 1_200
vi.setConfig({ testTimeout: 900_000 })

function anchor(
  source: string,
  options: { ignoreCase?: boolean; keywords?: string[] } = {}
): Anchor {
  return compilePattern(source, options).anchor
}

test('every text that a pattern matches holds its anchor at an allowed offset', () => {
  const kinds = new Set<string>()
  let checked = 0
  fc.assert(
    fc.property(
      richPatterns(),
      fc.boolean(),
      fc.infiniteStream(fc.nat()),
      (source, ignoreCase, stream) => {
        const parsed = parsePattern(source, ignoreCase)
        if ('issues' in parsed) throw new Error('not portable')
        const found = anchorOf(parsed.part, undefined)
        const whole = new RegExp(`^(?:${emit(parsed.part, 'v8')})$`, 'u')
        const [least, most] = lengthOf(parsed.part)
        kinds.add(found.kind)
        for (let times = 0; times < 4; times++) {
          const text = writeMatch(parsed.part, (count) => (stream.next().value as number) % count)
          if (!whole.test(text)) continue
          checked++
          expect(text.length).toBeGreaterThanOrEqual(least)
          expect(text.length).toBeLessThanOrEqual(most)
          if (!holds(found, text)) {
            throw new Error(`${JSON.stringify(found)} is not in ${JSON.stringify(text)}`)
          }
        }
      }
    ),
    { numRuns: RUNS, seed: 20261123 }
  )
  expect(checked).toBeGreaterThan(RUNS)
  expect([...kinds].sort()).toEqual(['at', 'digits', 'literal', 'none', 'word'])
})

/** Random patterns with the pieces that anchors are made of. */
function richPatterns(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    'abc',
    'key-',
    'Tok',
    '비밀번호',
    '[A-Z]{1,2}',
    '\\d{3}',
    '\\d{2,6}',
    '[ -]?',
    '(?:[.]\\d{1,3}){3}',
    '@',
    '-----BEGIN ',
    '(?:live|test)_',
    '(?:\\d[ -]?){5,9}',
    '[-. ]{0,2}',
    '(?:\\+\\d{1,3}|0)',
    '[a-z]{0,3}',
    '"?',
    '[xX]ox[abp]',
    '(?:\\d{4}-?){3,4}',
    '(?:foo|ba[rz]|가나)',
    '\\(?\\d{3}\\)?',
    '[\\d-]{2,4}',
    '\\p{L}{1,2}'
  )
  const glued = fc.array(fc.oneof({ weight: 4, arbitrary: piece }, patterns), {
    minLength: 1,
    maxLength: 5
  })
  const choice = fc
    .tuple(glued, glued, glued)
    .map(([a, b, c]) => `(?:${a.join('')}|${b.join('')})${c.join('')}`)
  return fc
    .oneof({ weight: 3, arbitrary: glued.map((all) => all.join('')) }, choice)
    .filter((source) => 'part' in parsePattern(source, false))
}

test.each<[string, Anchor]>([
  [
    'gh[pousr]_[A-Za-z0-9]{36}',
    { kind: 'literal', literals: ['gho_', 'ghp_', 'ghr_', 'ghs_', 'ghu_'], offset: [0, 0] }
  ],
  ['(?:AKIA|ASIA)[A-Z2-7]{16}', { kind: 'literal', literals: ['akia', 'asia'], offset: [0, 0] }],
  ['-----BEGIN KEY', { kind: 'literal', literals: ['begin key'], offset: [5, 5] }],
  ['["\']?password=', { kind: 'literal', literals: ['password='], offset: [0, 1] }],
  ['[ \\d]{2,3}token', { kind: 'literal', literals: ['token'], offset: [2, 3] }],
  ['[a-z]{2}Token', { kind: 'literal', literals: ['token'], offset: [2, 2] }],
  ['주민번호 ?\\d{6}', { kind: 'literal', literals: ['주민번호'], offset: [0, 0] }],
  ['[\\w.]{1,64}@[\\w.]{1,64}', { kind: 'at', offset: [1, 64] }],
  ['\\d(?:[ -]?\\d){12,18}', { kind: 'digits', digits: 13, offset: [0, 0] }],
  ['\\+\\d{1,3}[ -]?\\d{6,12}', { kind: 'digits', digits: 7, offset: [1, 1] }],
  ['\\d{6}[a-z]\\d{8}', { kind: 'digits', digits: 8, offset: [7, 7] }],
  ['[A-Z]{2}\\d{2}[A-Z0-9]{11,30}', { kind: 'word', letters: [2, 2], digits: 2 }],
  ['[A-F0-9]{2}(?::[A-F0-9]{2}){5}', { kind: 'none' }]
])('the anchor of %s is read off it', (source, expected) => {
  expect(anchor(source)).toEqual(expected)
})

test('a literal that a letter can precede in the match is no anchor', () => {
  expect(anchor('[a-z]{0,3}token').kind).toBe('none')
  expect(anchor('[A-Z]Token').kind).toBe('none')
  expect(anchor('[^"]token').kind).toBe('none')
  expect(anchor('é{0,3}token').kind).toBe('none')
})

test('an ASCII literal of two characters is no anchor, a Hangul one of one is', () => {
  expect(anchor('ab[A-Z]{9}').kind).toBe('none')
  expect(anchor('키[A-Z]{9}')).toMatchObject({ kind: 'literal', literals: ['키'] })
})

test('digits apart by three separators are two runs', () => {
  expect(anchor('\\d{4}[ -]{0,3}\\d{4}')).toMatchObject({ kind: 'digits', digits: 4 })
  expect(anchor('\\d{4}[ -]{0,2}\\d{4}')).toMatchObject({ kind: 'digits', digits: 8 })
  expect(anchor('\\d{4}:\\d{4}')).toMatchObject({ kind: 'digits', digits: 4 })
})

test('ignoreCase folds the literals', () => {
  expect(anchor('Bearer ', { ignoreCase: true })).toEqual({
    kind: 'literal',
    literals: ['bearer '],
    offset: [0, 0]
  })
})

test('at most 64 literals are spelled out', () => {
  const words = Array.from(
    { length: 90 },
    (_, index) => `word${String.fromCharCode(97 + (index % 26))}${index}`
  )
  const found = anchor(`(?:${words.join('|')})=`)
  expect(found).toEqual({ kind: 'literal', literals: ['word'], offset: [0, 0] })
})

test('keywords of the rule override what is read off the pattern, at the offset where the pattern has them', () => {
  const keywords = ['Secret', 'pass']
  expect(anchor('["\']?(?:secret|password)=\\d{3}', { keywords })).toEqual({
    kind: 'literal',
    literals: ['secret', 'pass'],
    offset: [0, 1]
  })
})

test('keywords that the pattern does not show may stand anywhere in the match', () => {
  expect(anchor('[a-z]{3,20}=\\d{3}', { keywords: ['pin'] })).toEqual({
    kind: 'literal',
    literals: ['pin'],
    offset: [0, 24]
  })
})
