/**
 * What delivery costs: on the logging thread, and in the worker.
 *
 * Run by `npm run build && tsx bench/delivery.ts`. In: nothing. Out: a table. Each variant runs in a process of its own, in turns;
 * figures are processor time of one thread as the kernel counts it (Linux), so that other processes on the machine add little. The file is
 * real. A variant whose file does not hold every line fails. The last three hand over a line that is ready, so that what delivery costs
 * can be told apart from the record, pino and the scan.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CHILD = fileURLToPath(new URL('programs/delivery-child.cjs', import.meta.url))
const ROUNDS = Number(process.argv.find((each) => each.startsWith('--rounds='))?.slice(9) ?? 5)

type Figures = {
  /** Processor time of the logging thread. */
  readonly usPerLine: number
  /** Of the busiest other thread, while a backlog is delivered. */
  readonly workerUsPerLine: number
}

const VARIANTS: Readonly<Record<string, string>> = {
  'pino.transport': 'pino alone, pino.transport to a file',
  transport: 'createLogger, pino.transport to a file',
  none: 'createLogger, into nothing',
  delivery: 'createLogger({ delivery }), sink `file`',
  'line: nothing': 'a line that is ready, into nothing',
  'line: pino.transport': 'a line that is ready, to pino.transport',
  'line: delivery': 'a line that is ready, to delivery'
}

function measure(variant: string): Figures {
  const folder = mkdtempSync(join(tmpdir(), 'logveil-bench-'))
  try {
    return JSON.parse(
      execFileSync(process.execPath, [CHILD, variant, folder], { encoding: 'utf8' })
    ) as Figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

const figures = new Map<string, Figures[]>(Object.keys(VARIANTS).map((name) => [name, []]))
for (let round = 0; round < ROUNDS; round++) {
  const names = Object.keys(VARIANTS)
  // turned round each time, so that a machine that warms up favours nobody
  for (const name of round % 2 === 0 ? names : names.reverse())
    figures.get(name)?.push(measure(name))
}

console.log(
  '| variant | µs a line, logging thread | µs a line, worker | records a second, worker |'
)
console.log('|---|---|---|---|')
for (const [name, all] of figures) {
  const main = median(all.map(({ usPerLine }) => usPerLine))
  const worker = median(all.map(({ workerUsPerLine }) => workerUsPerLine))
  const rate = worker > 0 ? Math.round(1e6 / worker).toLocaleString('en') : '–'
  console.log(
    `| ${VARIANTS[name]} | ${main.toFixed(2)} | ${worker > 0 ? worker.toFixed(2) : '–'} | ${rate} |`
  )
}
