/**
 * The measured process: one variant, one case, nothing else loaded.
 *
 * In: a task as JSON in the arguments. Out: one line of JSON on stdout.
 */
import { setImmediate } from 'node:timers/promises'
import { ALL_CASES } from '../cases/all-cases.ts'
import { variantNamed } from '../loggers/all-variants.ts'
import { checkLines } from './check.ts'
import { probeHead } from './probe.ts'
import { openFile, openNull } from './sinks.ts'
import type { Measured, MeasureTask, Task } from './task.ts'
import { time } from './timing.ts'
import { countTokenised } from './tokenised.ts'

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
