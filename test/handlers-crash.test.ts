import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bench, prepareChildren, type RunOptions } from './deliver/child.ts'

let bench: Bench
beforeAll(async () => {
  bench = await prepareChildren()
})
afterAll(() => bench.remove())

const LOGGER =
  "const log = require('logveil').createLogger({ service: { name: 'crash' }, handlers: { crash: true } })\nlog.info('first')\n"

const run = (code: string, options?: RunOptions) => bench.run(LOGGER + code, 'pipe', options)
/** The same without logveil: what Node does by itself. */
const bare = (code: string, options?: RunOptions) => bench.run(code, 'pipe', options)

const MAIL = 'jane.doe@example.com'

test.each([
  ['an uncaught error', `setTimeout(() => { throw new Error('no ${MAIL}') })`],
  ['an error while the program is loaded', `throw new Error('no ${MAIL}')`],
  ['an unhandled rejection', `Promise.reject(new Error('no ${MAIL}'))`],
  ['a rejection with a value', `Promise.reject('${MAIL}')`],
  ['a cause', `throw new Error('outer', { cause: new TypeError('no ${MAIL}') })`],
  ['a cause that is no error', `throw new Error('outer', { cause: { to: '${MAIL}' } })`],
  ['a property', `throw Object.assign(new Error('x'), { to: { mail: ['${MAIL}'] } })`],
  ['an AggregateError', `throw new AggregateError([new Error('no ${MAIL}')], 'several')`],
  ['a thrown object', `throw { mail: '${MAIL}' }`],
  ['a thrown string', `throw '${MAIL}'`],
  ['a thrown Map', `throw new Map([['mail', '${MAIL}']])`]
])('%s is printed redacted, with the same code', async (_name, code) => {
  const [ended, node] = [await run(code), await bare(code)]
  expect(node.stderr).toContain(MAIL)
  expect(ended.stderr).not.toContain(MAIL)
  expect(ended.stderr).toContain('[EMAIL_ADDRESS]')
  expect(ended.stderr).toMatch(/\n\nNode\.js v\d+\.\d+\.\d+\n$/)
  expect(ended.code).toBe(1)
  expect(ended.code).toBe(node.code)
  expect(ended.stdout).toContain('"message":"first"')
})

test('what is not sensitive is printed as Node prints it', async () => {
  const code = `
function handle() { throw Object.assign(new RangeError('too far', { cause: new Error('why') }), { code: 'E_FAR', n: 4 }) }
handle()`
  const [ended, node] = [await run(code), await bare(`\n${code}`)]
  // Node shows the line of source code above the error; the rest is equal
  const shown = node.stderr.slice(node.stderr.indexOf('RangeError: too far'))
  expect(ended.stderr.replace(/program\.js:\d+/g, 'program.js')).toBe(
    shown
      .replace(/program\.js:\d+/g, 'program.js')
      .replaceAll(/\/\d+\/program/g, `/${ended.stderr.match(/\/(\d+)\/program/)?.[1]}/program`)
  )
})

test('a secret under a telling name is found in properties', async () => {
  const ended = await run(
    "throw Object.assign(new Error('x'), { password: ['hunt', 'er2hunter2'].join(''), config: { apiKey: 'abc-' + 'def-123' } })"
  )
  expect(ended.stderr).toContain("password: '[PASSWORD]'")
  expect(ended.stderr).not.toContain('abc-def')
})

test('a secret whose name stands beside it is found in properties', async () => {
  const ended = await run(
    "throw Object.assign(new Error('x'), { rawHeaders: ['Cookie', 'sid=' + ['s3cr', '3tv4lu3'].join('')], form: [{ name: 'password', value: ['hunt', 'er2hunter2'].join('') }] })"
  )
  expect(ended.stderr).not.toContain('hunter2hunter2')
  expect(ended.stderr).not.toContain('s3cr3tv4lu3')
  expect(ended.stderr).toMatch(/^Error: x\n {4}at /)
})

