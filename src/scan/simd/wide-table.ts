/**
 * Keywords that are no ASCII words as columns of numbers.
 *
 * In: such keywords by their first unit beyond ASCII. Out: a hash table of those units (unit and bucket in turn, open
 * addressing), the bounds of each bucket, entries of four integers (id, index of its first character, number of characters,
 * how many stand before that unit), characters.
 */
import type { KeywordTable } from '../keyword-table.ts'

export type FlatWide = {
  readonly slots: Uint16Array
  readonly bounds: Int32Array
  readonly entries: readonly number[]
  readonly chars: Uint16Array
}

export function flatWide(wide: KeywordTable['wide']): FlatWide {
  // half of the slots at least are free, so that a unit without keywords is told by the first or second
  const size = 2 ** Math.ceil(Math.log2(2 * wide.size + 2))
  const slots = new Uint16Array(2 * size)
  const bounds = new Int32Array(wide.size + 1)
  const entries: number[] = []
  let chars = ''
  let bucket = 0
  for (const [unit, keywords] of wide) {
    put(slots, size - 1, unit, bucket)
    for (const { id, text, back } of keywords) {
      entries.push(id, chars.length, text.length, back)
      chars += text
    }
    bounds[++bucket] = entries.length / 4
  }
  const units = Uint16Array.from({ length: chars.length }, (_, i) => chars.charCodeAt(i))
  return { slots, bounds, entries, chars: units }
}

/** The same multiplication as in pass.as.ts. */
function put(slots: Uint16Array, mask: number, unit: number, bucket: number): void {
  let slot = Math.imul(unit, 0x9e37) & mask
  while (slots[2 * slot] !== 0) slot = (slot + 1) & mask
  slots[2 * slot] = unit
  slots[2 * slot + 1] = bucket
}
