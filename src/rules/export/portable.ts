/**
 * Rules as other systems can run them: regular expressions in RE2's syntax, and what is lost on the way.
 *
 * In: compiled packs. Out: for each rule its pieces, or why it stays here.
 * Promise: a rule whose shape alone marks harmless lines is never handed on without the check that keeps it from that;
 * which ones those are is tried on the benign sample, not guessed.
 */
import { benignLines } from '../benign-lines.ts'
import { MOST_MARKED } from '../gates.ts'
import { type CodePoints, complement, isWithin, overlaps, WORD } from '../pattern/code-points.ts'
import { type Engine, emit } from '../pattern/emit.ts'
import { parsePattern } from '../pattern/parse.ts'
import { type Char, firstOf, flatten, lastOf, type Part } from '../pattern/part.ts'
import { sizeOfPattern } from '../pattern/size.ts'
import {
  type CompiledPack,
  type CompiledPatternRule,
  type CompiledRule,
  isCompiledPatternRule,
  LIKELIHOODS,
  type Likelihood
} from '../rule.ts'

/** One pattern: what is found is `body`; `before` and `after` are the characters that may stand around, undefined for all. */
export type Piece = {
  readonly before: Char | undefined
  readonly head: Part
  readonly body: Part
  readonly tail: Part
  readonly after: Char | undefined
}

export type Portable = {
  readonly id: string
  readonly infoType: string
  readonly likelihood: Likelihood
  readonly rule: CompiledPatternRule
  readonly pieces: readonly Piece[]
  /** Checks that no regular expression can make: it may find more than the rule does. */
  readonly lost: readonly string[]
}
export type LeftOut = { readonly id: string; readonly reason: string }
export type Split = { readonly rules: readonly Portable[]; readonly leftOut: readonly LeftOut[] }

const EMPTY: Part = { kind: 'sequence', parts: [] }

/** What all rules become; with `evidence` also those that need a word beside them, for a system that knows such words. */
export function toPortable(packs: readonly CompiledPack[], evidence = false): Split {
  const rules: Portable[] = []
  const leftOut: LeftOut[] = []
  for (const rule of packs.flatMap((pack) => pack.rules)) {
    const result = portableOf(rule, evidence)
    if ('reason' in result) leftOut.push(result)
    else rules.push(result)
  }
  return { rules, leftOut }
}

function portableOf(rule: CompiledRule, evidence: boolean): Portable | LeftOut {
  const { id, infoType, likelihood = 'LIKELY' } = rule
  if (!isCompiledPatternRule(rule)) return { id, reason: 'needs the name of a key' }
  if (needsEvidence(rule) && !(evidence && rule.context?.for !== undefined)) {
    return { id, reason: 'needs a key or a word beside it' }
  }
  const lost = lostOf(rule)
  const pieces = rule.compiled.map(({ v8 }) => pieceOf(v8, rule.boundaries ?? {}))
  if (lost.length > 0 && !needsEvidence(rule) && marksHarmless(pieces.map(toV8))) {
    return { id, reason: `marks harmless lines without ${lost.join(', ')}` }
  }
  return { id, infoType, likelihood, rule, pieces, lost }
}

/** True if only a key or a word brings it over the least likelihood. */
export function needsEvidence({ likelihood = 'LIKELY' }: CompiledRule): boolean {
  return LIKELIHOODS.indexOf(likelihood) < LIKELIHOODS.indexOf('POSSIBLE')
}

function lostOf({
  validators = [],
  excluded,
  keys,
  context
}: CompiledPatternRule): readonly string[] {
  return [
    ...validators.map((name) => `the check ${name}`),
    ...(excluded.length > 0 ? ['its exclusions'] : []),
    ...(keys?.against !== undefined ? ['the keys against it'] : []),
    ...(context?.against !== undefined ? ['the words against it'] : [])
  ]
}

/** Whether expressions (for V8, flag u) mark more of the benign sample than a rule may. */
export function marksHarmless(sources: readonly string[]): boolean {
  const lines = benignLines()
  const expressions = sources.map((source) => new RegExp(source, 'u'))
  const marked = lines.filter((line) => expressions.some((expression) => expression.test(line)))
  return marked.length > lines.length * MOST_MARKED
}

type Boundaries = NonNullable<CompiledPatternRule['boundaries']>

function pieceOf(v8: string, { before, after }: Boundaries): Piece {
  const sides = { before: allowedBeside(before), after: allowedBeside(after) }
  const parts = topOf(partOf(v8))
  const at = parts.findIndex(({ kind }) => kind === 'value')
  const value = parts[at]
  // A value inside a choice cannot be cut out by two groups: the whole match is taken, which hides more, not less.
  if (value?.kind !== 'value') return { ...sides, head: EMPTY, body: partOf(v8), tail: EMPTY }
  const slice = (list: readonly Part[]): Part => ({ kind: 'sequence', parts: list })
  return {
    ...sides,
    head: slice(parts.slice(0, at)),
    body: value.body,
    tail: slice(parts.slice(at + 1))
  }
}

