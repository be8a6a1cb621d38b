import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLogger, installHandlers, type Logger, LogveilError } from '../src/index.ts'
import { type Bench, prepareChildren } from './deliver/child.ts'

let bench: Bench
beforeAll(async () => {
  bench = await prepareChildren()
})
afterAll(() => bench.remove())

const LOGGER =
  "const { createLogger, installHandlers } = require('logveil')\nconst log = createLogger({ service: { name: 'x' } })\n"
const ON = `${LOGGER}const remove = installHandlers(log, { console: true })\n`
const MAIL = 'jane.doe@example.com'

test('every method prints as before, redacted, on the same stream', async () => {
  const calls = `
console.log('mail %s', '${MAIL}', { n: 1 })
console.info({ mail: '${MAIL}' })
console.debug('debug')
console.warn('warn ${MAIL}')
console.error('error')
console.assert(false, 'assert ${MAIL}')
console.dir({ a: { mail: '${MAIL}' } }, { depth: 0 })
console.group('group')
console.log('inside\\nof it')
console.groupEnd()
console.count('clicks'); console.count('clicks'); console.countReset('clicks'); console.count('clicks')
console.log()
`
  const [ended, node] = [await bench.run(ON + calls, 'pipe'), await bench.run(calls, 'pipe')]
  expect(node.stdout).toContain(MAIL)
  expect(ended.stdout).toBe(node.stdout.replaceAll(MAIL, '[EMAIL_ADDRESS]'))
  expect(ended.stderr).toBe(node.stderr.replaceAll(MAIL, '[EMAIL_ADDRESS]'))
})

test('a table is laid out after redaction', async () => {
  const ended = await bench.run(`${ON}console.table([{ mail: '${MAIL}', n: 1 }])`, 'pipe')
  expect(ended.stdout).toContain("│ 0       │ '[EMAIL_ADDRESS]' │ 1 │")
})

test('what printed text no longer shows is found by its shape', async () => {
  const ended = await bench.run(
    `${ON}console.log('login', ['password', ['hunt', 'er2hunter2'].join('')], Buffer.from('${MAIL}'))`,
    'pipe'
  )
  expect(ended.stdout).toMatch(/^login \[ 'password', '\[PASSWORD\]' \] /)
  expect(ended.stdout).not.toContain('6a 61 6e 65')
})

test('console.trace and the timers print', async () => {
  const ended = await bench.run(
    `${ON}console.time('t'); console.timeLog('t', '${MAIL}'); console.timeEnd('t'); console.trace('here ${MAIL}')`,
    'pipe'
  )
  expect(ended.stdout).toMatch(/^t: [\d.]+ms \[EMAIL_ADDRESS\]\nt: [\d.]+ms\n$/)
  expect(ended.stderr).toMatch(/^Trace: here \[EMAIL_ADDRESS\]\n {4}at .*program\.js/)
})

test('a colour before a value does not hide it', async () => {
  const card = ['4111', '1111', '1111', '1111'].join('')
  const ended = await bench.run(
    `${ON}console.log('\\u001b[33m${card}\\u001b[39m'); console.log('\\u001b[33mfine\\u001b[39m')`,
    'pipe'
  )
  expect(ended.stdout).not.toContain(card)
  expect(ended.stdout).toContain('\u001b[33mfine\u001b[39m')
})

test('with FORCE_COLOR a number is not hidden by its colour either', async () => {
  const card = ['4111', '1111', '1111', '1111'].join('')
  const ended = await bench.run(
    `process.env.FORCE_COLOR = '3'\n${ON}console.log({ n: ${card} })`,
    'pipe'
  )
  expect(ended.stdout).not.toContain(card)
})

test('removed, the methods that were there before are back', async () => {
  const ended = await bench.run(
    `const before = { ...console }
${ON}remove()
if (Object.keys(before).some((name) => console[name] !== before[name])) throw new Error('changed')
console.log('${MAIL}')`,
    'pipe'
  )
  expect(ended.code, ended.stderr).toBe(0)
  expect(ended.stdout).toBe(`${MAIL}\n`)
})

test('a patch that came later stays when ours is removed', async () => {
  const ended = await bench.run(
    `${ON}const ours = console.log; console.log = (...args) => ours('theirs', ...args); remove(); console.log('x')`,
    'pipe'
  )
  expect(ended.stdout).toBe('theirs x\n')
})

test('the rules of every logger that asked apply, until the last is removed', async () => {
  const ended = await bench.run(
    `${LOGGER}
const acme = createLogger({ rules: ['-EMAIL_ADDRESS'] })
const first = installHandlers(acme, { console: true })
console.log('${MAIL}')
const second = installHandlers(log, { console: true })
console.log('${MAIL}')
first()
console.log('${MAIL}')
second()
console.log('${MAIL}')`,
    'pipe'
  )
  expect(ended.stdout).toBe(`${MAIL}\n[EMAIL_ADDRESS]\n[EMAIL_ADDRESS]\n${MAIL}\n`)
})

test('a logger that is not ours, and options that do not exist, are refused with their paths', () => {
  const log = createLogger({}, { write: () => undefined })
  expect(() => installHandlers({} as Logger, { console: true })).toThrow(LogveilError)
  for (const [options, path] of [
    [{ signal: true }, 'signal'],
    [{ crash: 1 }, 'crash'],
    [{ signals: { deadline: 3 } }, 'signals.deadline'],
    [{ signals: { deadlineMs: -1 } }, 'signals.deadlineMs']
  ] as const) {
    try {
      installHandlers(log, options as never)
      expect.unreachable()
    } catch (error) {
      expect((error as LogveilError).issues.map((issue) => issue.path)).toEqual([path])
    }
    expect(() => createLogger({ handlers: options as never })).toThrow(`handlers.${path}`)
  }
  expect(() => createLogger({ stdout: { onFull: 'wait' as never } })).toThrow('stdout.onFull')
  expect(() => createLogger({ stdout: { onfull: 'drop' } as never })).toThrow(
    'did you mean onFull?'
  )
})
