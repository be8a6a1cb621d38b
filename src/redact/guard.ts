/**
 * The last thing that happens to a line.
 *
 * In: a line as pino made it, and how much of its head is known to be safe. Out: the safe line.
 * Promise: fail closed. Whatever goes wrong inside, what leaves is safe: the line is withheld, counted, reported.
 */

import type { Located } from '../scan/located.ts'
import type { Matcher } from '../scan/matcher.ts'
import type { PathMatcher } from '../scan/paths.ts'
import { type FoundEntry, summarise } from './found.ts'
import type { OperatorPlan } from './operator-plan.ts'
import { type PathCensor, toEdits } from './rewrite.ts'
import { isLeftStanding, redactUntilStable } from './stable.ts'

/** A user's paths, ready to run on lines. */
export type LinePaths = {
  readonly matcher: PathMatcher
  readonly censor: PathCensor
  /** The text that stands at a place whatever the value was; undefined where a function of the user's makes it. */
  readonly constant: (path: string) => string | undefined
}

export type GuardCounters = { lines: number; tokenised: number; findings: number; withheld: number }

export type GuardOptions = {
  readonly matcher: Matcher
  readonly operators: OperatorPlan
  /** Writes what was found into the line's head (`pii.found`). */
  readonly stamp: (
    line: string,
    above: readonly FoundEntry[],
    found: readonly FoundEntry[]
  ) => string
  /** A line to write in the place of one that could not be checked; `head` is the part known to be safe. */
  readonly withhold: (head: string) => string
  readonly onTrouble: (error: unknown) => void
  /** Told of the hits of each line that has some; `lines` counts all lines so far. */
  readonly onHits?: (hits: readonly Located[], lines: number) => void
}

export type Guard = {
  readonly counters: GuardCounters
  /** `from`: the length of the head that is safe already, ending outside of a string; 0 if nothing is known. */
  secure(line: string, from: number, paths: LinePaths | null, above: readonly FoundEntry[]): string
  /** The same for an object that becomes part of later lines (a child's bindings): what was found is handed back. */
  secureMembers(
    object: string,
    from: number,
    paths: LinePaths | null
  ): { line: string; found: readonly FoundEntry[] }
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure
export function createGuard(options: GuardOptions): Guard {
  const counters: GuardCounters = { lines: 0, tokenised: 0, findings: 0, withheld: 0 }
  return { counters, secure, secureMembers }

  function secure(
    line: string,
    from: number,
    paths: LinePaths | null,
    above: readonly FoundEntry[]
  ): string {
    counters.lines++
    try {
      if (isClean(line, from, paths)) return line
      const { line: safe, found } = takeApart(line, from, paths, true)
      return found.length === 0 ? safe : options.stamp(safe, above, found)
    } catch (error) {
      counters.withheld++
      options.onTrouble(error)
      return options.withhold(line.slice(0, from))
    }
  }

  function secureMembers(object: string, from: number, paths: LinePaths | null) {
    try {
      return isClean(object, from, paths)
        ? { line: object, found: [] }
        : takeApart(object, from, paths, false)
    } catch (error) {
      counters.withheld++
      options.onTrouble(error)
      return { line: '{}', found: [] }
    }
  }

  function isClean(line: string, from: number, paths: LinePaths | null): boolean {
    return !options.matcher.mayHold(line, from) && !(paths?.matcher.mayMatch(line) ?? false)
  }

  function takeApart(line: string, from: number, paths: LinePaths | null, isLine: boolean) {
    counters.tokenised++
    const all =
      options.matcher.scanLine(line, paths?.matcher ?? null, from) ?? options.matcher.scanText(line)
    const hits = from === 0 ? all : all.filter((hit: Located) => hit.end > from)
    counters.findings += hits.length
    if (hits.length === 0) return { line, found: [] }
    if (isLine) options.onHits?.(hits, counters.lines)
    const isStanding = (hit: Located) => hit.end > from && isLeftStanding(hit, options.operators)
    const stable = redactUntilStable(line, hits, {
      mayHold: (text) => options.matcher.mayHold(text, from),
      scan: (text) => uncensored(text, paths, from).filter(isStanding),
      scanLeaf: (text, leaf) => options.matcher.scanLeaf(text, leaf).filter(isStanding),
      // what the user's paths put in place stands: only the rules look again
      edit: (text, found, isFirst) =>
        toEdits(text, found, options.operators, isFirst ? (paths?.censor ?? null) : null)
    })
    return { line: stable.text, found: summarise(stable.hits) }
  }

  /** What the rules find, but for a text of the user's options: `censor: 'x'` under `password` is no password. */
  function uncensored(text: string, paths: LinePaths | null, from: number): readonly Located[] {
    const hits = options.matcher.scanLine(text, null, from) ?? []
    if (paths === null || hits.length === 0) return hits
    const constants = (options.matcher.scanLine(text, paths.matcher, from) ?? []).filter(
      (hit) => hit.pathIndex !== -1 && hit.text === paths.constant(hit.path)
    )
    return hits.filter(
      (hit) => !constants.some((one) => one.start <= hit.start && hit.end <= one.end)
    )
  }
}
