/**
 * The standard output of real processes, beside how they end.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, prepareChildren } from './child.ts'

let bench: Bench
beforeAll(async () => {
  bench = await prepareChildren()
})
afterAll(() => bench.remove())

const LOAD = "const { createLogger } = require('logveil')\n"

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test.runIf(process.platform === 'linux')(
  'a pipe is opened anew, and its mode is ours alone',
  async () => {
    const ended = await bench.run(
      `${LOAD}
const { openSync, readdirSync, readFileSync, readlinkSync } = require('node:fs')
createLogger().info('x')
const same = readdirSync('/proc/self/fd').filter((fd) => {
  try { return readlinkSync('/proc/self/fd/' + fd) === readlinkSync('/proc/self/fd/1') } catch { return false }
})
const modes = same.map((fd) => parseInt(readFileSync('/proc/self/fdinfo/' + fd, 'utf8').match(/flags:\\s+(\\d+)/)[1], 8))
const { O_NONBLOCK } = require('node:fs').constants
process.stderr.write(JSON.stringify({ count: same.length, nonblocking: (modes.at(-1) & O_NONBLOCK) !== 0 }))`,
      'pipe'
    )
    expect(JSON.parse(ended.stderr)).toEqual({ count: 2, nonblocking: true })
  }
)

test('several loggers, and a worker thread, write whole lines', async () => {
  const ended = await bench.run(
    `${LOAD}
const { Worker, isMainThread } = require('node:worker_threads')
const log = createLogger({ service: { name: isMainThread ? 'main' : 'worker' } })
const other = createLogger({ service: { name: 'other' } })
const run = () => {
  for (let n = 0; n < 500; n++) (n % 2 ? log : other).info({ n, thread: isMainThread ? 0 : 1, pad: 'x'.repeat(300) }, 'line')
}
if (isMainThread) new Worker(__filename)
setImmediate(run)`,
    'pipe'
  )
  const lines = linesOf(ended.stdout).filter(({ n }) => n !== undefined)
  for (const thread of [0, 1]) {
    const own = lines.filter((line) => line.thread === thread).map(({ n }) => n)
    expect(own).toEqual(Array.from({ length: 500 }, (_, n) => n))
  }
})

test('pretty text into a pipe is out before a kill', async () => {
  const ended = await bench.run(
    `${LOAD}const log = createLogger({ pretty: true })
for (let n = 0; n < 100; n++) log.info({ n }, 'pretty line')
process.kill(process.pid, 'SIGKILL')`,
    'pipe'
  )
  expect(ended.signal).toBe('SIGKILL')
  expect(ended.stdout.match(/pretty line/g)).toHaveLength(100)
})

test('a closed pipe is in the ledger', async () => {
  const ended = await bench.run(
    `${LOAD}const log = createLogger({ onError: () => undefined })
for (let n = 0; n < 10; n++) log.info({ n })
log.close().then((ledger) => process.stderr.write(JSON.stringify(ledger)))`,
    'closed'
  )
  expect(JSON.parse(ended.stderr)).toEqual({
    stdout: { routed: 10, delivered: 0, pending: 0, deadLettered: 0, dropped: 10 }
  })
})

test('the manifest and withheld lines leave the books balanced', async () => {
  const ended = await bench.run(
    `${LOAD}const log = createLogger({ onError: () => undefined, mixin: () => { if (fail) throw new Error('mixin'); return {} } })
let fail = false
log.info('a')
fail = true
log.info('b')
log.close().then((ledger) => process.stderr.write(JSON.stringify(ledger.stdout)))`,
    'pipe'
  )
  expect(JSON.parse(ended.stderr)).toMatchObject({ routed: 2, delivered: 2, pending: 0 })
  expect(linesOf(ended.stdout)).toHaveLength(3)
})

test('where somebody has replaced process.stdout.write, lines go through that', async () => {
  const ended = await bench.run(
    `const write = process.stdout.write
process.stdout.write = function (text, ...rest) { return write.call(this, '> ' + text, ...rest) }
${LOAD}createLogger().info('x')`,
    'file'
  )
  expect(ended.stdout).toMatch(/^> \{.*manifest.*\n> \{.*"message":"x"\}\n$/)
})

test('the flush that pino calls back and flushSync of the stream work', async () => {
  const ended = await bench.run(
    `${LOAD}const pino = require('pino')
const log = createLogger()
log.info('x')
log.flush((error) => process.stderr.write(String(error === undefined)))
const stream = log[pino.symbols.streamSym]
stream.flushSync()
stream.flush((error) => process.stderr.write(String(error === undefined)))`,
    'pipe'
  )
  expect(ended.stderr).toBe('truetrue')
})

test('nothing is left behind in the folder for temporary files, and no handler is installed unasked', async () => {
  const ended = await bench.run(
    `${LOAD}createLogger().info('x')
const count = (name) => process.listenerCount(name)
process.stderr.write(JSON.stringify(['SIGTERM', 'SIGINT', 'uncaughtException', 'unhandledRejection'].map(count)))`,
    'pipe'
  )
  expect(ended.stderr).toBe('[0,0,0,0]')
  expect(ended.left).toBe('')
})
