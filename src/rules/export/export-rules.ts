/**
 * One pack for every layer: rules in the form that another system runs.
 *
 * In: a target's name, compiled packs. Out: the text for it, and which rules it cannot express.
 */
import type { CompiledPack } from '../rule.ts'
import { toBigQuery } from './bigquery.ts'
import { toDlp } from './dlp.ts'
import type { Exported, ExportOptions } from './exported.ts'
import { toOtelCollector } from './otel-collector.ts'
import { toVector } from './vector.ts'

export const EXPORT_TARGETS = ['dlp', 'bigquery', 'otel-collector', 'vector'] as const
export type ExportTarget = (typeof EXPORT_TARGETS)[number]

const WRITERS: Readonly<
  Record<ExportTarget, (packs: readonly CompiledPack[], options: ExportOptions) => Exported>
> = { dlp: toDlp, bigquery: toBigQuery, 'otel-collector': toOtelCollector, vector: toVector }

export function exportRules(
  target: ExportTarget,
  packs: readonly CompiledPack[],
  options: ExportOptions = {}
): Exported {
  return WRITERS[target](packs, options)
}
