/**
 * A pack whose rules mean something else than in the last release has another version.
 *
 * `released.lock` is written at each release: `npx logveil rules lock --out test/rules/released.lock`. Before the first
 * one it holds no pack.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compilePack } from '../../src/rules/compile.ts'
import { lockOf, parseLock, type RuleLock } from '../../src/rules/lock.ts'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../src/rules/shipped.ts'
import { BADGE, DOOR, PACK } from './packs-for-tests.ts'

/** Rules that changed, came or went in packs that kept their version. */
function unversioned(released: RuleLock, today: RuleLock): readonly string[] {
  return Object.entries(today.packs).flatMap(([name, pack]) => {
    const before = released.packs[name]
    if (before === undefined || before.sha256 === pack.sha256) return []
    if (pack.version > before.version) return []
    const ids = new Set([...Object.keys(before.rules), ...Object.keys(pack.rules)])
    return [...ids].filter((id) => before.rules[id] !== pack.rules[id])
  })
}

test('no shipped rule has changed its meaning since the release without a new version of its pack', () => {
  const released = parseLock(readFileSync('test/rules/released.lock', 'utf8'))
  if (released === undefined) throw new Error('test/rules/released.lock is no lock file')
  const today = lockOf(SHIPPED_PACK_NAMES.map((name) => shippedPack(name).compiled))
  expect(unversioned(released, today)).toEqual([])
  const gone = Object.keys(released.packs).filter((name) => !SHIPPED_PACK_NAMES.includes(name))
  expect(gone).toEqual([])
})

test('the check sees a changed, a new and a removed rule, and lets a new version and other words pass', () => {
  const lock = (pack: object) => lockOf([compilePack({ ...PACK, ...pack })])
  const released = lock({})
  expect(unversioned(released, lock({}))).toEqual([])
  expect(unversioned(released, lock({ rules: [{ ...BADGE, description: 'x' }, DOOR] }))).toEqual([])
  expect(unversioned(released, lock({ rules: [{ ...BADGE, operator: 'mask' }, DOOR] }))).toEqual([
    'acme.badge'
  ])
  expect(unversioned(released, lock({ rules: [DOOR] }))).toEqual(['acme.badge'])
  expect(
    unversioned(released, lock({ rules: [BADGE, DOOR, { ...DOOR, id: 'acme.new' }] }))
  ).toEqual(['acme.new'])
  expect(unversioned(released, lock({ version: 2, rules: [DOOR] }))).toEqual([])
})
