/**
 * Counts of what was found.
 *
 * In: findings of lines. Out: counts by infoType, rule and field. Never a value.
 * Promise: memory is bounded: beyond 10,000 fields the rest is counted together.
 */
import type { LineFinding } from '../scan/finding.ts'

export type Count = { readonly name: string; readonly findings: number }

/** A field that something was found in; `field` is a JSON Pointer with indexes as `*`, empty for a line of text. */
export type FieldCount = {
  readonly field: string
  readonly infoType: string
  readonly rule: string
  readonly findings: number
}

export type Tally = {
  readonly findings: number
  readonly infoTypes: readonly Count[]
  readonly rules: readonly (Count & { readonly infoType: string })[]
  readonly fields: readonly FieldCount[]
}

const MOST_FIELDS = 10_000
/** Stands for all fields beyond that. */
export const OTHER_FIELDS = '…'

type Entry = { field: string; infoType: string; rule: string; findings: number }

export function createTally(): {
  add(findings: readonly LineFinding[]): void
  result(): Tally
} {
  const entries = new Map<string, Entry>()
  return {
    add(findings) {
      for (const finding of findings) count(entries, finding)
    },
    result: () => toTally([...entries.values()])
  }
}

function count(entries: Map<string, Entry>, { ruleId, infoType, path }: LineFinding): void {
  const named = path.replace(/\/\d+(?=\/|$)/g, '/*')
  const field =
    entries.has(`${ruleId} ${named}`) || entries.size < MOST_FIELDS ? named : OTHER_FIELDS
  const key = `${ruleId} ${field}`
  const entry = entries.get(key)
  if (entry !== undefined) entry.findings++
  else entries.set(key, { field, infoType, rule: ruleId, findings: 1 })
}

function toTally(entries: readonly Entry[]): Tally {
  const infoTypeOf = new Map(entries.map(({ rule, infoType }) => [rule, infoType]))
  return {
    findings: entries.reduce((sum, { findings }) => sum + findings, 0),
    infoTypes: sumBy(entries, ({ infoType }) => infoType),
    rules: sumBy(entries, ({ rule }) => rule).map((each) => ({
      ...each,
      infoType: infoTypeOf.get(each.name) ?? ''
    })),
    fields: [...entries].sort((a, b) => b.findings - a.findings || compare(a.field, b.field))
  }
}

function sumBy(entries: readonly Entry[], nameOf: (entry: Entry) => string): readonly Count[] {
  const sums = new Map<string, number>()
  for (const entry of entries) {
    const name = nameOf(entry)
    sums.set(name, (sums.get(name) ?? 0) + entry.findings)
  }
  return [...sums]
    .map(([name, findings]) => ({ name, findings }))
    .sort((a, b) => b.findings - a.findings || compare(a.name, b.name))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
