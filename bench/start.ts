/**
 * `npm run bench:start`: what a service pays once, at start.
 *
 * Import plus `createLogger()` against import 'pino' plus `pino()`, as ES module and as CommonJS: a fresh process each,
 * taking turns, the order reversed each round. Options: --runs=<number>, --save.
 * Milliseconds are wall time inside the process; beside them stands the processor time of all its threads, which a busy machine
 * changes less. Memory is what the resident set grew by. Node's own start is in none of them.
 */
import { spawnSync } from 'node:child_process'
import { cleanEnv } from './measure/children.ts'
import { describeMachine, printMachine } from './measure/machine.ts'
import { ROOT } from './measure/paths.ts'
import { saveResult } from './measure/results.ts'
import { type Summary, summarise } from './measure/statistics.ts'
import { toTable } from './measure/table.ts'
import { isBuilt } from './product.ts'

/** Issue 5: import plus create over pino's. */
const BARS = { ms: 40, mb: 20 }

const KINDS = ['esm', 'cjs'] as const
type Kind = (typeof KINDS)[number]
type Sample = { readonly ms: number; readonly cpu: number; readonly mb: number }

const runs = Number(process.argv.find((flag) => flag.startsWith('--runs='))?.slice(7) ?? 24)

/** The first line goes to stdout, which is thrown away, as in a service whose start we time; figures go to stderr. */
const CREATE = {
  pino: 'pino()',
  logveil: "createLogger({ service: { name: 'bench', version: '1.4.2' }, pretty: false })"
} as const
type Subject = keyof typeof CREATE
const NAMES = { pino: 'pino', logveil: 'createLogger' } as const

function program(kind: Kind, subject: Subject): string {
  const load = kind === 'esm' ? `await import('${subject}')` : `require('${subject}')`
  return `
const memory = process.memoryUsage.rss()
const before = process.cpuUsage()
const start = performance.now()
const { ${NAMES[subject]} } = ${load}
const log = ${CREATE[subject]}
log.info('started')
const ms = performance.now() - start
const { user, system } = process.cpuUsage(before)
const cpu = (user + system) / 1000
const mb = (process.memoryUsage.rss() - memory) / 2 ** 20
process.stderr.write(JSON.stringify({ ms, cpu, mb }))`
}

function runOnce(kind: Kind, subject: Subject): Sample {
  const type = kind === 'esm' ? 'module' : 'commonjs'
  const args = [`--input-type=${type}`, '--eval', program(kind, subject)]
  const done = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env: cleanEnv(),
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8'
  })
  if (done.status !== 0) throw new Error(`${subject} as ${kind} failed: ${done.stderr}`)
  return JSON.parse(done.stderr.slice(done.stderr.lastIndexOf('{'))) as Sample
}

type Row = {
  readonly kind: Kind
  readonly subject: Subject
  readonly ms: Summary
  readonly cpu: Summary
  readonly mb: Summary
}

function measureKind(kind: Kind, subjects: readonly Subject[]): Row[] {
  for (const subject of subjects) runOnce(kind, subject) // Once for the disk cache.
  const samples = new Map<Subject, Sample[]>(subjects.map((subject) => [subject, []]))
  for (let run = 0; run < runs; run++) {
    const order = run % 2 === 0 ? subjects : [...subjects].reverse()
    for (const subject of order) samples.get(subject)?.push(runOnce(kind, subject))
  }
  return subjects.map((subject) => {
    const own = samples.get(subject) ?? []
    return {
      kind,
      subject,
      ms: summarise(own.map(({ ms }) => ms)),
      cpu: summarise(own.map(({ cpu }) => cpu)),
      mb: summarise(own.map(({ mb }) => mb))
    }
  })
}

function toRow(row: Row, rows: readonly Row[]): string[] {
  const pino = rows.find(({ kind, subject }) => kind === row.kind && subject === 'pino')
  const show = (value: Summary): string => `${value.median.toFixed(1)} ± ${value.mad.toFixed(1)}`
  const cells = [`${row.subject}, ${row.kind}`, show(row.ms), show(row.cpu), show(row.mb)]
  if (pino === undefined || row === pino) return cells
  const ms = row.ms.median - pino.ms.median
  const cpu = row.cpu.median - pino.cpu.median
  const mb = row.mb.median - pino.mb.median
  const verdict = ms <= BARS.ms && mb <= BARS.mb ? 'PASS' : 'MISS'
  return [
    ...cells,
    `+${ms.toFixed(1)}`,
    `+${cpu.toFixed(1)}`,
    `+${mb.toFixed(1)}`,
    `≤ ${BARS.ms} ms, ${BARS.mb} MB`,
    verdict
  ]
}

const machine = describeMachine(['logveil', 'pino'])
printMachine(machine)
const subjects: readonly Subject[] = isBuilt() ? ['pino', 'logveil'] : ['pino']
if (!isBuilt()) console.log('logveil is not built (npm run build): only pino is measured.\n')
const rows = KINDS.flatMap((kind) => measureKind(kind, subjects))
console.log(`Medians of ${runs} processes each ± median absolute deviation.\n`)
console.log(
  toTable(
    [
      'import, create, one line',
      'ms',
      'cpu ms',
      'MB',
      'ms over pino',
      'cpu over pino',
      'MB over pino',
      'bar',
      ''
    ],
    rows.map((row) => toRow(row, rows))
  )
)
saveResult('start', { machine, runs, bars: BARS, rows })
