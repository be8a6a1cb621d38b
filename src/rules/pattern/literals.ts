/**
 * The literal texts that a part begins with.
 *
 * In: parts. Out: a list of texts, lower case, one of which every text of the parts begins with.
 * Promise: complete. `open` says that what follows in the pattern may be appended, otherwise anything can follow.
 */
import { type CodePoints, sizeOf } from './code-points.ts'
import type { Part, Repeat } from './part.ts'

export type Literal = { readonly text: string; readonly open: boolean }

export const MOST_LITERALS = 64
const LONGEST_LITERAL = 16
/** Beyond these a class tells too little to be spelled out. */
const MOST_CHARACTERS = 8
/** As long as the first pass's hash: past it only fixed text is worth appending. */
const LONG_ENOUGH = 4

const NOTHING: readonly Literal[] = [{ text: '', open: true }]
const ANYTHING: readonly Literal[] = [{ text: '', open: false }]

/** What every text of these parts, in a row, begins with. */
export function literalsOf(parts: readonly Part[]): readonly Literal[] {
  let literals = NOTHING
  for (const part of parts) {
    if (!literals.some(({ open }) => open)) break
    literals = join(literals, ofPart(part))
  }
  return literals
}

function ofPart(part: Part): readonly Literal[] {
  switch (part.kind) {
    case 'char':
      return ofCharacters(part.points)
    case 'value':
      return ofPart(part.body)
    case 'sequence':
      return literalsOf(part.parts)
    case 'choice':
      return limited(part.branches.flatMap(ofPart))
    case 'repeat':
      return ofRepeat(part)
  }
}

function ofCharacters(points: CodePoints): readonly Literal[] {
  if (sizeOf(points) > 2 * MOST_CHARACTERS) return ANYTHING
  const texts = new Set<string>()
  for (const [from, to] of points) {
    for (let code = from; code <= to; code++) texts.add(lowerAscii(String.fromCodePoint(code)))
  }
  if (texts.size > MOST_CHARACTERS) return ANYTHING
  return [...texts].map((text) => ({ text, open: true }))
}

function ofRepeat(part: Repeat): readonly Literal[] {
  const body = ofPart(part.body)
  let literals = NOTHING
  for (let count = 0; count < Math.min(part.least, LONGEST_LITERAL); count++) {
    literals = join(literals, body)
  }
  if (part.least > LONGEST_LITERAL) return closed(literals)
  if (part.least === part.most) return literals
  if (part.most - part.least !== 1) return closed(literals)
  return limited([...literals, ...join(literals, body)])
}

function join(heads: readonly Literal[], tails: readonly Literal[]): readonly Literal[] {
  const isVague = tails.length > 1 && tails.every(({ text }) => text.length <= 1)
  const isLongEnough = heads.every(({ text, open }) => !open || text.length >= LONG_ENOUGH)
  if (isVague && isLongEnough) return closed(heads)
  const joined = heads.flatMap((head) =>
    head.open ? tails.map((tail) => append(head.text, tail)) : [head]
  )
  return joined.length > MOST_LITERALS ? closed(heads) : distinct(joined)
}

function append(head: string, tail: Literal): Literal {
  const text = head + tail.text
  if (text.length <= LONGEST_LITERAL) return { text, open: tail.open }
  return { text: text.slice(0, LONGEST_LITERAL), open: false }
}

function closed(literals: readonly Literal[]): readonly Literal[] {
  return distinct(literals.map(({ text }) => ({ text, open: false })))
}

/** More than the cap are cut to what the first pass hashes. */
function limited(literals: readonly Literal[]): readonly Literal[] {
  const all = distinct(literals)
  if (all.length <= MOST_LITERALS) return all
  const cut = distinct(all.map(({ text }) => ({ text: text.slice(0, LONG_ENOUGH), open: false })))
  return cut.length <= MOST_LITERALS ? cut : ANYTHING
}

function distinct(literals: readonly Literal[]): readonly Literal[] {
  return [...new Map(literals.map((each) => [`${each.open}${each.text}`, each])).values()]
}

/** Lower case for ASCII only: `toLowerCase` changes lengths (`İ`) and folds the Kelvin sign to `k`. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
