/**
 * A reader that stops and comes back.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, prepareChildren } from './child.ts'

let bench: Bench
beforeAll(async () => {
  bench = await prepareChildren()
})
afterAll(() => bench.remove())

/** 100 turns of 40 lines, 1.3 MB; then the ledger and the longest delay of the event loop on stderr. */
const program = (stdout: string): string => `
const { monitorEventLoopDelay } = require('node:perf_hooks')
const { createLogger } = require('logveil')
const log = createLogger({ service: { name: 'stalled' }, stdout: ${stdout} })
log.info('warm')
process.send('ready')
const delay = monitorEventLoopDelay({ resolution: 5 })
let turns = 0
const timer = setInterval(async () => {
  if (turns === 0) delay.enable()
  for (let i = 0; i < 40; i++) log.info({ n: turns * 40 + i, pad: 'x'.repeat(200) }, 'line')
  if (++turns < 100) return
  clearInterval(timer)
  delay.disable()
  const ledger = await log.close()
  process.stderr.write(JSON.stringify({ ledger: ledger.stdout, delayMs: delay.max / 1e6 }))
}, 5)
`

async function runStalled(stdout: string) {
  const ended = await bench.run(program(stdout), 'stalled', {
    during: (child, resume) => child.once('message', () => setTimeout(resume, 1200))
  })
  expect(ended.code, ended.stderr).toBe(0)
  const numbers = ended.stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { n?: number }).n)
    .filter((n) => n !== undefined)
  const told = JSON.parse(ended.stderr.slice(ended.stderr.indexOf('{'))) as {
    ledger: { routed: number; delivered: number; pending: number; dropped: number }
    delayMs: number
  }
  return { ended, numbers, told }
}

const ALL = Array.from({ length: 4000 }, (_, n) => n)

test.each(["{ onFull: 'spill' }", "{ onFull: 'drop' }"])(
  '%s: the event loop goes on, and every line arrives in order',
  async (stdout) => {
    const { ended, numbers, told } = await runStalled(stdout)
    expect(numbers).toEqual(ALL)
    expect(told.ledger).toMatchObject({ routed: 4001, delivered: 4001, pending: 0, dropped: 0 })
    // the bench holds it to 60 ms; here other tests use the same two cores, and a writer that waits would take 1200
    expect(told.delayMs).toBeLessThan(900)
    expect(ended.left).toBe('')
  }
)

test('the ledger of a reader that does not come back says what is pending', async () => {
  const ended = await bench.run(program("{ onFull: 'drop', deadlineMs: 200 }"), 'stalled')
  const told = JSON.parse(
    ended.stderr.slice(ended.stderr.indexOf('{"ledger'), ended.stderr.lastIndexOf('}') + 1)
  )
  const arrived = ended.stdout.split('\n').filter((line) => line.includes('"n":')).length
  expect(told.ledger).toMatchObject({ routed: 4001, delivered: arrived + 1, dropped: 0 })
  expect(told.ledger.pending).toBe(4000 - arrived)
  expect(ended.stderr).toMatch(/took no lines until the process ended; \d+ lines are dropped/)
})
