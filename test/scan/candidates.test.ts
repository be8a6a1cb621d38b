/** The WebAssembly pass against the plain one: what the plain one notes, the other notes too, at the same place. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRuleSet } from '../../src/rule-set.ts'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../src/rules/shipped.ts'
import {
  type CandidateList,
  createCandidateList,
  KIND_BASE64_RUN,
  KIND_DIGITS,
  STRIDE
} from '../../src/scan/candidate-list.ts'
import { collectCandidates } from '../../src/scan/candidates.ts'
import { findBase64Runs } from '../../src/scan/decode/base64-runs.ts'
import { collectPlainly } from '../../src/scan/plain-pass.ts'
import { openSimdPass } from '../../src/scan/simd/simd-pass.ts'

const { plan } = createRuleSet({ rules: ['all'] }).matcher
const options = plan.candidates
const fast = createCandidateList()
const plain = createCandidateList()

/** Candidates as words; of runs of base64 what they decode to, since a run may be told together with its neighbours. */
function told(text: string, { items, length }: CandidateList): Set<string> {
  const words = new Set<string>()
  for (let i = 0; i < length; i += STRIDE) {
    const [kind, at, extra, count] = items.subarray(i, i + STRIDE) as unknown as number[]
    if (kind === KIND_BASE64_RUN)
      for (const run of findBase64Runs(text.slice(at, extra))) words.add(`run ${run.text}`)
    else words.add(`${kind} ${at} ${extra} ${kind === KIND_DIGITS ? count : ''}`)
  }
  return words
}

function missed(text: string, json: boolean, from = 0): readonly string[] {
  collectCandidates(text, from, json, options, fast)
  collectPlainly(text, from, json, options, plain)
  expect(fast.controls).toBe(plain.controls)
  const known = told(text, fast)
  return [...told(text, plain)].filter((word) => !known.has(word))
}

test('this machine has the WebAssembly pass', () => {
  expect(openSimdPass(options)).not.toBeNull()
})

test('notes in every example what the plain pass notes', () => {
  const examples = SHIPPED_PACK_NAMES.flatMap((name) => shippedPack(name).source.rules).flatMap(
    ({ examples: { match, ignore } }) => [...match, ...ignore]
  )
  for (const text of examples) {
    expect(missed(text, false)).toEqual([])
    expect(missed(JSON.stringify({ m: text }), true)).toEqual([])
    expect(missed(JSON.stringify({ m: JSON.stringify({ [text]: text }) }), true)).toEqual([])
  }
})

const PIECES = [
  ...'abzABZ019 -._,/()@%+[]{}&;:="\\nrtux\n\u001b\u00e9\u00ad２비',
  ...['비밀번호', '\u200b', 'password', 'DBPass', '4111 1111', '\\u0041', '\\u001b[', '\\u0000'],
  ...['%41', '&#64;', '["a","b"', '[106,97,', '"0":', 'dXNlcjpodW50ZXIyCg==', '\\"', 'lösenord']
]
const anyText = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })), {
  maxLength: 120
})

test('notes in any text, and in any line, what the plain pass notes', () => {
  fc.assert(
    fc.property(anyText, fc.nat({ max: 1 }), (pieces, from) => {
      const text = pieces.join('')
      expect(missed(text, false)).toEqual([])
      expect(missed(text, true)).toEqual([])
      expect(missed(JSON.stringify({ [text.slice(0, 9)]: text }), true, from)).toEqual([])
    }),
    { numRuns: 3000 }
  )
})

test.each([
  ['a long text', '@ 4111 1111 1111 1111 비밀번호 '.repeat(2000)],
  ['more candidates than it has room for', '@'.repeat(60_000)],
  ['a text too long for it', 'password=abc '.repeat(20_000)]
])('notes the same of %s', (_, text) => {
  expect(missed(text, false)).toEqual([])
})

test('sees nothing of the text before in a shorter one', () => {
  collectCandidates('4111 1111 1111 1111 password', 0, false, options, fast)
  collectCandidates('x', 0, false, options, fast)
  expect(fast.length).toBe(0)
})