test('the line of source code, which can hold a literal, is not printed', async () => {
  const ended = await run("throw new Error('x' /* a comment beside it */)")
  expect(ended.stderr).not.toContain('a comment beside it')
})

describe('the exit code', () => {
  test.each([
    ["process.exitCode = 5; throw new Error('x')"],
    ["process.on('exit', () => { process.exitCode = 9 }); throw new Error('x')"],
    ["process.on('exit', () => { throw new Error('in exit') }); throw new Error('x')"],
    [
      "process.on('uncaughtException', () => { throw new Error('in the handler') }); throw new Error('x')"
    ],
    ["process.on('uncaughtException', () => {}); setTimeout(() => { throw new Error('x') })"],
    [
      "process.on('uncaughtException', () => process.exit(4)); setTimeout(() => { throw new Error('x') })"
    ],
    ["process.on('unhandledRejection', () => {}); Promise.reject(new Error('x'))"]
  ])('%s', async (code) => {
    expect((await run(code)).code).toBe((await bare(code)).code)
  })

  test.each([['none'], ['warn'], ['strict'], ['warn-with-error-code'], ['throw']])(
    'of --unhandled-rejections=%s',
    async (mode) => {
      const options = { nodeFlags: [`--unhandled-rejections=${mode}`] }
      const code = `Promise.reject(new Error('no ${MAIL}'))`
      const ended = await run(code, options)
      expect(ended.code).toBe((await bare(code, options)).code)
      expect(ended.stderr).not.toContain(MAIL)
    }
  )
})

test('an application that listens itself decides, and nothing is printed by us', async () => {
  const ended = await run(
    "process.on('uncaughtException', () => console.log('mine')); setTimeout(() => { throw new Error('x') })"
  )
  expect(ended.stderr).toBe('')
  expect(ended.stdout).toContain('mine')
  expect(ended.code).toBe(0)
})

test('an error whose parts throw is told without them', async () => {
  const ended = await run(
    "throw new Proxy(new Error('x'), { get() { throw 1 }, ownKeys() { throw 2 }, getPrototypeOf() { throw 3 } })"
  )
  expect(ended.code).toBe(1)
  expect(ended.stderr).toMatch(/Node\.js v/)
})

describe('warnings', () => {
  const warn = `process.emitWarning('write to ${MAIL}', { code: 'W_MAIL', detail: 'or ${MAIL}' })`

  test('are printed redacted, in form as Node prints them', async () => {
    const [ended, node] = [await run(warn), await bare(warn)]
    const toForm = (text: string) => text.replace(/node:\d+/, 'node:1')
    expect(node.stderr).toContain(MAIL)
    expect(toForm(ended.stderr)).toBe(toForm(node.stderr).replaceAll(MAIL, '[EMAIL_ADDRESS]'))
  })

  test.each([['--no-warnings'], ['--trace-warnings'], ['--no-deprecation']])(
    '%s is respected',
    async (flag) => {
      const options = { nodeFlags: [flag] }
      const code = `${warn}; process.emitWarning('old', 'DeprecationWarning')`
      const [ended, node] = [await run(code, options), await bare(code, options)]
      expect(ended.stderr).not.toContain(MAIL)
      expect(ended.stderr.includes('W_MAIL')).toBe(node.stderr.includes('W_MAIL'))
      expect(ended.stderr.includes('old')).toBe(node.stderr.includes('old'))
      expect(ended.stderr.includes('    at ')).toBe(node.stderr.includes('    at '))
    }
  )
})

test('removed, Node prints as before', async () => {
  const ended = await bench.run(
    `const { createLogger, installHandlers } = require('logveil')
const remove = installHandlers(createLogger({ service: { name: 'x' } }), { crash: true })
remove()
remove()
process.emitWarning('write to ${MAIL}')
setTimeout(() => { throw new Error('no ' + '${MAIL}') })`,
    'pipe'
  )
  expect(ended.stderr).toContain(`Warning: write to ${MAIL}`)
  expect(ended.stderr).toContain(`Error: no ${MAIL}`)
  expect(ended.code).toBe(1)
})
