/**
 * One rival over the collected lines, in a process of its own that can be ended.
 *
 * In: the rival's name and a time limit. Out: how far it came and in how many lines it found something.
 */
import { openRivals } from '../scanners/rivals.ts'
import { collectLogs } from './collect.ts'

export type RivalTask = { readonly scanner: string; readonly limitMs: number }
export type RivalResult = {
  readonly scanner: string
  readonly lines: number
  readonly flagged: number
  readonly microseconds: number
  readonly slowestMs: number
}

async function run({ scanner: name, limitMs }: RivalTask): Promise<RivalResult> {
  const scanner = (await openRivals()).find((rival) => rival.name === name)
  if (scanner === undefined) throw new Error(`no rival is named ${name}`)
  const all = interleave(collectLogs(false).map(({ lines }) => lines))
  const start = performance.now()
  let flagged = 0
  let done = 0
  let slowestMs = 0
  for (const line of all) {
    const before = performance.now()
    if (before - start > limitMs) break
    if ((await scanner.find(line)).length > 0) flagged++
    slowestMs = Math.max(slowestMs, performance.now() - before)
    done++
  }
  const microseconds = ((performance.now() - start) * 1000) / Math.max(1, done)
  return { scanner: name, lines: done, flagged, microseconds, slowestMs }
}

/** One line of each program in turn, so that a rival that is stopped early has seen all of them. */
function interleave(logs: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...logs.map((lines) => lines.length))
  const rounds = Array.from({ length: longest }, (_, i) => logs.flatMap((lines) => lines[i] ?? []))
  return rounds.flat()
}

const result = await run(JSON.parse(process.argv[2] ?? '{}') as RivalTask)
process.stdout.write(`${JSON.stringify(result)}\n`)
// A rival keeps a timer running that would keep this process alive.
process.exit()
