import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bench, prepareChildren } from './deliver/child.ts'

let bench: Bench
beforeAll(async () => {
  bench = await prepareChildren()
})
afterAll(() => bench.remove())

/** Says over IPC that it is ready, and keeps running. */
const program = (handlers: string, more = '', stdout = '{}'): string => `
const { createLogger } = require('logveil')
const log = createLogger({ service: { name: 'signals' }, stdout: ${stdout}, handlers: ${handlers} })
for (let n = 0; n < 1000; n++) log.info({ n, pad: 'x'.repeat(200) }, 'line')
setInterval(() => undefined, 1000)
${more}
process.send('ready')
`

const countIn = (text: string): number =>
  text.split('\n').filter((line) => line.includes('"n":')).length

async function runWith(code: string, signal: NodeJS.Signals, resumeMs?: number) {
  let start = 0
  const ended = await bench.run(code, 'stalled', {
    during(child, resume) {
      child.once('message', () => {
        start = performance.now()
        child.kill(signal)
        if (resumeMs !== undefined) setTimeout(resume, resumeMs)
      })
    }
  })
  return { ...ended, msFromSignal: performance.now() - start }
}

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  test('ends the process by itself, once a reader that had stalled has every line', async () => {
    const ended = await runWith(program('{ signals: true }', '', "{ onFull: 'drop' }"), signal, 300)
    expect(ended.signal, ended.stderr).toBe(signal)
    expect(countIn(ended.stdout)).toBe(1000)
  })

  test('ends the process at the deadline if the reader does not come back', async () => {
    const ended = await runWith(program('{ signals: { deadlineMs: 200 } }'), signal)
    expect(ended.signal, ended.stderr).toBe(signal)
    expect(ended.msFromSignal).toBeLessThan(4000)
    expect(countIn(ended.left)).toBeGreaterThan(0)
  })
})

test('an application that listens to the signal decides when it ends, and with which code', async () => {
  const own =
    "process.on('SIGTERM', () => setTimeout(() => { log.info({ n: 1000 }, 'bye'); process.exit(7) }, 100))"
  const ended = await runWith(program('{ signals: true }', own), 'SIGTERM', 50)
  expect(ended.code).toBe(7)
  expect(countIn(ended.stdout)).toBe(1001)
})

test('a second signal ends the process at once', async () => {
  const start = performance.now()
  const ended = await bench.run(
    program('{ signals: { deadlineMs: 20000 } }', '', '{ deadlineMs: 20000 }'),
    'stalled',
    {
      during(child) {
        child.once('message', () => {
          child.kill('SIGINT')
          setTimeout(() => child.kill('SIGINT'), 200)
        })
      }
    }
  )
  expect(ended.signal).toBe('SIGINT')
  expect(performance.now() - start).toBeLessThan(5000)
})

test('lines of a logger that nobody holds any more are waited for', async () => {
  const collected = `
require('node:v8').setFlagsFromString('--expose-gc')
setTimeout(() => { require('node:vm').runInNewContext('gc')(); process.send('ready') }, 50)`
  const code = `
const { createLogger } = require('logveil')
for (let n = 0; n < 1000; n++) {
  const log = n % 100 === 0 ? createLogger({ stdout: { onFull: 'drop' }, handlers: { signals: true } }) : last
  var last = log
  log.info({ n, pad: 'x'.repeat(200) }, 'line')
}
last = undefined
setInterval(() => undefined, 1000)
${collected}`
  const ended = await runWith(code, 'SIGTERM', 100)
  expect(ended.signal, ended.stderr).toBe('SIGTERM')
  expect(countIn(ended.stdout)).toBe(1000)
})

test('two copies of the package end the process once', async () => {
  const twice = `
for (const name of Object.keys(require.cache)) if (name.includes('logveil')) delete require.cache[name]
require('logveil').createLogger({ service: { name: 'again' }, handlers: { signals: true } }).info('second copy')`
  const ended = await runWith(program('{ signals: true }', twice), 'SIGTERM', 100)
  expect(ended.signal, ended.stderr).toBe('SIGTERM')
  expect(countIn(ended.stdout), ended.stderr + countIn(ended.left)).toBe(1000)
  expect(ended.stdout).toContain('second copy')
})
