/**
 * The ways in which a process ends, and what became of its lines.
 */
import type { Bench, Ended, Reader } from './child.ts'

export const LINES = 1000

/** Each ends as its name says, in the turn after the last line or, where code does it, in the same turn. */
export const ENDS = {
  'normal end': { code: '', status: 0 },
  'process.exit()': { code: 'process.exit(3)', status: 3 },
  SIGTERM: { code: "nextTurn(() => process.kill(process.pid, 'SIGTERM'))", status: 'SIGTERM' },
  SIGINT: { code: "nextTurn(() => process.kill(process.pid, 'SIGINT'))", status: 'SIGINT' },
  SIGKILL: { code: "nextTurn(() => process.kill(process.pid, 'SIGKILL'))", status: 'SIGKILL' },
  'process.abort()': { code: 'nextTurn(() => process.abort())', status: 'SIGABRT' },
  'uncaught error': { code: "throw new Error('uncaught')", status: 1 },
  'unhandled rejection': { code: "Promise.reject(new Error('unhandled'))", status: 1 }
} as const

export type End = keyof typeof ENDS

export const READERS: readonly Reader[] = ['pipe', 'socket', 'file', 'closed', 'stalled']

/** `logger` may be anything with `info`; a timer would keep the process from its normal end. */
function program(end: End, logger: string): string {
  return `
const nextTurn = (run) => setTimeout(run, 20)
const log = ${logger}
for (let n = 0; n < ${LINES}; n++) log.info({ n, pad: 'x'.repeat(200) }, 'line')
${ENDS[end].code}
`
}

export const OURS =
  "require('logveil').createLogger({ service: { name: 'ends' }, stdout: { deadlineMs: 300 } })"

export type Outcome = {
  readonly ended: Ended
  readonly arrived: readonly number[]
  readonly left: readonly number[]
}

export async function runEnd(
  bench: Bench,
  end: End,
  reader: Reader,
  logger = OURS
): Promise<Outcome> {
  const ended = await bench.run(program(end, logger), reader)
  return { ended, arrived: numbersIn(ended.stdout), left: numbersIn(ended.left) }
}

/** The numbers of the whole lines, without the manifest; a line that is no JSON counts as -1. */
function numbersIn(text: string): number[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      try {
        return (JSON.parse(line) as { n?: number }).n
      } catch {
        return -1
      }
    })
    .filter((n) => n !== undefined)
}