/** The parts in order, with sequences opened and the value left whole. */
function topOf(part: Part): readonly Part[] {
  return part.kind === 'sequence' ? part.parts.flatMap(topOf) : [part]
}

function partOf(source: string): Part {
  const parsed = parsePattern(source, false)
  // what is compiled has been parsed before
  if ('issues' in parsed) throw new Error('a compiled pattern cannot be read')
  return parsed.part
}

/** The characters that may stand there: all but those of the boundary. */
function allowedBeside(boundary: string | undefined): Char | undefined {
  if (boundary === undefined) return undefined
  const part = flatten(partOf(boundary))[0]
  if (part?.kind !== 'char') throw new Error('a boundary is one class')
  const { points, unicode } = part
  return {
    kind: 'char',
    points: complement(points),
    ...(unicode !== undefined && { unicode: { ...unicode, negated: !unicode.negated } })
  }
}

/** `(before head)body(tail after)`: two groups to put back around what replaces the body. */
export function toGrouped(piece: Piece, engine: Engine = 're2'): string {
  return `(${leftOf(piece, engine)})${wrapped(piece.body, engine)}(${rightOf(piece, engine)})`
}

/** The same with the body as the only group. */
export function toCaptured(piece: Piece): string {
  const [left, right] = [leftOf(piece, 're2'), rightOf(piece, 're2')]
  return `${left}(${emit(piece.body, 're2')})${right}`
}

/**
 * The whole match, with `\\b` for the boundaries where that says no more than they do: for a system that replaces whole
 * matches, and so cannot put back what stands around.
 */
export function toBare(piece: Piece, engine: Engine = 're2'): string {
  const { head, body, tail, before, after } = piece
  const whole: Part = { kind: 'sequence', parts: [head, body, tail] }
  const left = isWordEdge(before, firstOf([whole]) ?? []) ? '\\b' : ''
  const right = isWordEdge(after, lastOf(whole)) ? '\\b' : ''
  return left + [head, body, tail].map((part) => wrapped(part, engine)).join('') + right
}

/** True if `\\b` between this side and these characters only keeps word characters away, which the boundary does too. */
function isWordEdge(allowed: Char | undefined, edge: CodePoints): boolean {
  if (allowed === undefined || allowed.unicode !== undefined) return false
  return isWithin(edge, WORD) && !overlaps(allowed.points, WORD)
}

/** True if toBare says of the boundaries all that there is to say. */
export function isWholeBare(piece: Piece): boolean {
  const bare = toBare(piece)
  const asks = (allowed: Char | undefined, isSaid: boolean): boolean =>
    allowed === undefined || (isSaid && isWithin(complement(allowed.points), WORD))
  return asks(piece.before, bare.startsWith('\\b')) && asks(piece.after, bare.endsWith('\\b'))
}

/** What a system can take in one expression. */
export type Limits = { readonly characters: number; readonly size: number }

/** True if the piece, with groups for what stands around, keeps to the limits of a system; see sizeOfPattern. */
export function isWithinLimits(piece: Piece, { characters, size }: Limits): boolean {
  const parts = [piece.head, piece.body, piece.tail]
  const total = parts.reduce((sum, part) => sum + sizeOfPattern(part), 0)
  return total <= size && toGrouped(piece).length <= characters
}

function toV8(piece: Piece): string {
  return toGrouped(piece, 'v8')
}

function leftOf({ before, head }: Piece, engine: Engine): string {
  return (before === undefined ? '' : `(?:^|${emit(before, engine)})`) + emit(head, engine)
}

function rightOf({ tail, after }: Piece, engine: Engine): string {
  return emit(tail, engine) + (after === undefined ? '' : `(?:$|${emit(after, engine)})`)
}

function wrapped(part: Part, engine: Engine): string {
  const source = emit(part, engine)
  return part.kind === 'choice' ? `(?:${source})` : source
}

/** Pieces of which nothing but the body differs, so that they can stand in one expression. */
export function joinKey({ before, head, tail, after }: Piece): string | undefined {
  if (emit(head, 're2') !== '' || emit(tail, 're2') !== '') return undefined
  const side = (char: Char | undefined) => (char === undefined ? '' : emit(char, 're2'))
  return `${side(before)} ${side(after)}`
}

/** Several pieces of one join key as one. */
export function join(pieces: readonly Piece[]): Piece {
  const [first] = pieces as readonly [Piece]
  if (pieces.length === 1) return first
  return { ...first, body: { kind: 'choice', branches: pieces.map(({ body }) => body) } }
}
