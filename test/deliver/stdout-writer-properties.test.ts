/**
 * Whatever the reader does, what comes out is whole lines in order, and the books balance.
 */
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFixture, type FixtureOptions, type Step } from './fake-device.ts'

type Act =
  | { readonly do: 'log'; readonly text: string }
  | { readonly do: 'turn' }
  | { readonly do: 'flush' }
  | { readonly do: 'disk' }
  | { readonly do: 'time'; readonly ms: number }
  | { readonly do: 'reader'; readonly steps: readonly Step[] }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Step>('EAGAIN', 'all', 'EINTR') },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>('EPIPE', 'ENOSPC') }
)

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\n', ' ')),
  fc.constantFrom('한글', '👋', 'é'.repeat(30), 'x'.repeat(5000), '')
)

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: text.map((value) => ({ do: 'log' as const, text: value })) },
  { weight: 1, arbitrary: fc.constant({ do: 'turn' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'flush' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'disk' as const }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 1500 }).map((ms) => ({ do: 'time' as const, ms }))
  },
  {
    weight: 3,
    arbitrary: fc.array(step, { maxLength: 6 }).map((steps) => ({ do: 'reader' as const, steps }))
  }
)

const options: fc.Arbitrary<FixtureOptions> = fc.record({
  onFull: fc.constantFrom('spill' as const, 'drop' as const, 'block' as const),
  bufferBytes: fc.constantFrom(50, 500, 8_000_000),
  spillBytes: fc.constantFrom(200, 8_000_000),
  segmentBytes: fc.constantFrom(100, 10_000),
  noDisk: fc.boolean()
})

async function run(options: FixtureOptions, acts: readonly Act[]) {
  const fixture = createFixture(options)
  const logged: string[] = []
  // a call that waits must end some day
  fixture.onSleep = () => {
    if (fixture.slept % 5 === 0) fixture.device.steps.push('all')
  }
  fixture.device.otherwise = 'EAGAIN'
  for (const next of acts) {
    if (next.do === 'log') {
      const line = `${logged.length}:${next.text}\n`
      logged.push(line)
      fixture.log(line)
    } else if (next.do === 'turn') await turn()
    else if (next.do === 'flush') fixture.writer.flushSync(0)
    else if (next.do === 'disk') fixture.isDiskFull = !fixture.isDiskFull
    else if (next.do === 'time') fixture.clock += next.ms
    else fixture.device.steps.push(...next.steps)
    const { routed, delivered, pending, dropped } = fixture.entry()
    expect(routed).toBe(logged.length)
    expect(delivered + pending + dropped).toBe(routed)
    expect(Math.min(delivered, pending, dropped)).toBeGreaterThanOrEqual(0)
  }
  return { fixture, logged }
}

/** A line as it arrives: half a surrogate pair becomes the replacement character. */
const arrived = (line: string): string => Buffer.from(line).toString()

test('whole lines, in order, each at most once, and every line delivered or dropped in the books', async () => {
  await fc.assert(
    fc.asyncProperty(options, fc.array(act, { maxLength: 60 }), async (option, acts) => {
      const { fixture, logged } = await run(option, acts)
      fixture.device.steps = []
      fixture.device.otherwise = 'all'
      fixture.clock += 1000
      fixture.writer.end()
      const { delivered, pending, dropped } = fixture.entry()
      expect(pending).toBe(0)
      expect(delivered + dropped).toBe(logged.length)
      const known = new Map(logged.map((line, index) => [arrived(line), index]))
      const places = fixture.device
        .received()
        .split(/(?<=\n)/)
        .filter((line) => line !== '')
        .map((line) => known.get(line))
      const whole = places.filter((place) => place !== undefined)
      expect(whole).toEqual([...whole].sort((a, b) => a - b))
      expect(new Set(whole).size).toBe(whole.length)
      expect(whole.length).toBe(delivered)
      // a line that was cut when the reader had gone is the only thing that is not whole
      const wasCut = fixture.reports.some((report) => /ENOSPC|EPIPE/.test(report))
      expect(fixture.reports.filter((report) => report.includes('unknown'))).toEqual([])
      if (!wasCut && option.onFull === 'block') expect(dropped).toBe(0)
      const hasDisk = !option.noDisk && acts.every((each) => each.do !== 'disk')
      const hasRoom = option.spillBytes === 8_000_000
      if (!wasCut && option.onFull === 'spill' && hasDisk && hasRoom) expect(dropped).toBe(0)
      if (!wasCut) expect(whole.length).toBe(places.length)
    }),
    { numRuns: process.env.LOGVEIL_LONG === undefined ? 300 : 20_000 }
  )
})
