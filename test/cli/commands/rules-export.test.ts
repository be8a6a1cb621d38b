import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileOf, logveil } from '../shell.ts'

const ACME = JSON.stringify({
  pack: 'acme',
  version: 4,
  rules: [
    {
      id: 'acme.order',
      infoType: 'ORDER_ID',
      description: 'An order id.',
      patterns: ['ORD-[0-9]{6}'],
      validators: ['luhn'],
      examples: { match: ['«ORD-123455»'], ignore: ['ORD-12345'] }
    },
    {
      id: 'acme.door',
      infoType: 'DOOR_CODE',
      description: 'A door code.',
      keys: { for: ['door code'] },
      value: 'number',
      examples: { match: ['{"doorCode":"«4821»"}'], ignore: ['{"door":"4821"}'] }
    }
  ]
})

test.each([
  ['dlp', '"name": "ORDER_ID"'],
  ['bigquery', 'CREATE OR REPLACE FUNCTION `logs`.`redact`(text STRING)'],
  ['otel-collector', "- 'ORD-[0-9]{6}'"],
  ['vector', '[ORDER_ID]']
])('exports to %s, and says on stderr what that cannot express', async (target, part) => {
  const own = fileOf(ACME, 'acme.json')
  const words = [
    'rules',
    'export',
    '--to',
    target,
    '--rules',
    own,
    '--rules',
    'kr',
    '--name',
    'logs.redact'
  ]
  const { code, stdout, stderr } = await logveil(words)
  expect(code).toBe(0)
  expect(stdout).toContain(part)
  expect(stderr).toMatch(/looser, without the check luhn.*: acme\.order/)
  expect(stderr).toMatch(/left out, needs the name of a key: .*acme\.door/)
  for (const line of stderr.trimEnd().split('\n')) expect(line).toMatch(/^logveil: /)
  if (target !== 'dlp') expect(stdout).toContain('acme 4')
})

test('--json has the text and the lists, --out a file', async () => {
  const own = fileOf(ACME, 'acme.json')
  const words = ['rules', 'export', '--to=vector', '--rules', own, '--rules', 'kr']
  const { stdout, stderr } = await logveil([...words, '--json'])
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({
    target: 'vector',
    text: expect.stringContaining('map_values'),
    looser: expect.arrayContaining([{ id: 'acme.order', lost: 'the check luhn' }]),
    leftOut: expect.arrayContaining([{ id: 'acme.door', reason: 'needs the name of a key' }])
  })
  const out = fileOf('', 'rules.vrl')
  expect(await logveil([...words, '--out', out])).toMatchObject({ code: 0, stdout: '' })
  expect(readFileSync(out, 'utf8')).toBe((JSON.parse(stdout) as { text: string }).text)
})

test('a missing or unknown target, and a file that cannot be written, end with 2 and what to do', async () => {
  const none = await logveil(['rules', 'export'])
  expect(none).toMatchObject({ code: 2, stdout: '' })
  expect(none.stderr).toContain('--to: expected a target, got none; there are dlp, bigquery')
  const unknown = await logveil(['rules', 'export', '--to', 'otel'])
  expect(unknown.stderr).toContain('expected a target, got an unknown one')
  const out = await logveil(['rules', 'export', '--to', 'vector', '--out', '/no/such/folder/x.vrl'])
  expect(out.code).toBe(2)
  expect(out.stderr).toContain('name another with --out')
})
