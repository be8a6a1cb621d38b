/**
 * What each rule does on real lines, noted once and done again by itself.
 *
 * In: compiled packs, lines. Out: for each pattern rule the searches, exclusions and validators that the scan ran for it, and
 * a function that runs just these again. Promise: a rule's cost is the time of its own work, not a difference of two large
 * numbers; what rules share (the pass over the line, names of keys) is none of it.
 */
import { loadEngine } from '../engine.ts'
import type { CompiledPack, CompiledPattern, Likelihood } from '../rules/rule.ts'
import { createMatcher } from '../scan/matcher.ts'
import type { PlannedDetector } from '../scan/plan.ts'
import type { EngineName, RegexLike, Search } from '../scan/regex-engine.ts'
import { VALIDATORS } from '../scan/validators/index.ts'

export type RuleWork = {
  readonly id: string
  readonly anchors: readonly CompiledPattern['anchor'][]
  /** Only evidence brings it over the least likelihood that counts. */
  readonly isGated: boolean
  readonly longest: number
  readonly hasKeywords: boolean
  searches: number
  /** UTF-16 units in which matches could begin. */
  searched: number
  matches: number
  /** Matches that a validator or an exclusion did not take. */
  refused: number
  readonly refusedBy: Map<string, number>
  readonly steps: (() => unknown)[]
}

export type Recorded = {
  readonly rules: readonly RuleWork[]
  /** Lines that were looked at: fewer than there are where they cause more work than is kept. */
  readonly lines: number
}

/** Steps kept for all rules together: some 50 MB. */
const MOST_STEPS = 300_000

export type ScanOptions = { readonly engine?: EngineName; readonly minLikelihood?: Likelihood }

export function recordWork(
  packs: readonly CompiledPack[],
  lines: readonly string[],
  { engine = 'v8', minLikelihood }: ScanOptions
): Recorded {
  const matcher = createMatcher(packs, {
    engine: loadEngine(engine, packs),
    validators: VALIDATORS,
    ...(minLikelihood === undefined ? {} : { minLikelihood })
  })
  const count = { steps: 0 }
  const { detectors, gated } = matcher.plan
  const rules = detectors.map((detector) => watch(detector, gated.includes(detector), count))
  let done = 0
  for (const line of lines) {
    if (count.steps > MOST_STEPS) break
    done++
    if (matcher.mayHoldText(line)) matcher.scanText(line)
  }
  return { rules, lines: done }
}

type Count = { steps: number }

function watch(detector: PlannedDetector, isGated: boolean, count: Count): RuleWork {
  const { rule, patterns } = detector
  const work: RuleWork = {
    id: rule.id,
    anchors: patterns.map(({ anchor }) => anchor),
    isGated,
    longest: detector.longest,
    hasKeywords: (rule.keywords ?? []).length > 0,
    searches: 0,
    searched: 0,
    matches: 0,
    refused: 0,
    refusedBy: new Map(),
    steps: []
  }
  const note = (step: () => unknown): void => {
    count.steps++
    work.steps.push(step)
  }
  for (const { search } of patterns) watchSearch(search, work, note)
  watchExclusions(detector, work, note)
  watchValidators(detector, work, note)
  return work
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] }
type Note = (step: () => unknown) => void

/** The plan was made for this, and nobody else has it: its parts may be put behind others. */
function watchSearch(search: Search, work: RuleWork, note: Note): void {
  const { between } = search
  const watched = search as Writable<Search>
  watched.between = (text, from, to) => {
    const span = between(text, from, to)
    work.searches++
    work.searched += Math.max(1, Math.min(to, text.length) - Math.max(0, from))
    if (span !== null) work.matches++
    note(() => between(text, from, to))
    return span
  }
}

function watchExclusions(detector: PlannedDetector, work: RuleWork, note: Note): void {
  const excluded = detector.excluded as RegexLike[]
  excluded.forEach((regex, index) => {
    excluded[index] = {
      lastIndex: 0,
      exec: (text) => {
        const result = regex.exec(text)
        if (result !== null) refuse(work, `exclude[${index}]`)
        note(() => regex.exec(text))
        return result
      }
    }
  })
}

function watchValidators(detector: PlannedDetector, work: RuleWork, note: Note): void {
  const names = detector.rule.validators ?? []
  const validators = detector.validators as ((text: string) => boolean)[]
  validators.forEach((accepts, index) => {
    validators[index] = (text) => {
      const isAccepted = accepts(text)
      if (!isAccepted) refuse(work, names[index] as string)
      note(() => accepts(text))
      return isAccepted
    }
  })
}

function refuse(work: RuleWork, name: string): void {
  work.refused++
  work.refusedBy.set(name, (work.refusedBy.get(name) ?? 0) + 1)
}
