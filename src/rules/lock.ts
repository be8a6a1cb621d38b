/**
 * Rules pinned to what they meant when somebody looked at them.
 *
 * In: compiled packs; or a lock file and the packs that are loaded. Out: the lock; or what differs from it, pack by pack.
 * Promise: a pack that is not in the lock, or whose rules mean anything else, is refused with the names of the rules that differ.
 */
import { readFileSync } from 'node:fs'
import { type Issue, LogveilError } from '../errors.ts'
import { packHashOf } from './hash.ts'
import type { CompiledPack } from './rule.ts'

export type PackLock = {
  readonly version: number
  /** 64 hex digits over what all its rules mean. */
  readonly sha256: string
  /** Each rule's own hash, so that a difference can be named. */
  readonly rules: Readonly<Record<string, string>>
}

/** The file logveil-rules.lock. */
export type RuleLock = {
  readonly lockVersion: 1
  readonly packs: Readonly<Record<string, PackLock>>
}

/** The lock of these packs; in alphabetical order, so that it is the same whoever writes it. */
export function lockOf(packs: readonly CompiledPack[]): RuleLock {
  return { lockVersion: 1, packs: sorted(packs.map((pack) => [pack.pack, lockOfPack(pack)])) }
}

function lockOfPack({ version, rules, hashes }: CompiledPack): PackLock {
  return { version, sha256: packHashOf(rules), rules: sorted(Object.entries(hashes)) }
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What differs from the lock; empty where nothing does. */
export function lockIssues(lock: RuleLock, packs: readonly CompiledPack[]): readonly Issue[] {
  return packs.flatMap((pack) => {
    const locked = Object.hasOwn(lock.packs, pack.pack) ? lock.packs[pack.pack] : undefined
    if (locked === undefined) {
      const message = 'expected a pack that is in the lock file, got another one'
      return [{ path: pack.pack, message: `${message}; ${RELOCK}` }]
    }
    if (packHashOf(pack.rules) === locked.sha256 && pack.version === locked.version) return []
    const message = `expected version ${locked.version} as locked, got ${differenceOf(pack, locked)}`
    return [{ path: pack.pack, message: `${message}; ${RELOCK}` }]
  })
}

const RELOCK = 'look at the change, then run `logveil rules lock` again'
const MOST_NAMED = 5

function differenceOf(pack: CompiledPack, locked: PackLock): string {
  const ids = [...new Set([...Object.keys(locked.rules), ...Object.keys(pack.hashes)])].sort()
  const changed = ids.filter((id) => locked.rules[id] !== pack.hashes[id])
  const version = pack.version === locked.version ? 'the same version' : `version ${pack.version}`
  if (changed.length === 0) return version
  const more = changed.length > MOST_NAMED ? ` and ${changed.length - MOST_NAMED} more` : ''
  return `${version} in which ${changed.slice(0, MOST_NAMED).join(', ')}${more} differ`
}

/** Reads a lock file; throws ERR_RULES_UNREADABLE. */
export function readLock(path: string): RuleLock {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'an error'
    throw unreadable(path, `expected a readable lock file, got ${code}`)
  }
  const lock = parseLock(text)
  if (lock === undefined)
    throw unreadable(path, 'expected a lock file of version 1, got another text')
  return lock
}

function unreadable(path: string, problem: string): LogveilError {
  const message = `${problem}; write one with \`logveil rules lock\``
  return new LogveilError('ERR_RULES_UNREADABLE', 'A lock file cannot be read.', [
    { path, message }
  ])
}

/** The lock that a text holds; undefined if it holds none. */
export function parseLock(text: string): RuleLock | undefined {
  try {
    const data = JSON.parse(text) as RuleLock
    return data.lockVersion === 1 && Object.values(data.packs).every(isPackLock) ? data : undefined
  } catch {
    return undefined
  }
}

function isPackLock(value: unknown): boolean {
  const { version, sha256, rules } = value as PackLock
  return (
    Number.isInteger(version) &&
    typeof sha256 === 'string' &&
    typeof rules === 'object' &&
    rules !== null
  )
}
