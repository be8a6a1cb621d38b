/**
 * Rules as the OpenTelemetry Collector's redaction processor.
 *
 * In: compiled packs. Out: its configuration: `blocked_values` from shapes, `blocked_key_patterns` from names.
 * Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/redactionprocessor
 * (Go's regexp, which is RE2). It replaces a whole match by `****`, so what may not stand around is said with `\b` only.
 */
import { type CompiledKeyRule, type CompiledPack, isCompiledPatternRule } from '../rule.ts'
import { type Exported, type ExportOptions, type Notes, toComment } from './exported.ts'
import { toKeyPatterns } from './key-patterns.ts'
import {
  isWholeBare,
  type LeftOut,
  marksHarmless,
  type Portable,
  toBare,
  toPortable
} from './portable.ts'

/** The processor, to be named in a pipeline of logs (or traces). */
export function toOtelCollector(packs: readonly CompiledPack[], { name }: ExportOptions): Exported {
  const split = toPortable(packs)
  const kept = split.rules.map(toShape)
  const shapes = kept.filter((each) => 'values' in each)
  const keyRules = packs.flatMap((pack) => pack.rules).filter(isExactKeyRule)
  const keyIds = new Set(keyRules.map(({ id }) => id))
  const notes: Notes = {
    exact: shapes.filter(({ lost }) => lost.length === 0).map(({ id }) => id),
    looser: [
      ...shapes
        .filter(({ lost }) => lost.length > 0)
        .map(({ id, lost }) => ({ id, lost: lost.join(', ') })),
      ...keyRules.map(({ id }) => ({ id, lost: LOST_OF_KEYS }))
    ],
    leftOut: [
      ...split.leftOut.filter(({ id }) => !keyIds.has(id)),
      ...kept.filter((each) => 'reason' in each)
    ]
  }
  const text = `${toComment('#', 'otel-collector', packs, notes)}
processors:
  ${toProcessorName(name)}:
    allow_all_keys: true
    redact_all_types: true
    summary: silent
    blocked_key_patterns:
${toList(keyRules.flatMap((rule) => [`# ${rule.id}`, ...toKeyPatterns(rule.keys.for)]))}
    blocked_values:
${toList(shapes.flatMap(({ id, values }) => [`# ${id}`, ...values]))}
`
  return { text, ...notes }
}

const LOST_OF_KEYS = 'the words against it and the form of the value'

function toProcessorName(name: string | undefined): string {
  return `redaction/${(name ?? 'logveil').replace(/[^\w.-]/g, '_')}`
}

type Shape = {
  readonly id: string
  readonly values: readonly string[]
  readonly lost: readonly string[]
}

/** A boundary that `\b` cannot say is lost, and then the shape must hold without it. */
function toShape({ id, pieces, lost }: Portable): Shape | LeftOut {
  const isWhole = pieces.every(isWholeBare)
  const all = isWhole ? lost : [...lost, 'a part of its boundaries']
  if (all.length > 0 && marksHarmless(pieces.map((piece) => toBare(piece, 'v8')))) {
    return { id, reason: `marks harmless lines without ${all.join(', ')}` }
  }
  return { id, values: pieces.map((piece) => toBare(piece)), lost: all }
}

/** Names that are strong enough to hide whatever stands there. */
function isExactKeyRule(rule: CompiledPack['rules'][number]): rule is CompiledKeyRule {
  return !isCompiledPatternRule(rule) && rule.value === 'any'
}

/** Single-quoted YAML; `$` is doubled because the collector reads `$NAME` as a variable. */
function toList(items: readonly string[]): string {
  if (items.length === 0) return '      []'
  return items
    .map((item) =>
      item.startsWith('# ')
        ? `      ${item}`
        : `      - '${item.replaceAll("'", "''").replaceAll('$', '$$$$')}'`
    )
    .join('\n')
}
