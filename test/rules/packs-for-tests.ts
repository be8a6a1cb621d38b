/**
 * Tiny packs for tests.
 *
 * Out: a good pack, and changed copies of it. Promise: engine words only (`badge`, `door code`), no rule of ours.
 */
import type { KeyRule, PatternRule, RulePack } from '../../src/rules/rule.ts'

export const BADGE: PatternRule = {
  id: 'acme.badge',
  infoType: 'BADGE_NUMBER',
  description: 'Number on an employee badge.',
  patterns: ['AC-\\d{6}'],
  boundaries: { before: '[\\w-]', after: '\\w' },
  examples: { match: ['badge «AC-123456» seen'], ignore: ['AC-12345'] }
}

export const DOOR: KeyRule = {
  id: 'acme.door',
  infoType: 'DOOR_CODE',
  description: 'Code of a door.',
  keys: { for: ['door code'], against: ['changed'] },
  value: 'number',
  examples: { match: ['{"doorCode":"«4821»"}'], ignore: ['{"door":"4821"}'] }
}

export const PACK: RulePack = { pack: 'acme', version: 1, rules: [BADGE, DOOR] }

/** The pack with one rule, changed. */
export function withBadge(change: Readonly<Record<string, unknown>>): unknown {
  return { ...PACK, rules: [{ ...BADGE, ...change }] }
}

export function withDoor(change: Readonly<Record<string, unknown>>): unknown {
  return { ...PACK, rules: [{ ...DOOR, ...change }] }
}
