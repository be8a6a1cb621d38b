import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePattern } from '../../../src/rules/pattern/compile.ts'
import { parsePattern } from '../../../src/rules/pattern/parse.ts'
import type { Part } from '../../../src/rules/pattern/part.ts'
import { SEPARATORS } from '../../../src/rules/rule.ts'
import { createDetector, detect } from '../../../src/scan/detector.ts'
import { createDigitShapes } from '../../../src/scan/digit-shapes.ts'
import { V8_ENGINE } from '../../../src/scan/regex-engine.ts'
import { lastStart } from '../../../src/scan/wake.ts'
import { writeMatch } from './random-pattern.ts'

const BOUNDARIES = ['[\\w.-]', '\\d', '[^\\s"]', '[+\\w]', '\\W', '[\\p{L}]']

const piece = fc.constantFrom(
  '\\d{2}',
  '\\d{4}',
  '\\d{3,5}',
  '[2-6]\\d{6}',
  '(?:[ -]?\\d){8}',
  '(?:\\d{3}[ .]?){2}\\d',
  '[ -]?',
  ' ?-? ?',
  '\\+',
  '\\(?',
  '[A-Za-z]',
  '[Bb]?',
  '%?',
  '(?:a|\\d{2})',
  '[=^]',
  '[^"]',
  ':AA\\w{2,4}',
  '[\\d.]{1,2}',
  '(?:\\.\\d{1,4})?'
)
const digitPatterns = fc
  .tuple(
    fc.array(piece, { maxLength: 2 }),
    fc.constantFrom(
      '\\d{5}',
      '\\d{7,9}',
      '[1-4]\\d{6}',
      '\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])[- ]?[1-4]\\d{3}',
      '(?:[ -]?[2-5]){2,4}[06]{3}'
    ),
    fc.array(piece, { maxLength: 3 })
  )
  .map(([head, run, tail]) => [...head, run, ...tail].join(''))
const side = fc
  .array(
    fc.constantFrom(
      'a',
      'B',
      '1',
      '7',
      ' ',
      '-',
      '.',
      '(',
      '"',
      '\\',
      'n',
      '\n',
      '\u007f',
      '\u0001',
      'é',
      '😀',
      '\ud800',
      '\0'
    ),
    { maxLength: 5 }
  )
  .map((chars) => chars.join(''))
const boundary = fc.option(fc.constantFrom(...BOUNDARIES), { nil: undefined })

const RUN = new RegExp(`[0-9](?:[${SEPARATORS.replace(/[-/()[\]]/g, '\\$&')}]{0,2}[0-9])*`, 'gu')

test('no search is left out whose pattern matches around a digit run', () => {
  let matched = 0
  fc.assert(
    fc.property(
      digitPatterns,
      boundary,
      boundary,
      side,
      side,
      fc.infiniteStream(fc.nat({ max: 1 << 20 })),
      (source, before, after, head, tail, chance) => {
        const boundaries = { ...(before && { before }), ...(after && { after }) }
        const pattern = compilePattern(source, { boundaries })
        const { anchor } = pattern
        fc.pre(anchor.kind === 'digits')
        const parsed = parsePattern(source, false) as { part: Part }
        const text =
          head + writeMatch(parsed.part, (count) => (chance.next().value as number) % count) + tail
        const rule = {
          id: 'a.b',
          infoType: 'A',
          description: '',
          compiled: [pattern],
          excluded: [],
          boundaries: Object.fromEntries(
            Object.entries(boundaries).map(([name, each]) => [name, compilePattern(each).v8])
          )
        }
        const detector = createDetector(rule, V8_ENGINE, {})
        const search = detector.patterns[0]?.search
        if (search === undefined || anchor.kind !== 'digits') throw new Error('no search')
        const [least, most] = anchor.offset
        const wake = {
          detector,
          search,
          least,
          most,
          digits: anchor.digits,
          shape: pattern.shape,
          edges: pattern.edges,
          lead: pattern.lead
        }
        const shapes = createDigitShapes([wake as never])
        const codes = Uint16Array.from(
          { length: text.length + 1 },
          (_, i) => text.charCodeAt(i) || 0
        )
        const runs = [...text.matchAll(RUN)].flatMap((run) => {
          const end = run.index + run[0].length
          const digits = run[0].replace(/\D/gu, '').length
          const from = Math.max(0, run.index - most)
          const fires = detect(detector, search, text, from, end - least, () => true)
          return fires && digits >= anchor.digits ? [{ at: run.index, end, digits }] : []
        })
        if (runs.length === 0) return
        matched++
        const wakes = runs.flatMap(({ at, end, digits }) =>
          shapes.wakesOf(codes, text.length, at, end, digits)
        )
        expect(wakes.length).toBeGreaterThan(0)
        // a run of nothing but digits is searched at its start where the rule says what stands there
        const woken = runs.some(({ at, end, digits }) => {
          const last = lastStart(wake as never, at, end, digits)
          return detect(detector, search, text, Math.max(0, at - most), last - least, () => true)
        })
        expect(woken).toBe(true)
      }
    ),
    { numRuns: Number(process.env.RUNS ?? 3000), seed: 7 }
  )
  expect(matched).toBeGreaterThan(300)
})

test.each([
  ['\\d{8,10}:AA\\w{32}', ' 123456789, next', 0],
  ['\\d{8,10}:AA\\w{32}', ' 123456789:AA', 1],
  ['[2-6]\\d{12,15}', ' 1700000000000 ', 0],
  ['[2-6]\\d{12,15}', ' 4700000000000 ', 1],
  ['[2-6]\\d{12,15}', ' 0.47000000000001 ', 0]
])('%s is searched around "%s": %i', (source, text, expected) => {
  const boundaries = { before: '[\\w.-]', after: '[\\w-]' }
  const { shape, edges, anchor } = compilePattern(source, { boundaries })
  const wake = { digits: anchor.kind === 'digits' ? anchor.digits : 0, shape, edges }
  const run = [...text.matchAll(RUN)][0] as RegExpMatchArray & { index: number }
  const codes = Uint16Array.from({ length: text.length + 1 }, (_, i) => text.charCodeAt(i) || 0)
  const digits = run[0].replace(/\D/gu, '').length
  const wakes = createDigitShapes([wake as never]).wakesOf(
    codes,
    text.length,
    run.index,
    run.index + run[0].length,
    digits
  )
  expect(wakes).toHaveLength(expected)
})
