/**
 * Rules as an inspect template of Google DLP (Sensitive Data Protection).
 *
 * In: compiled packs. Out: the JSON of an InspectTemplate: built-in infoTypes by name, custom ones for what DLP lacks.
 * Limits: 150 infoTypes, 30 of them custom, 1,000 characters a regular expression; what does not fit is named.
 * Source: https://cloud.google.com/sensitive-data-protection/limits
 */
import type { CompiledPack } from '../rule.ts'
import { LIKELIHOODS } from '../rule.ts'
import { isShipped } from '../shipped.ts'
import { type Batch, toBatches } from './batches.ts'
import { isBuiltIn, isCovered } from './dlp-info-types.ts'
import { type Exported, type ExportOptions, noteLines } from './exported.ts'
import {
  isWithinLimits,
  type LeftOut,
  needsEvidence,
  type Piece,
  type Portable,
  toCaptured,
  toPortable
} from './portable.ts'

const MOST_TYPES = 150
const MOST_CUSTOM = 30
const LONGEST_REGEX = 1000
/** RE2 refuses what takes more memory; see sizeOfPattern. */
const LARGEST_SIZE = 60_000
const LONGEST_DESCRIPTION = 256
const DEFAULT_WINDOW = 50

type Custom = {
  readonly ids: readonly string[]
  readonly infoType: Readonly<Record<string, unknown>>
}

/** The template's JSON; `name` is its display name. */
export function toDlp(packs: readonly CompiledPack[], { name }: ExportOptions): Exported {
  const rules = packs.flatMap((pack) => pack.rules)
  const covered = new Set(rules.filter((rule) => isCovered(rule.infoType)).map(({ id }) => id))
  const split = toPortable(packs, true)
  const candidates = split.rules.filter(({ id }) => !covered.has(id)).sort(byPriority)
  const customs = toCustoms(candidates)
  const room = MOST_TYPES - Math.min(MOST_CUSTOM, customs.length)
  const builtIn = [...new Set(rules.map(({ infoType }) => infoType).filter(isBuiltIn))].sort()
  const kept = customs.slice(0, MOST_CUSTOM)
  const cutIds = new Set(customs.slice(MOST_CUSTOM).flatMap(({ ids }) => ids))
  const keptIds = new Set(kept.flatMap(({ ids }) => ids.filter((id) => !cutIds.has(id))))
  const notes = {
    exact: candidates
      .filter(({ id, lost }) => keptIds.has(id) && lost.length === 0)
      .map(({ id }) => id),
    looser: candidates
      .filter(({ id, lost }) => keptIds.has(id) && lost.length > 0)
      .map(({ id, lost }) => ({ id, lost: lost.join(', ') })),
    leftOut: [
      ...[...covered].map((id) => ({
        id,
        reason: "DLP's own detector of its infoType looks instead"
      })),
      ...split.leftOut.filter(({ id }) => !covered.has(id)),
      ...cut(candidates, keptIds)
    ]
  }
  const template = {
    displayName: name ?? 'logveil',
    description: noteLines(notes)[0]?.slice(0, LONGEST_DESCRIPTION),
    inspectConfig: {
      infoTypes: builtIn.slice(0, room).map((infoType) => ({ name: infoType })),
      minLikelihood: 'POSSIBLE',
      includeQuote: false,
      customInfoTypes: kept.map(({ infoType }) => infoType)
    }
  }
  return { text: `${JSON.stringify(template, null, 2)}\n`, ...notes }
}

/** A user's own before ours, kinds that DLP lacks before those that it finds in part, exact before looser, likely before unlikely. */
function byPriority(a: Portable, b: Portable): number {
  return rankOf(a) - rankOf(b)
}

function rankOf({ id, infoType, likelihood, lost, rule }: Portable): number {
  return (
    (isShipped(id.split('.', 1)[0] as string) ? 10_000 : 0) +
    (isBuiltIn(infoType) ? 1000 : 0) +
    (rule.default === false ? 100 : 0) +
    (lost.length > 0 ? 10 : 0) +
    (LIKELIHOODS.length - LIKELIHOODS.indexOf(likelihood))
  )
}

function cut(candidates: readonly Portable[], kept: ReadonlySet<string>): readonly LeftOut[] {
  return candidates
    .filter(({ id }) => !kept.has(id))
    .map((rule) => {
      const reason = !isShort(rule)
        ? `its expression has more than ${LONGEST_REGEX.toLocaleString('en-US')} characters`
        : `DLP takes ${MOST_CUSTOM} custom infoTypes`
      return { id: rule.id, reason }
    })
}

/** Rules of one kind, likelihood and priority share a custom infoType as long as their expression fits. */
function toCustoms(sorted: readonly Portable[]): readonly Custom[] {
  const names = new Map<string, number>()
  return [...groupsOf(sorted.filter(isShort)).values()].flatMap((group) => {
    const [first] = group as readonly [Portable]
    const hotwords = needsEvidence(first.rule) ? hotwordRules(first) : []
    return toBatches(group, fits).map((batch) => toCustom(batch, first.likelihood, hotwords, names))
  })
}

function fits(piece: Piece): boolean {
  return (
    toCaptured(piece).length <= LONGEST_REGEX &&
    isWithinLimits(piece, { characters: Number.POSITIVE_INFINITY, size: LARGEST_SIZE })
  )
}

function isShort({ pieces }: Portable): boolean {
  return pieces.every((piece) => toCaptured(piece).length <= LONGEST_REGEX)
}

/** In order of priority; a rule with words of its own stands alone. */
function groupsOf(sorted: readonly Portable[]): ReadonlyMap<string, readonly Portable[]> {
  const groups = new Map<string, Portable[]>()
  for (const each of sorted) {
    const key = needsEvidence(each.rule) ? each.id : `${rankOf(each)} ${each.infoType}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return groups
}

function toCustom(
  { infoType, piece, ids }: Batch,
  likelihood: string,
  detectionRules: readonly unknown[],
  names: Map<string, number>
): Custom {
  const count = (names.get(infoType) ?? 0) + 1
  names.set(infoType, count)
  return {
    ids,
    infoType: {
      infoType: { name: count === 1 ? infoType : `${infoType}_${count}` },
      likelihood,
      regex: { pattern: toCaptured(piece), groupIndexes: [1] },
      ...(detectionRules.length > 0 && { detectionRules })
    }
  }
}

/** Words that speak for it, as DLP's hotwords: in a table the name of the column counts as one too. */
function hotwordRules({ rule }: Portable): readonly unknown[] {
  const window = Math.min(rule.context?.window ?? DEFAULT_WINDOW, 1000)
  const steps: readonly (readonly [readonly string[], number])[] = [
    [rule.context?.for ?? [], 1],
    [rule.keys?.for ?? [], 2]
  ]
  return steps
    .filter(([words]) => words.length > 0)
    .map(([words, relativeLikelihood]) => ({
      hotwordRule: {
        hotwordRegex: { pattern: toHotwords(words) },
        proximity: { windowBefore: window, windowAfter: window },
        likelihoodAdjustment: { relativeLikelihood }
      }
    }))
}

function toHotwords(words: readonly string[]): string {
  let pattern = ''
  for (const word of words) {
    const source = word
      .replace(/^[=<]/, '')
      .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      .replaceAll(' ', '[ _-]?')
    if (pattern.length + source.length > LONGEST_REGEX - 10) break
    pattern += pattern === '' ? source : `|${source}`
  }
  return `(?i)(?:${pattern})`
}
