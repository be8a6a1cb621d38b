/**
 * Sustained load: 20,000 records a second through the worker into `file` and an OpenTelemetry Collector, for ten minutes with
 * LOGVEIL_LONG, else for ten seconds.
 *
 * In: nothing; `--seconds=` names another time, `--sinks=lake` leaves the Collector out. Out: one line of numbers. Promise: fails
 * if the books of a sink do not balance, if anything is lost, or if memory grows by more than a tenth over the second half (in a run
 * of a minute or more; before that the heap is still finding its size). Where the Collector cannot be started, it is skipped with
 * the reason.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NotHere } from '../servers/cache.mjs'
import { startOtelcol } from '../servers/otelcol.mjs'
import { root } from './delivery/processes.mjs'

const { createLogger } = createRequire(import.meta.url)(join(root, 'dist', 'index.js'))
const argument = (name) =>
  process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3)
const seconds = Number(argument('seconds') ?? (process.env.LOGVEIL_LONG === undefined ? 10 : 600))
const wanted = (argument('sinks') ?? 'lake,collector').split(',')
const perSecond = 20_000
const work = mkdtempSync(join(tmpdir(), 'logveil-load-'))
const lake = join(work, 'lake')

async function openCollector() {
  if (!wanted.includes('collector')) return undefined
  try {
    return await startOtelcol({ keeps: false })
  } catch (error) {
    if (!(error instanceof NotHere)) throw error
    console.log(`SKIP Collector: ${error.message}`)
    return undefined
  }
}

const collector = await openCollector()
const log = createLogger({
  service: { name: 'load' },
  delivery: {
    folder: join(work, 'spool'),
    sinks: {
      lake: { type: 'file', path: lake },
      ...(collector === undefined ? {} : { collector: { type: 'otlp', url: collector.url } })
    }
  }
})
const memory = []
const start = performance.now()
let n = 0

/** As many as the clock asks for, so that a late turn catches up. */
function turn() {
  const due = Math.min(seconds, (performance.now() - start) / 1000) * perSecond
  for (; n < due; n++)
    log.info(
      { n, order: `ord_${n}`, amount: 129.9, currency: 'EUR', region: 'eu-west-1' },
      'order placed'
    )
  if (n < seconds * perSecond) setTimeout(turn, 2)
  else void end()
}

const sampler = setInterval(
  () => memory.push(process.memoryUsage().rss),
  Math.max(200, seconds * 10)
)

/** Finished files are gone as soon as they are there: ten minutes are four gigabytes. */
function tidy() {
  for (const day of list(lake).filter((name) => name.startsWith('date=')))
    for (const hour of list(join(lake, day)))
      for (const name of list(join(lake, day, hour))) rmSync(join(lake, day, hour, name))
}

function list(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const tidier = setInterval(tidy, 5000)

function problemsOf([name, { routed, delivered, pending, deadLettered, dropped }]) {
  return [
    ...(routed >= n && routed === delivered + pending + deadLettered + dropped
      ? []
      : [`${name}: the books do not balance`]),
    ...(pending + dropped + deadLettered > 0
      ? [`${name}: ${pending} pending, ${dropped} dropped, ${deadLettered} dead letters`]
      : [])
  ]
}

async function end() {
  const took = (performance.now() - start) / 1000
  clearInterval(sampler)
  clearInterval(tidier)
  const closing = performance.now()
  const ledger = await log.close()
  const closedIn = (performance.now() - closing) / 1000
  await collector?.stop()
  rmSync(work, { recursive: true, force: true })
  const growth = slopeOf(floorsOf(memory.slice(Math.floor(memory.length / 2))))
  const problems = [
    ...Object.entries(ledger).flatMap(problemsOf),
    ...(growth > 0.1 && seconds >= 60 ? [`memory grew by ${Math.round(growth * 100)} %`] : [])
  ]
  const mb = Math.round(Math.max(...memory) / 1e6)
  const books = Object.entries(ledger).map(([name, { delivered }]) => `${name} ${delivered}`)
  console.log(
    `${n} records in ${took.toFixed(1)} s (${Math.round(n / took)} a second), closed in ${closedIn.toFixed(1)} s, delivered: ${books.join(', ')}; at most ${mb} MB, slope ${(growth * 100).toFixed(1)} %`
  )
  console.log(
    `load: ${problems.length === 0 ? 1 : 0} passed, ${problems.length === 0 ? 0 : 1} failed ${problems.join(', ')}`
  )
  process.exitCode = problems.length === 0 ? 0 : 1
}

/** The smallest sample of each tenth: on a busy machine garbage waits for its collector, and what leaks raises the floor too. */
function floorsOf(samples) {
  const size = Math.max(1, Math.floor(samples.length / 10))
  return Array.from({ length: Math.floor(samples.length / size) }, (_, tenth) =>
    Math.min(...samples.slice(tenth * size, (tenth + 1) * size))
  )
}

/** Least squares over the samples: growth from the first to the last, as a share of their mean. */
function slopeOf(samples) {
  const mean = samples.reduce((sum, each) => sum + each, 0) / samples.length
  const middle = (samples.length - 1) / 2
  let above = 0
  let below = 0
  for (const [x, y] of samples.entries()) {
    above += (x - middle) * (y - mean)
    below += (x - middle) ** 2
  }
  return ((above / below) * (samples.length - 1)) / mean
}

turn()
