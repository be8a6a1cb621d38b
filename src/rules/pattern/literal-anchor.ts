/**
 * The literals of which one stands in each match, where the first pass can find it.
 *
 * In: parts. Out: literals and how far before them a match can begin, or nothing.
 * Promise: sound for the first pass's rule that an ASCII literal begins at a word start: a literal that a
 * letter could precede inside the match is not offered.
 */
import type { Anchor } from '../rule.ts'
import {
  type CodePoints,
  isWithin,
  LETTERS,
  LOWER,
  NON_ASCII,
  overlaps,
  sizeOf,
  UPPER,
  union
} from './code-points.ts'
import { literalsOf, MOST_LITERALS } from './literals.ts'
import {
  canBeEmpty,
  flatten,
  type Length,
  lastOf,
  lengthOf,
  type Part,
  plus,
  widest
} from './part.ts'

export type LiteralAnchor = Extract<Anchor, { kind: 'literal' }>

/** What stands before a part inside the match. */
type Place = { readonly offset: Length; readonly before: CodePoints }

const SHORTEST_LITERAL = 3

/** Every usable set of literals in the pattern; each of them is sound. */
export function literalAnchors(part: Part): readonly LiteralAnchor[] {
  return search(flatten(part), { offset: [0, 0], before: [] })
}

/** The one that tells most, or undefined. */
export function bestLiteralAnchor(anchors: readonly LiteralAnchor[]): LiteralAnchor | undefined {
  return anchors.reduce<LiteralAnchor | undefined>(
    (best, each) => (best === undefined || worth(each) > worth(best) ? each : best),
    undefined
  )
}

/** Long, few and near the start of the match is what the first pass likes. */
function worth({ literals, offset }: LiteralAnchor): number {
  const weights = literals.map((text) =>
    text.charCodeAt(0) < 0x80 ? text.length : 2 * text.length
  )
  const spread = offset[1] - offset[0]
  return 2 * Math.min(8, ...weights) - Math.log2(literals.length) - Math.log2(spread + 1) / 2
}

function search(parts: readonly Part[], from: Place): readonly LiteralAnchor[] {
  const anchors: LiteralAnchor[] = []
  let place = from
  for (const [index, part] of parts.entries()) {
    const here = startingAt(parts.slice(index), place)
    if (here !== undefined) anchors.push(here)
    anchors.push(...insideOf(part, place))
    place = after(part, place)
  }
  return anchors
}

function after(part: Part, place: Place): Place {
  const before = canBeEmpty(part) ? union(place.before, lastOf(part)) : lastOf(part)
  return { offset: plus(place.offset, lengthOf(part)), before }
}

function startingAt(parts: readonly Part[], place: Place): LiteralAnchor | undefined {
  const literals = usable(literalsOf(parts).map(({ text }) => text))
  if (literals === undefined) return undefined
  const hasLetters = literals.some((text) => text.charCodeAt(0) < 0x80)
  if (hasLetters && !beginsWord(parts, place)) return undefined
  return { kind: 'literal', literals, offset: place.offset }
}

/** Literals as the first pass takes them; undefined if one of them is none. */
function usable(texts: readonly string[]): readonly string[] | undefined {
  const cut = texts.map(
    (text) => (/^[a-z][\0-\x7f]{2,}/.exec(text) ?? /^[^\0-\x7f]+/.exec(text))?.[0]
  )
  const literals = cut.filter((text) => text !== undefined).filter(isLiteral)
  if (literals.length !== texts.length) return undefined
  const distinct = [...new Set(literals)]
  return distinct.filter(
    (text) => !distinct.some((other) => other !== text && text.startsWith(other))
  )
}

function isLiteral(text: string): boolean {
  return text.charCodeAt(0) < 0x80 ? text.length >= SHORTEST_LITERAL : /^\p{L}+$/u.test(text)
}

function beginsWord(parts: readonly Part[], { before }: Place): boolean {
  if (!canBeLetter(before)) return true
  const first = parts[0]
  return first?.kind === 'char' && isWithin(first.points, UPPER) && isWithin(before, LOWER)
}

/** Whatever notion of letter the first pass has: ASCII only or all of Unicode. */
function canBeLetter(points: CodePoints): boolean {
  if (overlaps(points, LETTERS)) return true
  if (!overlaps(points, NON_ASCII)) return false
  return sizeOf(points) > 256 || /\p{L}/u.test(charactersOf(points))
}

function charactersOf(points: CodePoints): string {
  return points
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
    .map((code) => String.fromCodePoint(code))
    .join('')
}

/** Anchors inside of a choice (one for each branch) or of what is repeated at least once. */
function insideOf(part: Part, place: Place): readonly LiteralAnchor[] {
  if (part.kind === 'repeat') return part.least === 0 ? [] : search(flatten(part.body), place)
  if (part.kind !== 'choice') return []
  const best = part.branches.map((branch) => bestLiteralAnchor(search(flatten(branch), place)))
  const found = best.filter((each) => each !== undefined)
  const literals = [...new Set(found.flatMap((each) => each.literals))]
  if (found.length !== best.length || literals.length > MOST_LITERALS) return []
  return [{ kind: 'literal', literals, offset: widest(found.map((each) => each.offset)) }]
}
