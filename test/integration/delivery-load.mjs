/**
 * Sustained load: 20,000 records a second through the worker into a file, for ten minutes with LOGVEIL_LONG, else for ten seconds.
 *
 * In: nothing; `--sink=JSON` names another sink, `--seconds=` another time. Out: one line of numbers. Promise: fails if the books do not balance, if anything is lost,
 * or if memory grows by more than a tenth over the second half
 * (in a run of a minute or more; before that the heap is still finding its size).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './delivery/processes.mjs'

const { createLogger } = createRequire(import.meta.url)(join(root, 'dist', 'index.js'))
const asked = process.argv.find((each) => each.startsWith('--seconds='))?.slice(10)
const seconds = Number(asked ?? (process.env.LOGVEIL_LONG === undefined ? 10 : 600))
const perSecond = 20_000
const work = mkdtempSync(join(tmpdir(), 'logveil-load-'))
const given = process.argv.find((each) => each.startsWith('--sink='))?.slice(7)
const module = join(root, 'test', 'deliver', 'ndjson-sink.mjs')
const main =
  given === undefined
    ? { type: 'module', module, options: { path: '/dev/null' } }
    : JSON.parse(given)
const log = createLogger({
  service: { name: 'load' },
  delivery: { folder: join(work, 'spool'), sinks: { main } }
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

async function end() {
  clearInterval(sampler)
  const ledger = await log.close()
  rmSync(work, { recursive: true, force: true })
  const { routed, delivered, pending, deadLettered, dropped } = ledger.main
  const growth = slopeOf(memory.slice(Math.floor(memory.length / 2)))
  const problems = [
    ...(routed >= n && routed === delivered + pending + deadLettered + dropped
      ? []
      : ['the books do not balance']),
    ...(pending + dropped > 0 ? [`${pending} pending, ${dropped} dropped`] : []),
    ...(growth > 0.1 && seconds >= 60 ? [`memory grew by ${Math.round(growth * 100)} %`] : [])
  ]
  const mb = Math.round(Math.max(...memory) / 1e6)
  console.log(
    `${n} records in ${Math.round((performance.now() - start) / 1000)} s, ${delivered} delivered, at most ${mb} MB, slope ${(growth * 100).toFixed(1)} %`
  )
  console.log(
    `load: ${problems.length === 0 ? 1 : 0} passed, ${problems.length === 0 ? 0 : 1} failed ${problems.join(', ')}`
  )
  process.exitCode = problems.length === 0 ? 0 : 1
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
