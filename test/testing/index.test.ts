import { expect, test } from 'vitest'
import { LogveilError } from '../../src/errors.ts'
import { createScanner } from '../../src/scanner.ts'
import {
  captureLogs,
  expectNoPii,
  findPii,
  findPlanted,
  plantCanaries
} from '../../src/testing/index.ts'

const EMAIL = 'jane.doe@example.com'

function errorOf(call: () => void): LogveilError {
  try {
    call()
  } catch (error) {
    if (error instanceof LogveilError) return error
  }
  throw new Error('expected a LogveilError, got none')
}

test('captures records, lines and the result of a block', async () => {
  const { records, lines, manifest, result } = await captureLogs(async (log) => {
    log.info({ user: { email: EMAIL } }, 'signed up')
    await Promise.resolve()
    log.child({ tenant: 'acme' }).warn('second')
    return 42
  })
  expect(result).toBe(42)
  expect(records).toHaveLength(2)
  expect(records[0]).toMatchObject({ message: 'signed up', user: { email: '[EMAIL_ADDRESS]' } })
  expect(records[1]).toMatchObject({ severity: 'WARNING', tenant: 'acme', message: 'second' })
  expect(lines.map((line) => JSON.parse(line))).toEqual(records)
  expect(manifest).toMatchObject({ event_name: 'logveil.manifest' })
})

test('takes the options of createLogger', async () => {
  const { records } = await captureLogs((log) => log.debug(EMAIL), {
    level: 'debug',
    operators: { EMAIL_ADDRESS: 'remove' }
  })
  expect(records[0]).toMatchObject({ level: 20 })
  expect(records[0]).not.toHaveProperty('message')
})

test.each(['standard', 'gcp', 'ecs', 'datadog', 'pino'] as const)(
  'tells the manifest from the records in format %s',
  async (format) => {
    const { records, manifest } = await captureLogs((log) => log.info('one'), { format })
    expect(records).toHaveLength(1)
    expect(manifest === undefined).toBe(format === 'pino')
  }
)

test('a record that calls itself a manifest stays a record', async () => {
  const { records } = await captureLogs((log) => {
    log.info({ manifest: 'logveil.manifest' }, 'mine')
  })
  expect(records).toHaveLength(1)
})

test('rejects with what the block throws', async () => {
  const failure = new Error('block')
  const captured = captureLogs(() => {
    throw failure
  })
  await expect(captured).rejects.toBe(failure)
})

test('nothing captured is nothing', async () => {
  expect(await captureLogs(() => 'quiet')).toEqual({
    records: [],
    lines: [],
    manifest: undefined,
    result: 'quiet'
  })
})

test('lines that are no JSON are told without repeating them', async () => {
  const captured = captureLogs((log) => log.info('pretty person'), { pretty: true })
  const error = await captured.catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'ERR_LINE_UNCHECKED' })
  expect(String(error)).not.toContain('person')
})

test('passes what a logger wrote, masks and truncated addresses too', async () => {
  const canaries = plantCanaries(5)
  const { lines } = await captureLogs((log) => {
    log.info({ note: canaries.map(({ value }) => value), ip: '203.248.12.9' }, 'all of them')
    for (const { value } of canaries) log.warn(new Error(`at ${value}`), 'with %s', value)
  })
  expect(lines[0]).toContain('203.248.12.0')
  expect(lines[0]).toMatch(/\*{4}/)
  expectNoPii(lines, { planted: canaries })
  expect(findPii(lines)).toEqual([])
})

test('names rule, infoType, path and line of each finding, never the value', () => {
  const lines = ['{"a":1}', `{"user":{"email":"${EMAIL}"},"pan":4111111111111111}`]
  const error = errorOf(() => expectNoPii(lines))
  expect(error.code).toBe('ERR_PII_FOUND')
  expect(error.issues.map(({ path }) => path)).toEqual(['lines[1]/user/email', 'lines[1]/pan'])
  expect(error.message).toContain('EMAIL_ADDRESS (core.email)')
  expect(error.message).toContain('CREDIT_CARD_NUMBER (financial.card_number)')
  expect(error.message).not.toMatch(/jane|4111/)
})

test('takes a whole output as one text', () => {
  expect(errorOf(() => expectNoPii(`clean\r\nto ${EMAIL}\n`)).issues[0]?.path).toBe('lines[1]')
  expectNoPii('clean\n\n')
})

test('looks with the rules that it is given', () => {
  expectNoPii([EMAIL], { rules: ['-core.email'] })
  expectNoPii([EMAIL], { operators: { EMAIL_ADDRESS: 'keep' } })
  expect(findPii(['from 203.248.12.9'], { rules: ['all'] })).toEqual([
    { line: 0, ruleId: 'core.ip_in_text', infoType: 'IP_ADDRESS', path: '' }
  ])
  expect(findPii(['from 203.248.12.9'])).toEqual([])
})

test('refuses an unknown option with the nearest one', () => {
  const error = errorOf(() => expectNoPii([], { plantd: [] } as object))
  expect(error.code).toBe('ERR_OPTIONS_INVALID')
  expect(error.message).toContain('did you mean planted?')
})

test('tells which planted value survived where, though no rule knows it', () => {
  const planted = ['Qapkzox-7', { infoType: 'BADGE', value: 'ZZ-TOP-9' }]
  const line = JSON.stringify({ a: { b: ['Qapkzox-7'] }, 'ZZ-TOP-9': 1 })
  const error = errorOf(() => expectNoPii([line], { planted }))
  expect(error.issues.map(({ path }) => path)).toEqual(['lines[0]/a/b/0', 'lines[0]/[BADGE]'])
  expect(error.message).toContain('planted[0] (PLANTED)')
  expect(error.message).toContain('planted[1] (BADGE)')
  expect(error.message).not.toMatch(/Qapkzox|ZZ-TOP/)
})

test('canaries are the same for a seed, and others for another', () => {
  expect(plantCanaries(7)).toEqual(plantCanaries(7))
  expect(plantCanaries()).toEqual(plantCanaries(1))
  expect(plantCanaries(8)[0]?.value).not.toBe(plantCanaries(7)[0]?.value)
  expect(Object.isFrozen(plantCanaries(7)[0])).toBe(true)
})

test('each canary is found wherever it stands, as what it says, and whole', () => {
  const scanner = createScanner()
  for (let seed = 0; seed < 60; seed++) {
    for (const { infoType, value } of plantCanaries(seed)) {
      const found = scanner.scan(`it is ${value} here`)
      expect(found).toMatchObject([{ infoType, start: 6, end: 6 + value.length }])
    }
  }
})

test('nothing is planted, nothing survives', () => {
  expect(findPlanted(['a line'], [])).toEqual([])
  expect(findPlanted(['a line'], [''])).toEqual([])
  expect(findPlanted([], ['a'])).toEqual([])
})
