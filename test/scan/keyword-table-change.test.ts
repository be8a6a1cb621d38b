/** A table that was changed holds what a table made anew would. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createKeywordTable,
  type Keyword,
  type KeywordTable
} from '../../src/scan/keyword-table.ts'
import { changeTable, markHeld } from '../../src/scan/keyword-table-change.ts'

const keyword: fc.Arbitrary<Keyword> = fc.record({
  text: fc.oneof(
    fc.stringMatching(/^[a-d][a-c ]{1,6}$/),
    fc.constantFrom('비밀', '주민', 'ñandú', 'lösenord', '氏 名', 'no')
  ),
  whole: fc.boolean()
})

/** Each slot with the entries that it leads to, and the wide keywords, whatever the order of buckets. */
function contentOf({ bits, slots, pairs, bounds, entries, wide }: KeywordTable) {
  const text = (at: number): string =>
    String.fromCharCode(...entries.chars.subarray(entries.offsets[at], entries.offsets[at + 1]))
  const listOf = (slot: number) =>
    Array.from({ length: (bounds[slot] as number) - (bounds[slot - 1] as number) }, (_, i) => {
      const at = (bounds[slot - 1] as number) + i
      return [entries.ids[at], entries.whole[at], text(at)]
    })
  const listsOf = (column: Uint16Array) =>
    [...column].flatMap((slot, place) => {
      const list = slot === 0 ? [] : listOf(slot)
      const isSeen = column === pairs || ((bits[place >> 3] as number) & (1 << (place & 7))) !== 0
      return list.length === 0 ? [] : [{ place, isSeen, list }]
    })
  const units = [...wide].sort(([a], [b]) => a - b)
  return { slots: listsOf(slots), pairs: listsOf(pairs), units }
}

const heldIn = (table: KeywordTable): Uint8Array => {
  const held = new Uint8Array(50)
  markHeld(table, held)
  return held
}

test('a changed table holds what one made anew does', () => {
  fc.assert(
    fc.property(
      fc.array(keyword, { maxLength: 30 }),
      fc.array(keyword, { maxLength: 8 }),
      fc.func(fc.boolean()),
      (first, more, stays) => {
        const table = createKeywordTable(first)
        const before = contentOf(table)
        const added = more.map((each, i) => ({ id: first.length + i, keyword: each }))
        const changed = changeTable(table, (id) => stays(id), added)
        const none = { text: '', whole: false }
        const anew = createKeywordTable([
          ...first.map((each, id) => (stays(id) ? each : none)),
          ...more
        ])
        expect(contentOf(changed)).toEqual(contentOf(anew))
        expect(heldIn(changed)).toEqual(heldIn(anew))
        expect(contentOf(table)).toEqual(before)
      }
    ),
    { numRuns: 100 }
  )
})
