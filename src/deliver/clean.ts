/**
 * Sinks that take only what somebody looked at.
 *
 * In: a record, the manifest of its run. Out: why the sink refuses it, or undefined.
 * Promise: fail closed: a record without `pii.rules`, with an id that no known manifest has, or whose manifest lacks a demanded
 * rule is refused. One without `pii.rules` may hold anything, so it becomes no dead letter either.
 */
import type { Entry } from './entry.ts'
import type { RunManifest } from './run.ts'
import type { SinkSettings } from './sink-settings.ts'

export type Refusal = { readonly isSafe: boolean; readonly reason: string }

export type CleanCheck = (entry: Entry, manifest: RunManifest | null) => Refusal | undefined

const UNCHECKED: Refusal = { isSafe: false, reason: 'unchecked' }
const NOT_COVERED: Refusal = { isSafe: true, reason: 'rules not covered' }

export function createCleanCheck(cleanOnly: SinkSettings['cleanOnly']): CleanCheck | undefined {
  if (cleanOnly === undefined || cleanOnly === false) return undefined
  const demanded = cleanOnly === true ? [] : cleanOnly.rules
  return (entry, manifest) => {
    const id = rulesOf(entry)
    if (id === undefined) return UNCHECKED
    if (manifest === null || manifest.id !== id) return NOT_COVERED
    return demanded.every((rule) => manifest.rules.includes(rule)) ? undefined : NOT_COVERED
  }
}

function rulesOf(entry: Entry): string | undefined {
  try {
    const { pii } = entry.record() as { readonly pii?: { readonly rules?: unknown } }
    return typeof pii?.rules === 'string' ? pii.rules : undefined
  } catch {
    return undefined
  }
}
