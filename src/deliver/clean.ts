/**
 * Sinks that take only what somebody looked at.
 *
 * In: a record, the manifest of its run. Out: why the sink refuses it, or undefined.
 * Promise: fail closed: a record without `pii.rules`, with an id that no known manifest has, or whose manifest lacks a demanded
 * rule is refused. One without `pii.rules` may hold anything, so it becomes no dead letter either. A rule whose findings are kept as
 * they are covers nothing.
 */
import type { Issue } from '../errors.ts'
import type { Entry } from './entry.ts'
import { didYouMean } from './option-check.ts'
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

type RuleOperators = Readonly<Record<string, { readonly operator: string }>>

/** The rules that leave no value of theirs on a line. */
export function coveredRules(rules: RuleOperators): readonly string[] {
  return Object.entries(rules).flatMap(([id, { operator }]) => (operator === 'keep' ? [] : [id]))
}

/** Sinks that would refuse every record of this process: what they demand is not looked for here. */
export function checkCleanOnly(
  sinks: Readonly<Record<string, SinkSettings>>,
  manifest: RunManifest | null,
  path: string
): readonly Issue[] {
  return Object.entries(sinks).flatMap(([name, { cleanOnly }]) => {
    const at = `${path}.${name}.cleanOnly`
    if (cleanOnly === undefined || cleanOnly === false) return []
    if (manifest === null)
      return [{ path: at, message: 'expected redaction before it, got none; it would refuse all' }]
    const demanded = cleanOnly === true ? [] : cleanOnly.rules
    return demanded.flatMap((rule, index) => {
      if (manifest.rules.includes(rule)) return []
      const got = `another${didYouMean(rule, manifest.rules)}`
      const message = `expected a rule that is on and whose operator is not keep, got ${got}`
      return [{ path: `${at}.rules[${index}]`, message }]
    })
  })
}

function rulesOf(entry: Entry): string | undefined {
  try {
    const { pii } = entry.record() as { readonly pii?: { readonly rules?: unknown } }
    return typeof pii?.rules === 'string' ? pii.rules : undefined
  } catch {
    return undefined
  }
}
