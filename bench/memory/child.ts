/**
 * The measured process of `bench/memory.ts`: one logger, many lines, how much memory.
 *
 * In: a task as JSON in the arguments; Node was started with --expose-gc. Out: one line of JSON on stdout.
 */
import { PerformanceObserver } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { createRandom } from '../corpus/random.ts'
import { type BenchRecord, businessRecord, requestRecord } from '../corpus/records.ts'
import { variantNamed } from '../loggers/all-variants.ts'
import type { WriteRecord } from '../loggers/variant.ts'
import { openFile, type Sink } from '../speed/sinks.ts'

export type GarbageTask = {
  readonly kind: 'garbage'
  readonly variant: string
  readonly call: 'info' | 'port'
  readonly head: object
}
export type GrowthTask = {
  readonly kind: 'growth'
  readonly variant: string
  readonly lines: number
  readonly head: object
}
export type MemoryTask = GarbageTask | GrowthTask

export type GarbageAnswer = { readonly bytes: number }
/** After a tenth of the lines and after all, in MB. */
export type GrowthAnswer = { readonly early: Sample; readonly late: Sample }
export type Sample = { readonly rss: number; readonly heap: number }

const RECORDS = 64
const WARM_UP_LINES = 30_000
/** Few enough that the young generation takes all of it without a collection. */
const COUNTED_LINES = 15_000
const TIMES = 5

const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined)

async function open(task: MemoryTask, call: 'info' | 'port'): Promise<[WriteRecord, Sink]> {
  const sink = openFile()
  const { destination } = sink
  const { write } = await variantNamed(task.variant).open({
    destination,
    call,
    head: task.head as Record<string, unknown>
  })
  return [write, sink]
}

/** Bytes allocated a line: the heap's growth between two collections, while none runs. */
async function countGarbage(task: GarbageTask): Promise<GarbageAnswer> {
  const random = createRandom(3)
  const make = task.call === 'port' ? requestRecord : businessRecord
  const records = Array.from({ length: RECORDS }, () => make(random))
  const [write, sink] = await open(task, task.call)
  const run = (lines: number): void => {
    for (let i = 0; i < lines; i++) write(records[i % RECORDS] as BenchRecord)
  }
  run(WARM_UP_LINES)
  let collections = 0
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length
  })
  const counts: number[] = []
  for (let time = 0; time < TIMES; time++) {
    sink.reset()
    collect()
    await setImmediate()
    observer.observe({ entryTypes: ['gc'] })
    const before = process.memoryUsage().heapUsed
    run(COUNTED_LINES)
    const after = process.memoryUsage().heapUsed
    await setImmediate()
    observer.disconnect()
    counts.push((after - before) / COUNTED_LINES)
  }
  sink.close()
  if (collections > 0) throw new Error('the collector ran: the young generation is too small')
  return { bytes: Math.min(...counts) }
}

/** Different values all the time, so that whatever remembers values is full of them. */
async function measureGrowth({ lines, ...task }: GrowthTask): Promise<GrowthAnswer> {
  const random = createRandom(4)
  const requests = Array.from({ length: RECORDS }, () => requestRecord(random))
  const [write, sink] = await open({ ...task, lines }, 'port')
  let early: Sample | undefined
  for (let i = 0; i < lines; i++) {
    const { fields, message } = requests[i % RECORDS] as BenchRecord
    const agent = { original: `probe/${Math.floor(i / 10)}` }
    const own = i % 10 === 0 ? { ...fields, user_agent: agent, route: `/r${i % 5000}` } : fields
    write({ fields: own, message, planted: [] })
    if (i % 4096 === 0) sink.reset()
    if (i === Math.floor(lines / 10)) early = take()
  }
  const late = take()
  sink.close()
  return { early: early ?? late, late }
}

function take(): Sample {
  collect()
  collect()
  const { rss, heapUsed } = process.memoryUsage()
  return { rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20 }
}

const task = JSON.parse(process.argv[2] ?? '{}') as MemoryTask
const answer = task.kind === 'garbage' ? await countGarbage(task) : await measureGrowth(task)
process.stdout.write(`${JSON.stringify(answer)}\n`)
