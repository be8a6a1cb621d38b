import { describe, expect, test } from 'vitest'
import { FORMAT_NAMES } from '../src/formats/format.ts'
import { createLogger, type LoggerOptions } from '../src/index.ts'
import { COUNTERS } from '../src/scanner.ts'
import { parseStrict } from './leak/strict-json.ts'

const MAIL = ['jane.doe', 'example.com'].join('@')
const TOKEN = '[EMAIL_ADDRESS]'

function open(options: LoggerOptions = {}) {
  const lines: string[] = []
  const log = createLogger(
    { pretty: false, onError: () => undefined, ...options } as LoggerOptions,
    { write: (line: string) => void lines.push(line) }
  )
  const counters = (log as unknown as Record<symbol, { tokenised: number }>)[COUNTERS] as {
    tokenised: number
  }
  log.info('warm')
  lines.length = 0
  const records = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { log, lines, records, counters }
}

describe.each(FORMAT_NAMES)("a child's bindings as %s", (format) => {
  test('are safe on its first line and on every other', () => {
    const { log, lines } = open({ format })
    const child = log.child({ user: MAIL, shard: 'eu-1' })
    child.info('one')
    child.info({ n: 1 }, 'two')
    expect(lines.join('')).not.toContain(MAIL)
    for (const line of lines) expect(line).toContain(`"user":"${TOKEN}","shard":"eu-1"`)
    if (format === 'pino') return
    const found = lines.map((line) => JSON.parse(line).pii.found)
    expect(found).toEqual([
      [{ type: 'EMAIL_ADDRESS', field: '/user', count: 1 }],
      [{ type: 'EMAIL_ADDRESS', field: '/user', count: 1 }]
    ])
  })

  test('are looked at once', () => {
    const { log, counters } = open({ format })
    const child = log.child({ user: MAIL })
    child.info('one')
    const once = counters.tokenised
    for (let i = 0; i < 5; i++) child.info('more')
    expect(counters.tokenised).toBe(once)
    const clean = log.child({ shard: 'eu-1' })
    clean.info('one')
    clean.info('two')
    expect(counters.tokenised).toBe(once)
  })
})

test('a child whose line is dirty and whose bindings are clean stays as it is', () => {
  const { log, lines, counters } = open()
  const child = log.child({ shard: 'eu-1' })
  child.info({ note: MAIL }, 'one')
  const once = counters.tokenised
  child.info('two')
  expect(counters.tokenised).toBe(once)
  expect(lines.join('')).not.toContain(MAIL)
  for (const line of lines) expect(line).toContain('"shard":"eu-1"')
})

test('children of children that have not logged yet are safe, and so are their parents', () => {
  const { log, lines } = open()
  const parent = log.child({ user: MAIL })
  const child = parent.child({ shard: 'eu-1' })
  const grandchild = child.child({ step: `for ${MAIL}` })
  grandchild.info('one')
  parent.info('two')
  child.info('three')
  grandchild.info('four')
  expect(lines.join('')).not.toContain(MAIL)
  expect(lines.map((line) => line.split(TOKEN).length - 1)).toEqual([2, 1, 1, 2])
})

test('a parent that was redacted lends its child no length', () => {
  const { log, lines } = open()
  const parent = log.child({ a: MAIL })
  const child = parent.child({ b: 1 })
  parent.info('redacts the parent')
  child.child({ c: MAIL }).info('one')
  child.info('two')
  expect(lines.join('')).not.toContain(MAIL)
})

test('bindings() never tells what a line would not', () => {
  const { log } = open()
  const child = log.child({ user: MAIL })
  expect(child.bindings()).toEqual({ user: TOKEN })
  const other = log.child({ shard: 1 })
  other.setBindings({ user: MAIL })
  expect(other.bindings()).toEqual({ shard: 1, user: TOKEN })
})

test('setBindings on a child that has not logged yet is safe', () => {
  const { log, lines } = open()
  const child = log.child({ user: MAIL })
  child.setBindings({ other: MAIL })
  child.info('one')
  child.setBindings({ user: 'u-1' })
  child.info('two')
  expect(lines.join('')).not.toContain(MAIL)
  for (const line of lines) parseStrict(line)
  expect(JSON.parse(lines[1] as string).user).toBe('u-1')
})

test('a first line that could not be made leaves the bindings to be looked at', () => {
  const { log, lines } = open()
  const child = log.child({ user: MAIL })
  const hostile = {
    get note(): string {
      throw new Error('no')
    }
  }
  child.info(hostile)
  child.info('two')
  child.info('three')
  expect(lines.join('')).not.toContain(MAIL)
  expect(lines[0]).toContain('[WITHHELD]')
  expect(lines[2]).toContain(`"user":"${TOKEN}"`)
})

test('a field that takes the place of a binding does not make the binding safe', () => {
  const { log, lines } = open()
  const child = log.child({ user: MAIL })
  child.info({ user: 'u-1' }, 'one')
  child.info('two')
  expect(lines.join('')).not.toContain(MAIL)
  expect(JSON.parse(lines[0] as string).user).toBe('u-1')
  expect(JSON.parse(lines[1] as string).user).toBe(TOKEN)
})

test('a hook that edits the first line does not make the bindings safe', () => {
  let isFirst = true
  const { log, lines } = open({
    hooks: {
      streamWrite(line) {
        if (!line.includes('"user"') || !isFirst) return line
        isFirst = false
        return '{"level":30,"edited":true}\n'
      }
    }
  })
  const child = log.child({ user: MAIL })
  child.info('one')
  child.info('two')
  expect(lines).toHaveLength(2)
  expect(lines.join('')).not.toContain(MAIL)
})

test('a serializer that logs on the same child does not make its bindings safe', () => {
  const lines: string[] = []
  const child = createLogger(
    {
      pretty: false,
      serializers: {
        note: (value: unknown) => {
          child.debug?.('inside')
          child.info('inside')
          return value
        }
      }
    },
    { write: (line: string) => void lines.push(line) }
  ).child({ user: MAIL })
  child.info({ note: 1 }, 'one')
  child.info('two')
  expect(lines.join('')).not.toContain(MAIL)
})

test("a child's own redact holds for its bindings", () => {
  const { log, records } = open()
  const child = log.child({ shard: 'eu-1', tenant: 'acme' }, { redact: ['tenant'] })
  child.info('one')
  child.child({ step: 1 }).info('two')
  expect(records().map(({ tenant }) => tenant)).toEqual(['[Redacted]', '[Redacted]'])
})

test('what a child and its parent both bind stands once', () => {
  const { log, lines } = open()
  const child = log.child({ tenant: 'a', user: MAIL }).child({ tenant: 'b' })
  child.info('one')
  child.info({ tenant: 'c' }, 'two')
  for (const line of lines) parseStrict(line)
  expect(lines.map((line) => JSON.parse(line).tenant)).toEqual(['b', 'c'])
  expect(lines.join('')).not.toContain(MAIL)
})

test('keys with the same bits are no equal keys', () => {
  const { log, lines } = open()
  // twins.ts tells keys apart by length, first and last character modulo 32
  log.child({ a: 1, abcdefgh0: 2 }).child({ b: 3, A: 4, '!': 5 }).info('one')
  parseStrict(lines[0] as string)
  expect(JSON.parse(lines[0] as string)).toMatchObject({ a: 1, abcdefgh0: 2, b: 3, A: 4, '!': 5 })
})
