/**
 * The demo: the same traffic against the same shop, once on plain pino and once on logveil.
 *
 * Out: demo-out/plain-pino.ndjson, demo-out/logveil.ndjson, demo-out/lake (Parquet), demo-out/report.md, a summary on the terminal; exit code 1 if a check fails.
 */
import { fork, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  countFindings,
  countInvalid,
  countSurvivors,
  type LogFile,
  latenciesByRoute,
  readLog
} from './checks.ts'
import { type Answers, sendAll } from './client.ts'
import type { Costs } from './cost.ts'
import { fillLake, type Lake } from './lake.ts'
import { toMarkdown, toTerminal } from './report.ts'
import { type Story, tellStory } from './story.ts'
import { type DemoRequest, makeTraffic } from './traffic.ts'

export type Results = {
  readonly requests: number
  readonly answers: Answers
  readonly planted: number
  readonly plain: LogFile
  readonly safe: LogFile
  readonly survivors: { readonly plain: number; readonly safe: number }
  readonly invalid: number
  readonly withoutRecord: number
  readonly findings: ReadonlyMap<string, number>
  readonly latencies: ReturnType<typeof latenciesByRoute>
  readonly lake: Lake
  readonly costs: Costs
  readonly story: Story
  readonly seconds: number
}

const REQUESTS = 3000
const BUILD = dirname(fileURLToPath(import.meta.url))
const OUT = dirname(BUILD)

const start = performance.now()
const results = await runDemo()
writeFileSync(join(OUT, 'report.md'), toMarkdown(results))
console.log(toTerminal(results, relative(process.cwd(), OUT)))
const { survivors, safe, invalid, withoutRecord, lake } = results
const isGood =
  survivors.safe === 0 &&
  safe.broken === 0 &&
  invalid === 0 &&
  withoutRecord === 0 &&
  lake.records === safe.records.length &&
  // A demo in which pino's file held nothing would have shown nothing.
  survivors.plain > 0
process.exitCode = isGood ? 0 : 1

async function runDemo(): Promise<Results> {
  const traffic = makeTraffic(REQUESTS, 2026)
  const planted = traffic.flatMap((request) => request.planted)
  const plainFile = join(OUT, 'plain-pino.ndjson')
  const safeFile = join(OUT, 'logveil.ndjson')
  await serve('plain-pino', plainFile, traffic)
  const answers = await serve('logveil', safeFile, traffic)
  const plain = readLog(plainFile)
  const safe = readLog(safeFile)
  return {
    requests: traffic.length,
    answers,
    planted: planted.length,
    plain,
    safe,
    survivors: {
      plain: countSurvivors(plain.lines, planted),
      safe: countSurvivors(safe.lines, planted)
    },
    invalid: countInvalid(safe.records),
    withoutRecord: countMissing(traffic, safe),
    findings: countFindings(safe.records),
    latencies: latenciesByRoute(safe.records),
    lake: await fillLake(join(OUT, 'lake'), safe.lines),
    costs: measureCosts(),
    story: tellStory(traffic, plain, safe),
    seconds: (performance.now() - start) / 1000
  }
}

/** Starts the shop with one of the loggers, sends it everything, and waits until its log is written. */
async function serve(
  logger: 'plain-pino' | 'logveil',
  file: string,
  traffic: readonly DemoRequest[]
): Promise<Answers> {
  const service = fork(join(BUILD, 'service.mjs'), [JSON.stringify({ logger, file })])
  const ended = new Promise<void>((resolve, reject) => {
    service.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the ${logger} service ended with ${code}`))
    )
  })
  const port = await Promise.race([
    new Promise<number>((resolve) =>
      service.once('message', (message) => resolve((message as { port: number }).port))
    ),
    ended.then(() => Promise.reject(new Error(`the ${logger} service ended early`)))
  ])
  const answers = await sendAll(port, traffic)
  service.send('stop')
  await ended
  return answers
}

/** Requests that have no record, or more than one. */
function countMissing(traffic: readonly DemoRequest[], { records }: LogFile): number {
  const counts = new Map<string, number>()
  for (const { event_name, request_id = '' } of records) {
    if (event_name === 'logveil.request') counts.set(request_id, (counts.get(request_id) ?? 0) + 1)
  }
  return traffic.filter(({ id }) => counts.get(id) !== 1).length
}

function measureCosts(): Costs {
  const child = spawnSync(process.execPath, [join(BUILD, 'cost.mjs'), BUILD], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`the measurement failed: ${child.stderr.slice(-1000)}`)
  return JSON.parse(child.stdout.trim().split('\n').at(-1) as string) as Costs
}
