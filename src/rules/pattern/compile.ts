/**
 * One pattern as written becomes all that the matcher needs to know of it.
 *
 * In: a source in the portable subset. Out: sources for V8 and RE2, lengths, the proof of linearity, the anchor.
 * Promise: plain data; `compilePattern` throws one error with everything that is wrong, the others return it.
 */
import { type Issue, LogveilError } from '../../errors.ts'
import type { Anchor, CompiledPattern } from '../rule.ts'
import { anchorOf } from './anchor.ts'
import { besideOf, withinOf } from './beside.ts'
import { emit } from './emit.ts'
import { behindLiterals } from './lead.ts'
import { isLinear } from './linear.ts'
import type { LiteralAnchor } from './literal-anchor.ts'
import { parsePattern } from './parse.ts'
import { type Char, lengthOf, type Part } from './part.ts'
import { edgesOf, leadOfRun, shapeOf } from './shape.ts'
import { LARGEST_SIZE, sizeOfPattern } from './size.ts'
import { countSteps } from './steps.ts'

export type PatternOptions = {
  readonly ignoreCase?: boolean | undefined
  readonly keywords?: readonly string[] | undefined
  readonly boundaries?: { readonly before?: string; readonly after?: string } | undefined
}

/** Compiles one pattern; throws ERR_PATTERN_UNSUPPORTED with every problem in it. */
export function compilePattern(source: string, options: PatternOptions = {}): CompiledPattern {
  return toCompiled(partOf(source, options.ignoreCase ?? false), options)
}

/** What is wrong with a pattern; paths are empty. */
export function patternIssues(source: string, ignoreCase: boolean): readonly Issue[] {
  const parsed = parsePattern(source, ignoreCase)
  if ('issues' in parsed) return parsed.issues
  if (sizeOfPattern(parsed.part) <= LARGEST_SIZE) return []
  const message =
    'expected a pattern that fits into the memory of a regex engine, got one whose repetitions, written out, do not; lower their bounds, or list characters instead of Unicode properties'
  return [{ path: '', message }]
}

/** Comparisons that a search of these texts takes, see countSteps. */
export function stepsIn(
  source: string,
  ignoreCase: boolean,
  texts: readonly string[],
  limit: number
): number {
  const part = partOf(source, ignoreCase)
  let steps = 0
  for (const text of texts) {
    steps += countSteps(part, text, limit - steps)
    if (steps >= limit) return limit
  }
  return steps
}

/** True if the pattern is in the portable subset and proved linear for V8. */
export function isProvedLinear(source: string, ignoreCase: boolean): boolean {
  const parsed = parsePattern(source, ignoreCase)
  return 'part' in parsed && isLinear(parsed.part)
}

/** A pattern for V8 that takes a whole text or nothing. */
export function compileWhole(source: string, ignoreCase: boolean): string {
  return `^(?:${emit(partOf(source, ignoreCase), 'v8')})$`
}

/** A class such as `[\w.-]` for V8, and what is wrong with it otherwise. */
export function compileClass(
  source: string,
  ignoreCase: boolean
): { readonly v8: string } | { readonly issues: readonly Issue[] } {
  const parsed = parsePattern(source, ignoreCase)
  if ('issues' in parsed) return parsed
  if (parsed.part.kind === 'char') return { v8: emit(parsed.part, 'v8') }
  const message =
    'expected one character class such as [\\w.-], got a longer pattern; list the characters'
  return { issues: [{ path: '', message }] }
}

function partOf(source: string, ignoreCase: boolean): Part {
  const parsed = parsePattern(source, ignoreCase)
  if ('part' in parsed) return parsed.part
  throw new LogveilError(
    'ERR_PATTERN_UNSUPPORTED',
    'A pattern is outside the portable subset.',
    parsed.issues
  )
}

function toCompiled(part: Part, options: PatternOptions): CompiledPattern {
  const [min, max] = lengthOf(part)
  const anchor = anchorOf(part, options.keywords)
  const isRun = anchor.kind === 'digits'
  const shape = isRun ? shapeOf(part, toBoundaries(options)) : undefined
  const edges = isRun ? edgesOf(part, toBoundaries(options)) : undefined
  const lead = edges?.ahead ? leadOfRun(part) : undefined
  const next = nextOf(part, anchor)
  return {
    v8: emit(part, 'v8'),
    re2: emit(part, 're2'),
    min,
    max,
    linear: isLinear(part),
    anchor,
    ...(shape !== undefined && { shape }),
    ...(edges !== undefined && { edges }),
    ...(lead !== undefined && { lead }),
    ...(next.length > 0 && { next }),
    ...(anchor.kind === 'at' && { beside: besideOf(part) }),
    ...(isTold(anchor) && { within: withinOf(part) })
  }
}

/** All characters of a match say something where the match begins at its anchor, and where there is nothing else to ask. */
function isTold(anchor: Anchor): boolean {
  return anchor.kind === 'none' || anchor.kind === 'word' || isAtStart(anchor)
}

function isAtStart(anchor: Anchor): anchor is LiteralAnchor {
  return anchor.kind === 'literal' && anchor.offset[1] === 0
}

/** Where prose could go on behind a literal its next characters tell; elsewhere those of the whole match do. */
function nextOf(part: Part, anchor: Anchor): readonly string[] {
  const reads = isAtStart(anchor) ? new RegExp(withinOf(part), 'u') : null
  return isAtStart(anchor) && reads?.test(' ') ? behindLiterals(part, anchor.literals) : []
}

function toBoundaries({ boundaries, ignoreCase }: PatternOptions): {
  readonly before?: Char
  readonly after?: Char
} {
  const sides = Object.entries(boundaries ?? {}).flatMap(([side, source]) => {
    const part = partOf(source, ignoreCase ?? false)
    return part.kind === 'char' ? [[side, part]] : []
  })
  return Object.fromEntries(sides)
}
