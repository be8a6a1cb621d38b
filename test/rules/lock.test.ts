import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createScanner, LogveilError, loadRules } from '../../src/index.ts'
import { compilePack } from '../../src/rules/compile.ts'
import { lockIssues, lockOf, parseLock } from '../../src/rules/lock.ts'
import type { RulePack } from '../../src/rules/rule.ts'
import { BADGE, DOOR, PACK } from './packs-for-tests.ts'

const dir = mkdtempSync(join(tmpdir(), 'logveil-lock-'))

function lockFile(...packs: readonly RulePack[]): string {
  const path = join(dir, 'rules.lock')
  writeFileSync(path, JSON.stringify(lockOf(packs.map(compilePack))))
  return path
}

function issuesOf(pack: RulePack): readonly string[] {
  return lockIssues(lockOf([compilePack(PACK)]), [compilePack(pack)]).map(({ message }) => message)
}

test('what means the same is accepted, however it is written', () => {
  const rewritten = {
    ...PACK,
    rules: [
      { ...DOOR, description: 'Other words.' },
      { ...BADGE, patterns: ['AC-[0-9]{6}'] }
    ]
  }
  expect(issuesOf(PACK)).toEqual([])
  expect(issuesOf(rewritten)).toEqual([])
})

test('another meaning, another version, a rule more or less and another pack are refused by name', () => {
  expect(issuesOf({ ...PACK, rules: [{ ...BADGE, likelihood: 'POSSIBLE' }, DOOR] })[0]).toContain(
    'got the same version in which acme.badge differ'
  )
  expect(issuesOf({ ...PACK, version: 2 })[0]).toContain(
    'expected version 1 as locked, got version 2;'
  )
  expect(issuesOf({ ...PACK, rules: [BADGE] })[0]).toContain('in which acme.door differ')
  expect(issuesOf({ ...PACK, pack: 'other' })[0]).toContain(
    'expected a pack that is in the lock file'
  )
})

test('loadRules and createScanner honour a lock, and say what differs', () => {
  const changed = { ...PACK, rules: [BADGE] }
  expect(loadRules([PACK], { lock: lockFile(PACK) })).toHaveLength(1)
  expect(() => loadRules([changed], { lock: lockFile(PACK) })).toThrow(/acme\.door differ/)
  const options = { rules: ['kr', changed], rulesLock: lockFile(PACK) }
  try {
    createScanner(options)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(LogveilError)
    const { code, issues } = error as LogveilError
    expect(code).toBe('ERR_RULES_LOCKED')
    expect(issues.map(({ path }) => path)).toEqual(['kr', 'acme'])
  }
})

test('a lock that cannot be read names its path and the way to write one', () => {
  const broken = join(dir, 'broken.lock')
  writeFileSync(broken, '{"lockVersion":2}')
  for (const lock of [broken, join(dir, 'none.lock')]) {
    expect(() => loadRules(['kr'], { lock })).toThrow(/\.lock: expected .*`logveil rules lock`/)
  }
  for (const text of ['', '[]', '{"lockVersion":1,"packs":{"a":{}}}', '{"lockVersion":1}']) {
    expect(parseLock(text)).toBeUndefined()
  }
})

test('what is locked has passed the gates and is not tried again', () => {
  const broad: RulePack = {
    ...PACK,
    rules: [
      { ...BADGE, patterns: ['\\d{10}'], examples: { match: ['«1234567890»'], ignore: ['1'] } }
    ]
  }
  expect(() => loadRules([broad])).toThrow(/harmless lines/)
  expect(loadRules([broad], { lock: lockFile(broad) })).toHaveLength(1)
})
