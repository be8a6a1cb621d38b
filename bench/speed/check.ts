/**
 * Whether what was written is right: a fast wrong answer is no answer.
 *
 * In: the lines that a variant wrote and the records that it was given. Out: counts of what is wrong.
 * Shape does not matter here, values do: every clean value must be there, no planted one may.
 */
import type { BenchRecord } from '../corpus/records.ts'

export type Verdict = {
  readonly lines: number
  readonly expectedLines: number
  readonly invalidJson: number
  /** Planted values that are still in a line, and how many were planted. */
  readonly leaked: number
  readonly planted: number
  /** Clean values that are missing or changed. */
  readonly changed: number
  /** Mean length of a line in UTF-8 bytes, newline included. */
  readonly bytes: number
}

export function checkLines(
  text: string,
  records: readonly BenchRecord[],
  compareFields: boolean
): Verdict {
  const lines = text.split('\n').filter((line) => line !== '' && !isManifest(line))
  const pairs = records.map((record, i) => toPair(record, lines[i] ?? ''))
  return {
    lines: lines.length,
    expectedLines: records.length,
    invalidJson: pairs.filter(({ values }) => values === undefined).length,
    leaked: sum(pairs.map(countLeaks)),
    planted: sum(records.map(({ planted }) => planted.length)),
    changed: sum(pairs.map((pair) => countChanged(pair, compareFields))),
    bytes: Math.round(sum(lines.map((line) => Buffer.byteLength(line) + 1)) / lines.length)
  }
}

/** The one record that logveil writes at start. */
function isManifest(line: string): boolean {
  return line.includes('"logveil.manifest"')
}

type Pair = {
  readonly record: BenchRecord
  readonly line: string
  /** Every leaf of the parsed line as text; undefined if it does not parse. */
  readonly values: ReadonlySet<string> | undefined
}

function toPair(record: BenchRecord, line: string): Pair {
  try {
    return { record, line, values: new Set(leaves(JSON.parse(line))) }
  } catch {
    return { record, line, values: undefined }
  }
}

function countLeaks({ record, line, values }: Pair): number {
  const all = [line, ...(values ?? [])]
  return record.planted.filter((value) => all.some((text) => text.includes(value))).length
}

function countChanged({ record, values }: Pair, compareFields: boolean): number {
  if (values === undefined) return 0
  const expected = compareFields ? [...leaves(record.fields), record.message] : [record.message]
  const clean = expected.filter((text) => !record.planted.some((value) => text.includes(value)))
  return clean.filter((text) => !values.has(text)).length
}

/** Strings, numbers and booleans at any depth, as text; of an error its message and stack. */
function leaves(value: unknown): string[] {
  if (value instanceof Error) return [value.message, value.stack ?? '']
  if (Array.isArray(value)) return value.flatMap(leaves)
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(leaves)
  return [String(value)]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
