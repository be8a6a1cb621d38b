/**
 * What the first pass can look for so that it misses no match of a pattern.
 *
 * In: parts, and the rule's own keywords where it has some. Out: the anchor that tells most.
 * Promise: sound. Every match holds its anchor at an allowed offset; where that cannot be shown, the kind is `none`.
 */
import type { Anchor } from '../rule.ts'
import { type CodePoints, DIGITS, isWithin, LETTERS, sizeOf } from './code-points.ts'
import { type DigitRun, digitRunOf } from './digit-run.ts'
import { bestLiteralAnchor, type LiteralAnchor, literalAnchors } from './literal-anchor.ts'
import { lowerAscii } from './literals.ts'
import { flatten, type Length, lengthOf, type Part, plus, widest } from './part.ts'

/** Shorter runs stand in nearly every line. */
const FEWEST_DIGITS = 3
/** A run of so many digits tells more than the letters before it. */
const TELLING_DIGITS = 6
const MOST_WORD_LETTERS = 4

/** Reads the anchor off a pattern. */
export function anchorOf(part: Part, keywords: readonly string[] | undefined): Anchor {
  const literals = literalAnchors(part)
  if (keywords !== undefined) return keywordAnchor(part, keywords, literals)
  const literal = bestLiteralAnchor(literals)
  if (literal !== undefined) return literal
  const at = atOffset(flatten(part), [0, 0])
  if (at !== undefined) return { kind: 'at', offset: at }
  return digitsOrWord(digitRunOf(part), wordOf(part))
}

function digitsOrWord(run: DigitRun | undefined, word: Anchor | undefined): Anchor {
  const digits = run?.digits ?? 0
  if (run !== undefined && digits >= TELLING_DIGITS) return { kind: 'digits', ...run }
  if (word !== undefined) return word
  if (run !== undefined && digits >= FEWEST_DIGITS) return { kind: 'digits', ...run }
  return { kind: 'none' }
}

/** The rule's keywords, at the offset of a set of literals in the pattern that all begin with one of them, else anywhere. */
function keywordAnchor(
  part: Part,
  keywords: readonly string[],
  anchors: readonly LiteralAnchor[]
): Anchor {
  const literals = [...new Set(keywords.map(lowerAscii))]
  const isKeyword = (text: string): boolean => literals.some((each) => text.startsWith(each))
  const spread = (anchor: LiteralAnchor): number => anchor.offset[1] - anchor.offset[0]
  const found = anchors
    .filter((anchor) => anchor.literals.every(isKeyword))
    .sort((a, b) => spread(a) - spread(b))[0]
  return { kind: 'literal', literals, offset: found?.offset ?? [0, lengthOf(part)[1]] }
}

/** Where the `@` stands that every match holds. */
function atOffset(parts: readonly Part[], from: Length): Length | undefined {
  let offset = from
  for (const part of parts) {
    const inside = atInside(part, offset)
    if (inside !== undefined) return inside
    offset = plus(offset, lengthOf(part))
  }
  return undefined
}

function atInside(part: Part, offset: Length): Length | undefined {
  if (part.kind === 'char') return isOnlyAt(part.points) ? offset : undefined
  if (part.kind === 'repeat') {
    return part.least === 0 ? undefined : atOffset(flatten(part.body), offset)
  }
  if (part.kind !== 'choice') return undefined
  const offsets = part.branches.map((branch) => atOffset(flatten(branch), offset))
  const found = offsets.filter((each) => each !== undefined)
  return found.length === offsets.length ? widest(found) : undefined
}

function isOnlyAt(points: CodePoints): boolean {
  return sizeOf(points) === 1 && points[0]?.[0] === 0x40
}

/** One to four letters at the start of each match, at once followed by digits. */
function wordOf(part: Part): Anchor | undefined {
  const parts = flatten(part)
  const end = parts.findIndex((each) => !isAll(each, LETTERS))
  const letters = parts.slice(0, Math.max(0, end)).map(lengthOf).reduce(plus, [0, 0])
  if (letters[0] < 1 || letters[1] > MOST_WORD_LETTERS) return undefined
  const digits = leadingDigits(parts.slice(end))
  return digits === 0 ? undefined : { kind: 'word', letters, digits }
}

function leadingDigits(parts: readonly Part[]): number {
  let digits = 0
  for (const part of parts) {
    if (!isAll(part, DIGITS)) break
    digits += lengthOf(part)[0]
  }
  return digits
}

/** True if the part's texts have only these characters. */
function isAll(part: Part, points: CodePoints): boolean {
  switch (part.kind) {
    case 'char':
      return isWithin(part.points, points)
    case 'value':
    case 'repeat':
      return isAll(part.body, points)
    case 'sequence':
      return part.parts.every((each) => isAll(each, points))
    case 'choice':
      return part.branches.every((each) => isAll(each, points))
  }
}
