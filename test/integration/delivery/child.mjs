/**
 * A process that logs through delivery, for tests that end it in every way there is.
 *
 * In: one JSON argument. Out: in the progress file, two numbers of 8 bytes: how many log calls have returned, and how many of them the
 * spool must hold by now; on stdout, the ledger, if it came so far.
 */
import { openSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const plan = JSON.parse(process.argv[2])
const { createLogger } = createRequire(pathToFileURL(`${plan.root}/`))('./dist/index.js')
const log = createLogger({
  service: { name: 'faults' },
  delivery: { ...plan.delivery, ledgerMs: 0 },
  onError: (error) => process.stderr.write(`${error.message}\n`)
})
const progress = openSync(plan.progress, 'w+')
const numbers = Buffer.alloc(16)
const first = plan.first ?? 0
let n = first

function tell(position, value) {
  numbers.writeDoubleLE(value, position)
  writeSync(progress, numbers, position, 8, position)
}

function logOne() {
  const level = plan.errors > 0 && n % plan.errors === 0 ? 'error' : 'info'
  log[level]({ n, text: plan.text }, `line ${n}`)
  n++
  tell(0, n)
}

const ENDS = {
  async close() {
    process.stdout.write(`${JSON.stringify(await log.close())}\n`)
  },
  natural() {},
  exit: () => process.exit(0),
  uncaught() {
    throw new Error('uncaught, on purpose')
  },
  stay() {}
}

if (plan.jumpMs !== undefined) {
  const now = Date.now
  setTimeout(() => {
    Date.now = () => now() + plan.jumpMs
  }, 100)
}

function turn() {
  // the last turn's lines were written before this one began
  tell(8, n)
  for (let i = 0; i < plan.perTurn && n < first + plan.lines; i++) logOne()
  if (n < first + plan.lines) {
    if (plan.pauseMs > 0) setTimeout(turn, plan.pauseMs)
    else setImmediate(turn)
    return
  }
  ENDS[plan.end]()
}

process.on('message', async (message) => {
  if (message !== 'close') return
  const ledger = await log.close()
  process.send(ledger, () => process.disconnect())
})
// who stays, stays for as long as somebody may ask it to close
if (plan.end !== 'stay') process.channel?.unref()
turn()
