/**
 * Many pieces become few expressions.
 *
 * In: portable rules. Out: for each infoType expressions of a bounded length, in the order of the rules.
 * Why: each expression is a pass over the text, and systems limit how many there are.
 */
import { join, joinKey, type Piece, type Portable } from './portable.ts'

export type Batch = {
  readonly infoType: string
  readonly piece: Piece
  readonly ids: readonly string[]
}

type Open = {
  readonly infoType: string
  readonly key: string
  readonly pieces: Piece[]
  readonly ids: Set<string>
}

/** Joins pieces of one infoType and one pair of boundaries as long as what they become `fits`. */
export function toBatches(
  rules: readonly Portable[],
  fits: (piece: Piece) => boolean
): readonly Batch[] {
  const batches: Open[] = []
  for (const { id, infoType, pieces } of rules) {
    for (const piece of pieces) add(batches, { id, infoType, piece }, fits)
  }
  return batches.map(({ infoType, pieces, ids }) => ({
    infoType,
    piece: join(pieces),
    ids: [...ids]
  }))
}

function add(
  batches: Open[],
  {
    id,
    infoType,
    piece
  }: { readonly id: string; readonly infoType: string; readonly piece: Piece },
  fits: (piece: Piece) => boolean
): void {
  const key = joinKey(piece)
  const open = batches.find(
    (batch) =>
      key !== undefined &&
      batch.key === key &&
      batch.infoType === infoType &&
      fits(join([...batch.pieces, piece]))
  )
  if (open === undefined) {
    batches.push({
      infoType,
      key: key ?? `alone ${batches.length}`,
      pieces: [piece],
      ids: new Set([id])
    })
  } else {
    open.pieces.push(piece)
    open.ids.add(id)
  }
}
