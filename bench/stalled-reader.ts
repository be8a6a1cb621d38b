/**
 * `npm run bench:stalled`: what a reader of stdout that stops does to the event loop, and to the lines.
 *
 * A process logs 40 lines every 5 ms for four seconds into a pipe. Its reader stops after one second, for two seconds,
 * then reads on. Measured inside the process: the longest delay of its event loop (perf_hooks). Counted outside: lines.
 * A fresh process each, the variants take turns. Options: --runs=<number>, --save.
 */
import { execFileSync, spawn } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { cleanEnv } from './measure/children.ts'
import { describeMachine, printMachine } from './measure/machine.ts'
import { ROOT } from './measure/paths.ts'
import { saveResult } from './measure/results.ts'
import { type Summary, summarise } from './measure/statistics.ts'
import { toTable } from './measure/table.ts'
import { isBuilt } from './product.ts'

/** Issue 4: the loop's longest delay, and lines lost. */
const BARS = { delayMs: 60, lost: 0 }
const STOP_AFTER_MS = 1000
const STOP_MS = 2000
const TURNS = 800
const LINES_A_TURN = 40

const runs = Number(process.argv.find((flag) => flag.startsWith('--runs='))?.slice(7) ?? 5)

const LOGVEIL = (onFull: string): string =>
  `require('logveil').createLogger({ service: { name: 'bench' }, pretty: false, stdout: { onFull: '${onFull}' } })`

const VARIANTS = {
  'logveil, spill (default)': LOGVEIL('spill'),
  'logveil, drop': LOGVEIL('drop'),
  'logveil, block': LOGVEIL('block'),
  'pino, sync: true': "require('pino')(require('pino').destination({ dest: 1, sync: true }))",
  'pino()': "require('pino')()"
} as const
type Variant = keyof typeof VARIANTS

type Sample = { readonly delayMs: number; readonly lost: number; readonly seconds: number }

/** `process.stdout` is touched first, as any program with a `console.log` does: Node then makes the pipe non-blocking. */
const program = (variant: Variant): string => `
void process.stdout.fd
const { monitorEventLoopDelay } = require('node:perf_hooks')
const log = ${VARIANTS[variant]}
log.info('warm')
const delay = monitorEventLoopDelay({ resolution: 1 })
const start = performance.now()
let turns = 0
const timer = setInterval(() => {
  if (turns === 20) delay.enable()
  for (let i = 0; i < ${LINES_A_TURN}; i++)
    log.info({ n: turns * ${LINES_A_TURN} + i, route: '/users/:id', pad: 'x'.repeat(200) }, 'line')
  if (++turns < ${TURNS}) return
  clearInterval(timer)
  delay.disable()
  process.stderr.write(JSON.stringify({ delayMs: delay.max / 1e6, seconds: (performance.now() - start) / 1000 }))
}, 5)`

async function runOnce(variant: Variant): Promise<Sample> {
  const folder = mkdtempSync(join(tmpdir(), 'logveil-bench-'))
  try {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const writeEnd = openSync(path, constants.O_WRONLY)
    const child = spawn(process.execPath, ['--eval', program(variant)], {
      cwd: ROOT,
      env: { ...cleanEnv(), TMPDIR: folder },
      stdio: ['ignore', writeEnd, 'pipe']
    })
    closeSync(writeEnd)
    const reader = new Socket({ fd: readEnd, readable: true, writable: false })
    setTimeout(() => reader.pause(), STOP_AFTER_MS)
    setTimeout(() => reader.resume(), STOP_AFTER_MS + STOP_MS)
    const [numbers, told] = await Promise.all([
      readNumbers(reader),
      readText(child.stderr as Readable),
      new Promise((resolve) => child.on('close', resolve))
    ])
    const { delayMs, seconds } = JSON.parse(told.slice(told.lastIndexOf('{'))) as Sample
    return { delayMs, seconds, lost: TURNS * LINES_A_TURN - numbers.size }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function readText(stream: Readable): Promise<string> {
  let text = ''
  stream.setEncoding('utf8')
  for await (const piece of stream) text += piece.toString()
  return text
}

/** With listeners, not `for await`: that would undo the pause. */
function readNumbers(reader: Socket): Promise<Set<number>> {
  const pieces: string[] = []
  reader.setEncoding('utf8').on('data', (piece) => void pieces.push(piece.toString()))
  return new Promise((resolve) =>
    reader.on('close', () => resolve(new Set(pieces.join('').split('\n').flatMap(toNumber))))
  )
}

/** Half a line counts as lost. */
function toNumber(line: string): number[] {
  try {
    const { n } = JSON.parse(line) as { n?: number }
    return n === undefined ? [] : [n]
  } catch {
    return []
  }
}

async function measure(variants: readonly Variant[]): Promise<Map<Variant, Sample[]>> {
  const samples = new Map<Variant, Sample[]>(variants.map((variant) => [variant, []]))
  for (let run = 0; run < runs; run++) {
    const order = run % 2 === 0 ? variants : [...variants].reverse()
    for (const variant of order) samples.get(variant)?.push(await runOnce(variant))
  }
  return samples
}

type Row = { readonly variant: Variant; readonly delayMs: Summary; readonly lost: number }

function toCells({ variant, delayMs, lost }: Row): string[] {
  const isBound = variant.startsWith('logveil') && !variant.endsWith('block')
  const isMet = delayMs.median < BARS.delayMs && lost <= BARS.lost
  return [
    variant,
    `${delayMs.median.toFixed(0)} ± ${delayMs.mad.toFixed(0)}`,
    `${lost} of ${TURNS * LINES_A_TURN * runs}`,
    ...(isBound ? [`< ${BARS.delayMs} ms, 0`, isMet ? 'PASS' : 'MISS'] : [])
  ]
}

async function main(): Promise<void> {
  if (!isBuilt()) throw new Error('logveil is not built (npm run build)')
  const machine = describeMachine(['logveil', 'pino'])
  printMachine(machine)
  const samples = await measure(Object.keys(VARIANTS) as Variant[])
  const rows = [...samples].map(([variant, own]) => ({
    variant,
    delayMs: summarise(own.map(({ delayMs }) => delayMs)),
    lost: own.reduce((sum, { lost }) => sum + lost, 0)
  }))
  console.log(
    `A reader that stops for ${STOP_MS / 1000} s, ${runs} processes each, medians ± median absolute deviation.\n`
  )
  console.log(
    toTable(
      ['writer', 'longest delay of the event loop, ms', 'lines lost', 'bar', ''],
      rows.map(toCells)
    )
  )
  saveResult('stalled-reader', { machine, runs, bars: BARS, rows })
}

void main()
