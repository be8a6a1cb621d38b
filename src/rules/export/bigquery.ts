/**
 * Rules as a function of BigQuery's SQL.
 *
 * In: compiled packs. Out: `CREATE FUNCTION …(text STRING)` that calls REGEXP_REPLACE once or twice for each expression.
 * Source: https://cloud.google.com/bigquery/docs/reference/standard-sql/string_functions#regexp_replace (RE2, `\1` to `\9`).
 */
import type { CompiledPack } from '../rule.ts'
import { type Batch, toBatches } from './batches.ts'
import { type Exported, type ExportOptions, notesOf, toComment } from './exported.ts'
import { isWithinLimits, type Limits, toGrouped, toPortable } from './portable.ts'

/** RE2 compiles longer ones, but nobody could read them; larger ones it refuses (8 MiB a pattern). */
const LIMITS: Limits = { characters: 4000, size: 60_000 }

/** The function, in one statement. */
export function toBigQuery(packs: readonly CompiledPack[], options: ExportOptions): Exported {
  const { rules, leftOut } = toPortable(packs)
  const notes = notesOf(rules, leftOut)
  const batches = toBatches(rules, (piece) => isWithinLimits(piece, LIMITS))
  const body = batches.reduce(wrap, '  text')
  const text = `${toComment('--', 'bigquery', packs, notes)}
CREATE OR REPLACE FUNCTION ${nameOf(options.name)}(text STRING) RETURNS STRING AS (
${body}
);
`
  return { text, ...notes }
}

function nameOf(name = 'logveil_redact'): string {
  return name
    .split('.')
    .map((part) => `\`${part.replace(/[`\\]/g, '')}\``)
    .join('.')
}

/** Twice where a match takes a character on both sides: the second of two neighbours is found in the second pass. */
function wrap(inner: string, { piece, infoType, ids }: Batch): string {
  const expression = `${raw(toGrouped(piece))}, ${raw(`\\1[${infoType}]\\2`)}`
  const call = (text: string): string =>
    `  REGEXP_REPLACE(\n${text},\n  -- ${ids.join(', ')}\n  ${expression})`
  const isTwice = piece.before !== undefined && piece.after !== undefined
  return isTwice ? call(call(inner)) : call(inner)
}

/** A raw string; a quote in it is written as RE2's escape. */
function raw(text: string): string {
  return `r'${text.replaceAll("'", '\\x27')}'`
}
