/**
 * One variant of bench/delivery.ts, in a process of its own.
 *
 * In: the variant, a folder. Out: a JSON object on stdout: processor time a line of the logging thread, and of the worker.
 */
const fs = require('node:fs')
const { join } = require('node:path')
const { createLogger } = require('../../dist/index.js')
const pino = require('pino')

const [variant, folder] = process.argv.slice(2)
const LINES = 300_000
const WARM_UP = 50_000
const RECORD = {
  order_id: 'ord_8471',
  items: 3,
  amount: 129.9,
  currency: 'EUR',
  region: 'eu-west-1',
  cache: 'hit',
  attempt: 1,
  duration_ms: 12.5
}
const out = join(folder, 'out.ndjson')
const lake = join(folder, 'lake')

/** User and system time of each thread in ms, counted by the kernel in steps of 10. */
function threadTimes() {
  const times = {}
  for (const id of fs.readdirSync('/proc/self/task')) {
    const stat = fs.readFileSync(`/proc/self/task/${id}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    times[id] = (Number(fields[11]) + Number(fields[12])) * 10
  }
  return times
}

function open() {
  const toFile = { target: 'pino/file', options: { destination: out } }
  if (variant.startsWith('line: ')) return openHanding(variant.slice(6), toFile)
  if (variant === 'pino.transport')
    return pino({ timestamp: pino.stdTimeFunctions.isoTime }, pino.transport(toFile))
  const service = { name: 'bench' }
  if (variant === 'transport') return createLogger({ service, transport: toFile })
  if (variant === 'none') return createLogger({ service }, { write() {} })
  return openDelivery()
}

function openDelivery() {
  const main = { type: 'file', path: lake, retry: { baseMs: 50, maxMs: 50 } }
  return createLogger({
    service: { name: 'bench' },
    delivery: { folder: join(folder, 'spool'), ledgerMs: 0, sinks: { main } }
  })
}

/** A line that is ready is handed over, and nothing else is done: no record, no pino, no scan. */
function openHanding(to, toFile) {
  let line = ''
  createLogger({ service: { name: 'bench' } }, { write: (text) => (line = text) }).info(
    RECORD,
    'order placed'
  )
  const head = line.slice(0, -2)
  const stream = {
    nothing: () => ({ write() {} }),
    'pino.transport': () => pino.transport(toFile),
    delivery: () => openDelivery()[pino.symbols.streamSym]
  }[to]()
  let n = 0
  // a text of its own each time, as a scan leaves it: in one piece
  return { info: () => stream.write(flatten(`${head},"n":${n++}}\n`)) }
}

const flat = Buffer.allocUnsafe(4096)
const flatten = (text) => flat.latin1Slice(0, flat.latin1Write(text))

/** Two hundred lines a turn: a busy service. */
function logAll(log, count) {
  return new Promise((resolve) => {
    let n = 0
    const turn = () => {
      for (let i = 0; i < 200 && n < count; i++, n++) log.info(RECORD, 'order placed')
      if (n < count) setImmediate(turn)
      else resolve()
    }
    turn()
  })
}

async function main() {
  const isDelivering = variant === 'delivery'
  const log = open()
  await logAll(log, WARM_UP)
  if (isDelivering) await log.flush()
  const before = threadTimes()[process.pid]
  // nothing is delivered meanwhile, so that afterwards the worker's work can be told apart
  if (isDelivering) {
    fs.renameSync(lake, `${lake}-before`)
    fs.writeFileSync(lake, '')
  }
  await logAll(log, LINES)
  const usPerLine = ((threadTimes()[process.pid] - before) * 1000) / LINES
  let workerUsPerLine = 0
  if (isDelivering) {
    const earlier = threadTimes()
    fs.rmSync(lake)
    const ledger = await log.close()
    if (ledger.main.delivered < LINES + WARM_UP) throw new Error(JSON.stringify(ledger))
    const later = seen
    const spent = Object.keys(later)
      .filter((id) => id !== String(process.pid))
      .map((id) => later[id] - (earlier[id] ?? 0))
    workerUsPerLine = (Math.max(0, ...spent) * 1000) / LINES
  }
  process.stdout.write(JSON.stringify({ usPerLine, workerUsPerLine }))
  process.exit(0)
}

let seen = {}
// the worker is gone after close, and its time with it: look while it lives
setInterval(() => {
  seen = { ...seen, ...threadTimes() }
}, 20).unref()

void main()
