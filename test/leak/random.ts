/**
 * Random records, random places: what the table's authors did not think of.
 *
 * In: which part of the cases. Out: one test a part; the seed is fixed and stands in its name. LOGVEIL_LONG=1 runs ten times more.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  type Bench,
  createBench,
  FORMATS,
  type Format,
  judge,
  OPERATORS,
  type OperatorName
} from './judge.ts'
import type { Logger, Place } from './places/place.ts'
import { PLANTS, type Plant } from './plants.ts'

/** All parts together; CI runs them all. */
const CASES = 100_000
const PARTS = 4
const SEED = 20_261_123
const { LOGVEIL_LONG } = process.env

type Wrap = {
  readonly name: string
  readonly apply: (text: string) => string
  /** It puts words around the text, so that the text is no whole value any more. */
  readonly isOpen?: true
  /** Promised for a whole value only. */
  readonly needsWhole?: true
}

/** Long enough to be decoded, as the promise says: 24 characters. */
const bytes = (text: string): Buffer =>
  Buffer.from(text.length < 18 ? `the text is: ${text}` : text)
const base64 = (text: string): string => bytes(text).toString('base64')

/** Each makes a text from a text; what it makes is a whole value. */
const WRAPS: readonly Wrap[] = [
  { name: 'JSON', apply: (text) => JSON.stringify({ id: 7, body: text, ok: true }) },
  { name: 'list', apply: (text) => JSON.stringify(['a', text]) },
  { name: 'percent', apply: (text) => encodeURIComponent(text) },
  { name: 'base64', apply: base64, needsWhole: true },
  {
    name: 'base64url',
    apply: (text) => bytes(text).toString('base64url'),
    needsWhole: true
  },
  { name: 'data', apply: (text) => `data:text/plain;base64,${base64(text)}` },
  { name: 'lines', apply: (text) => `first line\n${text}\nlast line`, isOpen: true }
]

type Carrier = {
  readonly name: string
  readonly isOpen?: true
  readonly write: (log: Logger, fields: object, text: string) => void
}

/** Each brings a text into a line. */
const CARRIERS: readonly Carrier[] = [
  { name: 'field', write: (log, fields, text) => log.info({ ...fields, data: text }, 'done') },
  { name: 'message', write: (log, fields, text) => log.info(fields, text) },
  {
    name: 'argument',
    isOpen: true,
    write: (log, fields, text) => log.info(fields, 'got %s now', text)
  },
  {
    name: 'item',
    write: (log, fields, text) => log.info({ ...fields, list: [1, text, { a: null }] }, 'done')
  },
  { name: 'binding', write: (log, fields, text) => log.child({ data: text }).info(fields, 'done') },
  {
    name: 'error',
    isOpen: true,
    write: (log, fields, text) => log.error({ ...fields, err: new Error(text) }, 'done')
  },
  {
    name: 'bytes',
    write: (log, fields, text) => log.info({ ...fields, data: Buffer.from(text) }, 'done')
  },
  {
    name: 'array',
    write: (log, fields, text) =>
      log.info({ ...fields, data: new Uint8Array(Buffer.from(text)) }, 'done')
  },
  {
    name: 'characters',
    write: (log, fields, text) => log.info({ ...fields, data: [...text] }, 'done')
  },
  {
    name: 'toJSON',
    write: (log, fields, text) =>
      log.info({ ...fields, it: { toJSON: () => ({ data: text }) } }, 'done')
  }
]

const WORDS = [
  'ok',
  'order',
  'für',
  '주문',
  'was',
  '👋',
  'x=1',
  'see',
  '12',
  '(new)',
  'a/b',
  '"quoted"',
  '50%',
  'C:\\dir',
  "it's",
  '<b>',
  '#4',
  '-',
  '—',
  '2026-11-23'
]
const NAMES = [
  'a',
  'user',
  'order_id',
  'ctx',
  '상태',
  'items',
  'X-Trace',
  'meta.data',
  'n',
  '0',
  '"',
  '\\',
  'a b'
]

/** Values in which nothing is to be found. */
const harmless = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...WORDS),
    fc.constantFrom(null, true, false, 0, -1.5, 42, 200),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' ')),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 3 })
  )
})).value

const fields = fc.dictionary(fc.constantFrom(...NAMES), harmless, { maxKeys: 4 })
/** Digits and quotes beside a value could be part of it. */
const sentence = fc.array(fc.constantFrom(...WORDS.filter((word) => !/[=\\"\d]/.test(word))), {
  maxLength: 3
})

const sample = fc.record({
  plant: fc.constantFrom(...PLANTS),
  wraps: fc.array(fc.constantFrom(...WRAPS), { maxLength: 2 }),
  carrier: fc.constantFrom(...CARRIERS),
  isField: fc.boolean(),
  before: sentence,
  after: sentence,
  around: fields,
  format: fc.constantFrom(...FORMATS),
  operator: fc.constantFrom(...(Object.keys(OPERATORS) as OperatorName[]))
})

type Sample = typeof sample extends fc.Arbitrary<infer Value> ? Value : never

/** The innermost text: a JSON object that holds the value under its name, or words around it. */
function innermost({ plant, isField, before, after }: Sample): string {
  const { key, value, words } = plant
  if (isField || !plant.inText)
    return JSON.stringify({ id: 7, [key]: value, list: [before, after] })
  return [...before, plant.byShape ? value : words, ...after].join(' ')
}

/** Base64 is decoded where it is a whole value, or announced. */
function isPromised({ wraps, carrier }: Sample): boolean {
  const outside: readonly Partial<Wrap>[] = [...wraps, carrier]
  return wraps.every(
    (wrap, i) => wrap.needsWhole !== true || outside.slice(i + 1).every((outer) => !outer.isOpen)
  )
}

function toPlace(chosen: Sample): Place {
  const text = chosen.wraps.reduce((inner, wrap) => wrap.apply(inner), innermost(chosen))
  return {
    name: [...chosen.wraps, chosen.carrier].map(({ name }) => name).join(' in '),
    holds: 'field',
    // how much of a text goes is the table's to judge; here, that nothing beside it does
    whole: true,
    write: (log) => {
      chosen.carrier.write(log, chosen.around, text)
    }
  }
}

export function testRandom(part: number): void {
  const seed = SEED + part
  const numRuns = (CASES / PARTS) * (LOGVEIL_LONG === '1' ? 10 : 1)
  const benches = new Map<string, Bench>()
  const benchOf = (format: Format, operator: OperatorName): Bench => {
    const name = `${format} ${operator}`
    const bench = benches.get(name) ?? createBench(format, operator, null)
    benches.set(name, bench)
    return bench
  }

  beforeAll(() => {
    // both loggers of a bench must write the same time
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 23) })
  })
  afterAll(() => {
    vi.useRealTimers()
  })

  test(`nothing planted survives in ${numRuns} random records, seed ${seed}`, {
    timeout: 3_600_000
  }, () => {
    fc.assert(
      fc.property(sample.filter(isPromised), (chosen) => {
        const bench = benchOf(chosen.format, chosen.operator)
        const problem = judge(bench, toPlace(chosen), chosen.plant as Plant, chosen.operator)
        expect(problem).toBe(null)
      }),
      { seed, numRuns }
    )
  })
}
