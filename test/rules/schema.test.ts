/**
 * The schema that editors read, by the validator that they use.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parsePack } from '../../src/rules/parse-pack.ts'
import { VALIDATORS } from '../../src/scan/validators/index.ts'
import { BADGE, DOOR, PACK, withBadge, withDoor } from './packs-for-tests.ts'

const schema = JSON.parse(readFileSync('rules/schema.json', 'utf8'))
const ajv = new Ajv2020({ allErrors: true, strict: false })
ajv.addKeyword('x-expected')
const isValid = ajv.compile(schema)

test.each(readdirSync('rules').filter((name) => name.endsWith('.yaml')))('accepts %s', (name) => {
  // as an editor reads it: YAML's own schema, not the failsafe one
  isValid(parse(readFileSync(`rules/${name}`, 'utf8')))
  expect(isValid.errors ?? []).toEqual([])
})

const SHAPES: readonly (readonly [string, unknown])[] = [
  ['no version', { pack: 'acme', rules: [BADGE] }],
  ['a version as text', { ...PACK, version: '1' }],
  ['an unknown key', withBadge({ keyword: ['ac'] })],
  ['an id in capitals', withBadge({ id: 'Acme.Badge' })],
  ['an infoType in small letters', withBadge({ infoType: 'badge' })],
  ['no pattern', withBadge({ patterns: [] })],
  ['a likelihood that does not exist', withBadge({ likelihood: 'CERTAIN' })],
  ['an operator that does not exist', withBadge({ operator: 'encrypt' })],
  ['a window too wide', withBadge({ context: { for: ['x'], window: 9999 } })],
  ['no near miss', withBadge({ examples: { match: ['«AC-123456»'], ignore: [] } })],
  ['a kind of value that does not exist', withDoor({ value: 'code' })],
  ['a key rule without names', withDoor({ keys: { against: ['x'] } })],
  [
    'neither patterns nor value',
    {
      ...PACK,
      rules: [{ ...DOOR, value: undefined }].map((rule) => JSON.parse(JSON.stringify(rule)))
    }
  ]
]

describe('refuses, as the loader does,', () => {
  test.each(SHAPES)('%s', (_, data) => {
    expect(isValid(data)).toBe(false)
    expect(parsePack(data, { validators: new Set(Object.keys(VALIDATORS)) })).toHaveProperty(
      'issues'
    )
  })
})

test('offers the names of the shipped validators (npm run docs)', () => {
  expect(schema.$defs.validator.examples).toEqual(Object.keys(VALIDATORS))
})

type Node = {
  readonly $ref?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Node | true>>
}

function isDescribed(node: Node | true): boolean {
  if (node === true) return true
  const target = schema.$defs[(node.$ref ?? '').replace('#/$defs/', '')] as Node | undefined
  return (node.description ?? target?.description) !== undefined
}

test('describes every key, for the editor to show', () => {
  const undescribed: string[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const entries = Object.entries((node as Node).properties ?? {})
    undescribed.push(...entries.filter(([, child]) => !isDescribed(child)).map(([key]) => key))
    Object.values(node).forEach(visit)
  }
  visit(schema)
  expect(undescribed).toEqual([])
})
