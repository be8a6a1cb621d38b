import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LogveilError } from '../../src/errors.ts'
import { loadCompiled, loadRules } from '../../src/rules/load.ts'
import { SHIPPED_PACK_NAMES } from '../../src/rules/shipped.ts'
import { BADGE, PACK, withBadge } from './packs-for-tests.ts'

const folder = mkdtempSync(join(tmpdir(), 'logveil-load-'))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function failure(...sources: readonly unknown[]): LogveilError {
  try {
    loadRules(sources as string[])
  } catch (error) {
    if (error instanceof LogveilError) return error
  }
  throw new Error('did not fail with a LogveilError')
}

const YAML = `
pack: acme
version: 1
rules:
  - id: acme.badge
    infoType: BADGE_NUMBER
    description: Number on an employee badge.
    patterns: ['AC-\\d{6}']
    boundaries: { before: '[\\w-]', after: '\\w' }
    examples:
      match: ['badge «AC-123456» seen']
      ignore: ['AC-12345']
`
const ONE_RULE = { ...PACK, rules: [BADGE] }

test('loads a pack from YAML, from JSON and from an object alike', () => {
  const yaml = file('acme.yaml', YAML)
  const json = file('acme.json', `\ufeff${JSON.stringify(ONE_RULE)}`)
  for (const source of [yaml, json, ONE_RULE]) expect(loadRules([source])).toEqual([ONE_RULE])
})

test('compiles what it loads', () => {
  const [pack] = loadCompiled([ONE_RULE])
  expect(pack).toMatchObject({ pack: 'acme', rules: [{ compiled: [{ v8: 'AC-[0-9]{6}' }] }] })
})

test('loads shipped packs by name, with their examples', () => {
  const packs = loadRules(SHIPPED_PACK_NAMES)
  expect(packs.map(({ pack }) => pack)).toEqual(SHIPPED_PACK_NAMES)
  for (const pack of packs) expect(pack.rules[0]?.examples.match.length).toBeGreaterThan(0)
})

test('names line and column of a YAML syntax error', () => {
  const error = failure(file('indent.yaml', 'pack: acme\nversion: [1\nrules: x\n'))
  expect(error.code).toBe('ERR_RULES_UNREADABLE')
  expect(error.issues[0]?.path).toMatch(/indent\.yaml$/)
  expect(error.issues[0]?.message).toBe(
    'expected YAML, got a syntax error (bad indent) at line 3, column 1; correct it there'
  )
})

test.each([
  ['{"pack": "acme",\n "version": }', 2, 13],
  ['{"pack": "acme"\n "version": 1}', 2, 2],
  ['{"a": [1, 2,]}', 1, 13],
  ["{'a': 1}", 1, 2],
  ['{"a": 1} x', 1, 10],
  ['{"a": "b\nc"}', 1, 7],
  ['{"a": 01}', 1, 8],
  ['[{"a": {"b": [true, null', 1, 25],
  ['', 1, 1]
])('names line and column of a JSON syntax error: %j', (text, line, column) => {
  const error = failure(file('broken.json', text))
  expect(error.issues[0]?.message).toBe(
    `expected JSON, got a syntax error at line ${line}, column ${column}; correct it there`
  )
})

test('repeats nothing of a file that it cannot read', () => {
  const broken = [
    'a: hunter2\na: hunter2\n',
    'x: "hunter2',
    'hunter2: *hunter2',
    '{"key": hunter2',
    '- &a hunter2\n b'
  ]
  for (const [index, text] of broken.entries()) {
    for (const ending of ['yaml', 'json']) {
      expect(failure(file(`broken-${index}.${ending}`, text)).message).not.toContain('hunter2')
    }
  }
})

test('refuses an alias bomb', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
  for (const [at, name] of [...'bcdefghi'].entries()) {
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]`)
  }
  expect(failure(file('bomb.yaml', bomb.join('\n'))).issues[0]?.message).toContain(
    'more nesting or aliases than a pack needs'
  )
})

test('an unreadable file names the path and what to do', () => {
  const error = failure('./no/such/file.yaml')
  expect(error.code).toBe('ERR_RULES_UNREADABLE')
  expect(error.issues).toEqual([
    {
      path: './no/such/file.yaml',
      message:
        'expected a readable file, got ENOENT; give a path, seen from the working directory, to a file that this user may read'
    }
  ])
  expect(failure(`${folder}/`).issues[0]?.message).toContain('EISDIR')
})

test('an unknown name is compared with the shipped ones', () => {
  const [name] = SHIPPED_PACK_NAMES
  const error = failure(`${name}x`)
  expect(error.code).toBe('ERR_RULES_UNKNOWN')
  expect(error.issues[0]?.path).toBe('rules[0]')
  expect(error.issues[0]?.message).toContain(`did you mean \`${name}\`?`)
  expect(failure('constructor').code).toBe('ERR_RULES_UNKNOWN')
})

test('all problems of all sources come together', () => {
  const error = failure(
    'no-such-pack',
    './nowhere.yaml',
    withBadge({ operator: 'x' }),
    file('acme-bad.yaml', YAML.replace('version: 1', 'version: x')),
    7
  )
  expect(error.code).toBe('ERR_RULES_INVALID')
  expect(error.issues.map(({ path }) => path.replace(folder, ''))).toEqual([
    'rules[0]',
    './nowhere.yaml',
    'rules[2].rules[0].operator',
    '/acme-bad.yaml: version',
    'rules[4]'
  ])
  for (const { path } of error.issues) expect(error.message).toContain(path)
})

test('two packs of one name are refused', () => {
  expect(failure(ONE_RULE, ONE_RULE).issues).toEqual([
    {
      path: 'acme',
      message: 'expected packs of different names, got one twice; rename your own pack'
    }
  ])
  const [name] = SHIPPED_PACK_NAMES
  expect(
    failure(name, { ...ONE_RULE, pack: name, rules: [{ ...BADGE, id: `${name}.badge` }] }).code
  ).toBe('ERR_RULES_INVALID')
})
