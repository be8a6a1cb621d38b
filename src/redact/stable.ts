/**
 * Redaction until nothing is left to find.
 *
 * In: a text and how it is looked at and rewritten. Out: the safe text and the hits of the first look.
 * Promise: redacting the result again changes nothing. A replaced value can bring a context word nearer to the next one,
 * or free a number from a neighbour that made it none: what was written is looked at again. Where that is in the values of
 * members alone, nothing else of the line can have changed what it says, and those values are all that is looked at.
 */
import type { Leaf, Located } from '../scan/located.ts'
import type { OperatorPlan } from './operator-plan.ts'
import { applyEdits, type Edit } from './rewrite.ts'
import { toToken } from './token.ts'

export type Redaction = { readonly text: string; readonly hits: readonly Located[] }

export type Passes = {
  mayHold(text: string): boolean
  scan(text: string): readonly Located[]
  scanLeaf(text: string, leaf: Leaf): readonly Located[]
  /** What is to be written for hits; `isFirst`: they are those of the first look. */
  edit(text: string, hits: readonly Located[], isFirst: boolean): readonly Edit[]
}

/** Values shrink or become tokens each time; three rounds were the most that random text ever took. */
const MAX_ROUNDS = 8

export function redactUntilStable(
  text: string,
  first: readonly Located[],
  passes: Passes
): Redaction {
  const edits = passes.edit(text, first, true)
  let safe = applyEdits(text, first, edits)
  let hits = first
  if (areLeavesSettled(safe, first, edits, passes)) return { text: safe, hits }
  for (let round = 1; round < MAX_ROUNDS && passes.mayHold(safe); round++) {
    const again = passes.scan(safe)
    const next =
      again.length === 0 ? safe : applyEdits(safe, again, passes.edit(safe, again, false))
    if (next === safe) break
    hits = [...hits, ...again]
    safe = next
  }
  return { text: safe, hits }
}

/** A longer one is mostly one leaf: the first pass looks at that in less time than the exact scan. */
const LONGEST_LINE = 1 << 16

/** Whether all that was written lies in leaves, and looking at those again changes nothing. */
function areLeavesSettled(
  safe: string,
  hits: readonly Located[],
  edits: readonly Edit[],
  passes: Passes
): boolean {
  if (safe.length > LONGEST_LINE) return false
  for (const hit of hits) if (hit.leaf === null || hit.inKey || hit.pathIndex !== -1) return false
  for (const edit of edits) if (edit.member) return false
  const toMoved = createMover(edits)
  let before: Leaf | null = null
  for (const { leaf, infoType } of hits) {
    if (leaf === null || leaf === before) continue
    before = leaf
    const start = toMoved(leaf.start)
    const moved = { start, end: toMoved(leaf.end), place: leaf.place, token: toToken(infoType) }
    const again = passes.scanLeaf(safe, moved)
    if (again.length > 0 && !isUnchanged(safe, passes.edit(safe, again, false))) return false
  }
  return true
}

/** Where what stood at a place, in no edit, stands now; asked for places in order. */
function createMover(edits: readonly Edit[]): (place: number) => number {
  let next = 0
  let by = 0
  return (place) => {
    for (; next < edits.length && (edits[next] as Edit).end <= place; next++) {
      const { start, end, text } = edits[next] as Edit
      by += text.length - (end - start)
    }
    return place + by
  }
}

function isUnchanged(text: string, edits: readonly Edit[]): boolean {
  return edits.every((edit) => text.slice(edit.start, edit.end) === edit.text)
}

/** What is taken out leaves nothing: `password= next` would lose a word more each time that it is looked at. */
export function isLeftStanding(hit: Located, operators: OperatorPlan): boolean {
  return operators(hit.ruleId).type !== 'remove'
}
