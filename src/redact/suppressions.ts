/**
 * Findings that the user chose to allow.
 *
 * In: the option `suppress`. Out: a test of a finding and its value, and what the manifest may say of it.
 * Promise: after the start no suppressed value is held, only its keyed hash; each suppression names a value or a
 * place, has a reason, and ends: what has expired is reported and suppresses nothing.
 */
import { createHash, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Issue } from '../errors.ts'
import type { Finding } from '../scan/finding.ts'
import { type ParsedSuppression, parseSuppressions } from './suppression-list.ts'

/**
 * One allowed finding. Names a value, its SHA-256, or a path; an infoType or rule narrows it.
 *
 * @example
 * createLogger({ suppress: [{ infoType: 'EMAIL_ADDRESS', value: 'support@example.com', reason: 'public', expires: '2027-01-31' }] })
 */
export type Suppression = {
  readonly infoType?: string
  readonly ruleId?: string
  /** The exact text that would be found. */
  readonly value?: string
  /** SHA-256 of that text as 64 hex digits, for those who keep it out of their code. */
  readonly sha256?: string
  /** JSON Pointer into the line, as findings show it; `*` stands for one index or key. */
  readonly path?: string
  readonly reason: string
  /** Last day (UTC) on which it holds, `2027-01-31`; at most a year ahead. */
  readonly expires: string
}

/** What the manifest says of a suppression: a keyed hash of all that it allows, and until when. */
export type SuppressionEntry = { readonly hash: string; readonly expires: string }

export type Suppressor = {
  /** `value` is the found text; a finding in plain text has no path. */
  readonly suppresses: (finding: Suppressible, value: string) => boolean
  /** Suppressions that had ended at the start, with their paths, to be reported. */
  readonly expired: readonly Issue[]
  readonly toManifest: () => readonly SuppressionEntry[]
}

export type Suppressible = Pick<Finding, 'ruleId' | 'infoType'> & { readonly path?: string }

export type SuppressorOptions = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Ids and infoTypes that exist; undefined: any. */
  readonly names?: { readonly ruleIds: readonly string[]; readonly infoTypes: readonly string[] }
  /** Derived from the user's key, so that manifests of two processes compare; default: random. */
  readonly key?: KeyObject | undefined
}

/** Reads the suppressions; throws one LogveilError with all problems. */
export function createSuppressor(
  list: readonly Suppression[],
  { now, names, key = createSecretKey(randomBytes(32)) }: SuppressorOptions
): Suppressor {
  const parsed = parseSuppressions(list, now(), names)
  const hash = (text: string): string => createHmac('sha256', key).update(text).digest('base64')
  const active = parsed.active.map((entry) => hideValue(entry, hash))
  return {
    suppresses(finding, value) {
      let found: string | undefined
      // Hashing costs 4 µs: only where infoType, rule and path speak for it.
      const isValueOf = ({ valueHash }: Hidden): boolean => {
        if (valueHash === undefined) return true
        found ??= hash(sha256(value))
        return valueHash === found
      }
      const allows = (entry: Hidden): boolean =>
        covers(entry, finding) && now() < entry.endsAt && isValueOf(entry)
      return active.some(allows)
    },
    expired: parsed.expired,
    toManifest: () => active.map(({ meaning, expires }) => ({ hash: meaning, expires }))
  }
}

type Hidden = Omit<ParsedSuppression, 'sha256'> & {
  readonly valueHash: string | undefined
  readonly meaning: string
}

function hideValue(
  { sha256: digest, ...entry }: ParsedSuppression,
  hash: (text: string) => string
): Hidden {
  const allowed = [entry.infoType, entry.ruleId, entry.segments, digest].map((part) => part ?? null)
  const valueHash = digest === undefined ? undefined : hash(digest)
  return { ...entry, valueHash, meaning: hash(JSON.stringify(allowed)) }
}

function covers(entry: Hidden, finding: Suppressible): boolean {
  if (entry.infoType !== undefined && entry.infoType !== finding.infoType) return false
  if (entry.ruleId !== undefined && entry.ruleId !== finding.ruleId) return false
  return entry.segments === undefined || isAt(entry.segments, finding.path)
}

function isAt(segments: readonly string[], path: string | undefined): boolean {
  if (path === undefined) return false
  const parts = path.split('/')
  // Both begin with the empty part before the first slash.
  return (
    parts.length === segments.length &&
    segments.every((segment, i) => segment === '*' || segment === parts[i])
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
