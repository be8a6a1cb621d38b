/** What the exact scan of a line leaves out, it leaves out for a reason: each look before a cut is sound. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRuleSet } from '../../src/rule-set.ts'
import { readAssignment } from '../../src/scan/assignment.ts'
import { mayBeAssigned } from '../../src/scan/assigns.ts'
import { type CandidateList, createCandidateList, STRIDE } from '../../src/scan/candidate-list.ts'
import { sliceCandidates } from '../../src/scan/candidate-slice.ts'
import { collectCandidates } from '../../src/scan/candidates.ts'
import { decodeJsonString } from '../../src/scan/decode/json-string.ts'
import { openCursor, seek } from '../../src/scan/worth.ts'
import { RULE_EXAMPLES, text } from './samples.ts'

const { matcher } = createRuleSet({ rules: ['all'] })
const { candidates } = matcher.plan
const runs = process.env.LOGVEIL_LONG ? { numRuns: 50_000 } : { numRuns: 2000, seed: 20_261_123 }

const itemsOf = ({ items, length }: CandidateList) =>
  Array.from({ length: length / STRIDE }, (_, i) => [...items.slice(i * STRIDE, (i + 1) * STRIDE)])

/** A percent sign's third number says in which string it stands; a scan of one string has no use for it. */
const comparable = (list: CandidateList) =>
  itemsOf(list)
    .filter(([kind]) => kind !== 7)
    .sort(
      (a, b) => (a[1] ?? 0) - (b[1] ?? 0) || (a[0] ?? 0) - (b[0] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0)
    )
    .map(([kind, at, extra, count]) =>
      kind === 4 || kind === 5 ? [kind, at] : [kind, at, extra, count]
    )

const escapes = fc.constantFrom(...RULE_EXAMPLES)
const anyText = fc.oneof(text, escapes)

/** Blanks for what JSON writes as an escape other than `\n`, `\r` and `\t`. */
const withoutEscapes = (value: string) =>
  Array.from(value, (char) =>
    JSON.stringify(char).length === char.length + 2 || /[\n\r\t]/.test(char) ? char : ' '
  ).join('')

test('candidates cut out of a line are those of the string by itself', () => {
  const [line, own, cut] = [createCandidateList(), createCandidateList(), createCandidateList()]
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (values) => {
      const plain = values.map(withoutEscapes)
      const json = JSON.stringify(plain)
      collectCandidates(json, 0, true, candidates, line)
      const cursor = openCursor(line, json.length)
      let start = 2
      for (const value of plain) {
        collectCandidates(value, 0, false, candidates, own)
        const end = start + JSON.stringify(value).length - 2
        const isCut = sliceCandidates(line, seek(cursor, start), start, end, cut)
        const isPlain = end - start === value.length
        if (isCut && isPlain) expect(comparable(cut)).toEqual(comparable(own))
        // the letter of an escape may wake more
        else if (isCut) expect(comparable(cut)).toEqual(expect.arrayContaining(comparable(own)))
        // more than the list had room for when it was made
        else expect(end - start).toBeGreaterThan(60)
        start = end + 3
      }
    }),
    runs
  )
})

const unitsOf = (value: string) =>
  Uint16Array.from([...Array.from({ length: value.length }, (_, i) => value.charCodeAt(i)), 0])

test('where a name may not be given a value, none is read, in the text and as JSON escapes it', () => {
  fc.assert(
    fc.property(anyText, (sample) => {
      const raw = JSON.stringify(sample).slice(1, -1)
      const { starts } = decodeJsonString(raw)
      const list = createCandidateList()
      collectCandidates(sample, 0, false, candidates, list)
      for (const [kind, at = 0] of itemsOf(list)) {
        if (kind !== 2) continue
        const read = readAssignment(sample, at)
        if (!mayBeAssigned(unitsOf(sample), at)) expect(read).toBeNull()
        if (!mayBeAssigned(unitsOf(raw), starts[at] as number)) expect(read).toBeNull()
      }
    }),
    runs
  )
})

const told = (hits: readonly { ruleId: string; text: string }[] | null) =>
  (hits ?? []).map(({ ruleId, text: found }) => `${ruleId} ${found}`).sort()

test('a string in a line holds what it holds as a text', () => {
  fc.assert(
    fc.property(anyText, (sample) => {
      const line = JSON.stringify({ n: 12, a: sample, b: 'x' })
      expect(told(matcher.scanLine(line))).toEqual(told(matcher.scanText(sample)))
    }),
    runs
  )
})

test('a number in a line holds what it holds as a text', () => {
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: 1e6, max: Number.MAX_SAFE_INTEGER }),
    fc.constantFrom(4111111111111111, 5555555555554444, 378282246310005)
  )
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 4 }), (numbers) => {
      const expected = numbers
        .flatMap((each) => told(matcher.scanText(JSON.stringify(each))))
        .sort()
      expect(told(matcher.scanLine(JSON.stringify(numbers)))).toEqual(expected)
      const members = Object.fromEntries(numbers.map((each, i) => [`x${'abcd'[i]}`, each]))
      expect(told(matcher.scanLine(JSON.stringify(members)))).toEqual(expected)
    }),
    runs
  )
})
