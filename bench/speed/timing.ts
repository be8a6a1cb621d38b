/**
 * How long one call takes.
 *
 * In: what is called, its records, a clock. Out: nanoseconds a call, summarised over batches.
 */
import { Bench } from 'tinybench'
import type { BenchRecord } from '../corpus/records.ts'
import type { OpenVariant } from '../loggers/variant.ts'
import { type Summary, summarise } from '../measure/statistics.ts'
import type { MeasureTask } from './task.ts'

/** A batch takes about this long, so that reading the clock (0.4 µs, of the processor time 2 µs) costs nothing beside it. */
const BATCH_MS = 0.4
const WARM_UP_MS = 300
const FEWEST_CALLS = 32

export async function time(
  opened: OpenVariant,
  records: readonly BenchRecord[],
  reset: () => void,
  { timeMs, clock }: Pick<MeasureTask, 'timeMs' | 'clock'>
): Promise<Summary> {
  const { write } = opened
  const mask = records.length - 1
  let at = 0
  const next = (): BenchRecord => records[at++ & mask] as BenchRecord
  const size = await batchSize(opened, next)
  const runBatch = (): void => {
    for (let i = 0; i < size; i++) write(next())
  }
  const runAsyncBatch = async (): Promise<void> => {
    for (let i = 0; i < size; i++) await write(next())
  }
  const bench = new Bench({
    ...(clock === 'cpu' ? { now: cpuMs } : {}),
    time: timeMs,
    warmupTime: timeMs,
    iterations: 10,
    throws: true,
    retainSamples: true
  })
  bench.add('batch', opened.isAsync === true ? runAsyncBatch : runBatch, { beforeEach: reset })
  await bench.run()
  const result = bench.tasks[0]?.result
  if (result === undefined || !('latency' in result)) throw new Error('nothing was measured')
  const samples = result.latency.samples ?? []
  return summarise(samples.map((ms) => (ms * 1e6) / size))
}

/** Processor time of the whole process (its compiler and collector too): what a busy machine does not change much. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Measured warm: sized by its first calls, a batch is short, and what stands around it (the clock, the emptied cache) weighs more for some than for others. */
async function batchSize(opened: OpenVariant, next: () => BenchRecord): Promise<number> {
  const until = performance.now() + WARM_UP_MS
  while (performance.now() < until) await opened.write(next())
  const calls = 100
  const start = performance.now()
  for (let i = 0; i < calls; i++) await opened.write(next())
  const each = (performance.now() - start) / calls
  return Math.min(256, Math.max(FEWEST_CALLS, Math.round(BATCH_MS / each)))
}
