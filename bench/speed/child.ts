/**
 * The measured process: one variant, one case, nothing else loaded.
 *
 * In: a task as JSON in the arguments. Out: one line of JSON on stdout.
 */
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { pino } from 'pino'
import { Bench } from 'tinybench'
import { ALL_CASES } from '../cases/all-cases.ts'
import type { BenchRecord } from '../corpus/records.ts'
import { variantNamed } from '../loggers/all-variants.ts'
import type { Destination, OpenVariant } from '../loggers/variant.ts'
import { SCRATCH } from '../measure/paths.ts'
import { type Summary, summarise } from '../measure/statistics.ts'
import { checkLines } from './check.ts'
import { probeHead } from './probe.ts'
import type { Measured, MeasureTask, Task } from './task.ts'
import { countTokenised } from './tokenised.ts'

/** A batch takes about this long, so that reading the clock (0.4 µs, of the processor time 2 µs) costs nothing beside it. */
const BATCH_MS = 0.4
const WARM_UP_MS = 300
const FEWEST_CALLS = 32

async function answer(task: Task): Promise<object> {
  if (task.kind === 'probe') return { head: probeHead() }
  if (task.kind === 'tokenised') return { shares: countTokenised(task.lines) }
  return measure(task)
}

async function measure(task: MeasureTask): Promise<Measured> {
  const speedCase = ALL_CASES.find(({ name }) => name === task.caseName)
  if (speedCase === undefined) throw new Error(`no case is named ${task.caseName}`)
  const variant = variantNamed(task.variant)
  const records = speedCase.records.map((record) => variant.prepare?.(record) ?? record)
  const sink = speedCase.sink === 'file' ? openFile() : openNull()
  const { destination } = sink
  const opened = await variant.open({ destination, call: speedCase.call, head: task.head })
  for (const record of records) await opened.write(record)
  await setImmediate()
  const text = sink.take()
  const ns = await time(opened, records, sink.reset, task)
  sink.close()
  const last = text.trimEnd().split('\n').at(-1) ?? ''
  return { ns, verdict: checkLines(text, records, variant.sameFields), fields: fieldNames(last) }
}

async function time(
  opened: OpenVariant,
  records: readonly BenchRecord[],
  reset: () => void,
  { timeMs, clock }: MeasureTask
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

type Sink = {
  readonly destination: Destination
  /** What was written so far; afterwards nothing is kept. */
  take(): string
  reset(): void
  close(): void
}

/** Keeps the first lines, which are checked, and then does nothing. */
function openNull(): Sink {
  let kept: string[] | undefined = []
  return {
    destination: {
      write: (line) => {
        kept?.push(line)
        return true
      }
    },
    take: () => {
      const text = kept?.join('') ?? ''
      kept = undefined
      return text
    },
    reset() {},
    close() {}
  }
}

/** The file is emptied between batches, outside the measured time: the write is real, the disk never fills. */
function openFile(): Sink {
  const dir = mkdtempSync(join(SCRATCH, 'logveil-bench-'))
  const path = join(dir, 'out.ndjson')
  const destination = pino.destination({ dest: path, sync: true })
  const fd = openSync(path, 'r+')
  return {
    destination,
    take: () => readFileSync(path, 'utf8'),
    reset: () => ftruncateSync(fd, 0),
    close: () => {
      if (readFileSync(path).length === 0) throw new Error('the measured variant wrote nothing')
      closeSync(fd)
      rmSync(dir, { recursive: true })
    }
  }
}

function fieldNames(line: string): string[] {
  try {
    return [...new Set(pathsOf(JSON.parse(line), ''))].sort()
  } catch {
    return []
  }
}

function pathsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${path}[]`))
  if (value === null || typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item, path === '' ? key : `${path}.${key}`)
  )
}

const reply = await answer(JSON.parse(process.argv[2] ?? '{}') as Task)
process.stdout.write(`${JSON.stringify(reply)}\n`)
