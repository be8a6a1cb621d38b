import { expect, test } from 'vitest'
import { loadRules } from '../../../src/rules-api.ts'
import { fileOf, logveil } from '../shell.ts'

const SHIPPED = ['core', 'financial', 'kr', 'secrets', 'us']

function pack(match: string) {
  return fileOf(
    JSON.stringify({
      pack: 'acme',
      version: 3,
      rules: [
        {
          id: 'acme.order',
          infoType: 'ORDER_ID',
          description: 'An order id.',
          operator: 'mask',
          default: false,
          patterns: ['ORD-[0-9]{6}'],
          examples: { match: [match], ignore: ['ORD-12345'] }
        }
      ]
    }),
    'acme.json'
  )
}

test('list names every rule of every pack with infoType, operator and default', async () => {
  const { code, stdout } = await logveil(['rules', 'list'])
  expect(code).toBe(0)
  for (const rule of loadRules(SHIPPED).flatMap((each) => each.rules)) {
    const line = stdout.split('\n').find((each) => each.startsWith(`${rule.id} `))
    expect(line).toContain(rule.infoType)
    expect(line).toMatch(rule.default === false ? / off / : / on /)
  }
})

test('list --json has the same as data', async () => {
  const { stdout } = await logveil(['rules', 'list', '--json', '--rules', pack('«ORD-123456»')])
  expect(JSON.parse(stdout)).toEqual([
    {
      pack: 'acme',
      version: 3,
      rules: [
        {
          id: 'acme.order',
          infoType: 'ORDER_ID',
          operator: 'mask',
          default: false,
          likelihood: 'LIKELY',
          description: 'An order id.'
        }
      ]
    }
  ])
})

test('show prints a rule of a shipped pack and of a file', async () => {
  const shipped = await logveil(['rules', 'show', 'kr.rrn'])
  expect(shipped.stdout).toContain('KOREA_RRN')
  expect(shipped.stdout).toContain('does not find\n')
  const own = await logveil(['rules', 'show', 'acme.order', '--rules', pack('«ORD-123456»')])
  expect(own.stdout).toContain('ORD-[0-9]{6}')
  const json = await logveil(['rules', 'show', 'kr.rrn', '--json'])
  expect(JSON.parse(json.stdout)).toMatchObject({ id: 'kr.rrn', infoType: 'KOREA_RRN' })
})

test('show of an unknown id says which one is near', async () => {
  const { code, stderr } = await logveil(['rules', 'show', 'kr.rn'])
  expect(code).toBe(2)
  expect(stderr).toContain('did you mean `kr.rrn`?')
  expect((await logveil(['rules', 'show'])).stderr).toContain('expected the id of a rule, got none')
})

test('test passes a rule whose examples hold', async () => {
  expect(await logveil(['rules', 'test', pack('id «ORD-123456» here')])).toEqual({
    code: 0,
    stdout: '2 of 2 examples of 1 rule pass\n',
    stderr: ''
  })
})

test('test names the example that fails, and exits with 1', async () => {
  const { code, stdout } = await logveil(['rules', 'test', pack('id «ORD-12345»6')])
  expect(code).toBe(1)
  expect(stdout).toContain('acme.order  match[0]  expected 3–12, found 3–13')
  expect(stdout).toContain('1 of 2 examples')
})

test('test tells every problem of a broken file, one line each, with its path', async () => {
  const file = fileOf('{"pack":"acme","version":"one","rules":[{"id":7}]}', 'broken.json')
  const { code, stderr } = await logveil(['rules', 'test', file])
  expect(code).toBe(2)
  const lines = stderr.trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) expect(line).toContain(`ERR_RULES_INVALID: ${file}`)
})

test('test refuses an unknown engine', async () => {
  const { code, stderr } = await logveil(['rules', 'test', '--engine=re3'])
  expect(code).toBe(2)
  expect(stderr).toContain('--engine: expected v8 or re2')
})
