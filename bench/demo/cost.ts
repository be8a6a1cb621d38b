/**
 * What redaction costs: the shop's own log calls, by pino and by logveil, each to a file.
 *
 * In: a folder to write to. Out, as the last line of stdout: median nanoseconds a line, for lines with nothing in them and for lines with findings.
 * pino writes the same constant fields with the same clock. The two take turns in batches, so that a slow moment of the machine meets both.
 */
import { join } from 'node:path'
import { createLogger } from 'logveil'
import { type Logger, pino } from 'pino'
import { createCachedClock } from '../loggers/pino.ts'
import { quantile } from '../measure/statistics.ts'
import { type Login, logCalls, type Order } from './log-calls.ts'
import { type DemoRequest, makeTraffic } from './traffic.ts'

type Call = (log: Logger) => void
export type Cost = { readonly pino: number; readonly logveil: number; readonly lines: number }
export type Costs = { readonly clean: Cost; readonly findings: Cost; readonly all: Cost }

const ROUNDS = 15
const WARM_UP = 4

const dir = process.argv[2] as string
const plain = openPino(join(dir, 'cost-pino.ndjson'))
const ours = createLogger(
  { level: 'debug', service: { name: 'shop', version: '2.4.0' } },
  pino.destination(join(dir, 'cost-logveil.ndjson'))
) as unknown as Logger

const traffic = makeTraffic(400, 7)
const clean = traffic.filter(isClean).flatMap(callsOf)
const findings = traffic.filter((request) => !isClean(request)).flatMap(callsOf)
const costs: Costs = {
  clean: measure(clean),
  findings: measure(findings),
  all: measure([...clean, ...findings])
}
console.log(JSON.stringify(costs))

function isClean(request: DemoRequest): boolean {
  return (
    callsOf(request).length > 0 &&
    request.planted.every(({ infoType }) => infoType === 'IP_ADDRESS')
  )
}

/** The calls that the shop's handlers make for a request. */
function callsOf(request: DemoRequest): readonly Call[] {
  const { pathname, searchParams } = new URL(request.path, 'http://localhost')
  const [, top, name = ''] = pathname.split('/')
  if (top === 'products') {
    return [(log) => logCalls.cacheMiss(log, name), (log) => logCalls.productRead(log, name, 17)]
  }
  if (top === 'search') {
    const query = searchParams.get('q') ?? ''
    return [(log) => logCalls.searched(log, query, 3)]
  }
  if (top === 'login') return loginCalls(request)
  if (top === 'orders') return [(log) => logCalls.orderPlaced(log, request.body as Order)]
  if (top === 'users') {
    const customer = {
      email: decodeURIComponent(name),
      name: searchParams.get('name') ?? '',
      phone: searchParams.get('phone') ?? ''
    }
    return [(log) => logCalls.profileRead(log, customer)]
  }
  if (top === 'webhooks') {
    const payload = JSON.stringify(request.body)
    return [(log) => logCalls.webhookTaken(log, payload)]
  }
  if (top === 'identity') {
    const { rrn } = request.body as { rrn: string }
    const error = new Error(`identity check failed for ${rrn}`)
    return [(log) => logCalls.taxFailed(log, error)]
  }
  return []
}

function loginCalls({ body, headers }: DemoRequest): readonly Call[] {
  const login = body as Login
  const tried: Call = (log) => logCalls.loginTried(log, login)
  return headers['x-attempt'] === 'wrong'
    ? [tried, (log) => logCalls.loginFailed(log, login)]
    : [tried]
}

/** pino as it is fastest, with the constant fields that stand on each of our lines too. */
function openPino(file: string): Logger {
  const head = { service: { name: 'shop', version: '2.4.0' }, pii: { rules: '0'.repeat(12) } }
  return pino(
    {
      level: 'debug',
      base: null,
      messageKey: 'message',
      timestamp: createCachedClock(),
      formatters: {
        level: (label, number) => ({ level: number, severity: label.toUpperCase(), ...head })
      }
    },
    pino.destination(file)
  )
}

function measure(calls: readonly Call[]): Cost {
  const samples = { pino: [] as number[], logveil: [] as number[] }
  const lines = countLines(calls)
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const turns = [
      ['pino', plain],
      ['logveil', ours]
    ] as const
    // Who goes first changes, so that neither has the warmer cache.
    for (const [name, log] of round % 2 === 0 ? turns : [...turns].reverse()) {
      const took = time(calls, log) / lines
      if (round >= WARM_UP) samples[name].push(took)
    }
  }
  return { pino: median(samples.pino), logveil: median(samples.logveil), lines }
}

function countLines(calls: readonly Call[]): number {
  let lines = 0
  const counter = pino({ level: 'debug' }, { write: () => void lines++ })
  for (const call of calls) call(counter)
  return lines
}

function time(calls: readonly Call[], log: Logger): number {
  const start = process.hrtime.bigint()
  for (const call of calls) call(log)
  return Number(process.hrtime.bigint() - start)
}

function median(samples: readonly number[]): number {
  return Math.round(
    quantile(
      [...samples].sort((a, b) => a - b),
      0.5
    )
  )
}
