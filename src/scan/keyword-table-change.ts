/**
 * A keyword table made from another one: without some of its keywords, with a few more.
 *
 * In: a table, which of its keywords stay, what comes in. Out: a table as createKeywordTable would make it of all of them.
 * Promise: the other table is not changed. Three rules of a user's own take a twentieth of what five thousand keywords do.
 */
import {
  createKeywordTable,
  type Keyword,
  type KeywordTable,
  pairOf,
  slotOf
} from './keyword-table.ts'

export type NewKeyword = { readonly id: number; readonly keyword: Keyword }

export function changeTable(
  table: KeywordTable,
  stays: (id: number) => boolean,
  added: readonly NewKeyword[]
): KeywordTable {
  const extra = createKeywordTable(added.map(({ keyword }) => keyword))
  const idOf = (own: number): number => (added[own] as NewKeyword).id
  const { bits, slots, pairs, coming, buckets } = placeAll(table, extra, added)
  const writer = createWriter(table.entries, extra.entries, idOf)
  const bounds = new Int32Array(buckets + 1)
  for (let bucket = 0; bucket < buckets; bucket++) {
    const end = table.bounds[bucket + 1] ?? -1
    for (let at = table.bounds[bucket] as number; at < end; at++)
      if (stays(table.entries.ids[at] as number)) writer.keep(at)
    for (const at of coming.get(bucket) ?? []) writer.add(at)
    bounds[bucket + 1] = writer.count()
  }
  return {
    bits,
    slots,
    pairs,
    bounds,
    entries: writer.end(),
    wide: wideOf(table, stays, extra, idOf)
  }
}

type Placed = Pick<KeywordTable, 'bits' | 'slots' | 'pairs'> & {
  /** The entries that come in, by the bucket that they come into. */
  readonly coming: ReadonlyMap<number, readonly number[]>
  readonly buckets: number
}

function placeAll(table: KeywordTable, extra: KeywordTable, added: readonly NewKeyword[]): Placed {
  const slots = table.slots.slice()
  const pairs = table.pairs.slice()
  const bits = table.bits.slice()
  const coming = new Map<number, number[]>()
  let buckets = table.bounds.length - 1
  for (let at = 0; at < extra.entries.ids.length; at++) {
    const { text } = (added[extra.entries.ids[at] as number] as NewKeyword).keyword
    const bucket = bucketOf(text, slots, pairs, buckets)
    if (bucket === buckets) buckets++
    if (text.length > 2) markSlot(bits, text)
    const list = coming.get(bucket) ?? []
    list.push(at)
    coming.set(bucket, list)
  }
  return { bits, slots, pairs, coming, buckets }
}

type Entries = KeywordTable['entries']
type Writer = {
  /** The entry of the first table at `at`. */
  keep(at: number): void
  /** The entry of the second. */
  add(at: number): void
  count(): number
  end(): Entries
}

/** Entries that follow each other in the first table are copied at once. */
function createWriter(first: Entries, second: Entries, idOf: (own: number) => number): Writer {
  const most = first.ids.length + second.ids.length
  const ids = new Int32Array(most)
  const whole = new Uint8Array(most)
  const offsets = new Int32Array(most + 1)
  const chars = new Uint16Array(first.chars.length + second.chars.length)
  let count = 0
  // entries of the first table that are not copied yet
  let from = 0
  let to = 0
  const copy = (entries: Entries, start: number, end: number): void => {
    const begin = entries.offsets[start] as number
    const by = (offsets[count] as number) - begin
    ids.set(entries.ids.subarray(start, end), count)
    whole.set(entries.whole.subarray(start, end), count)
    chars.set(entries.chars.subarray(begin, entries.offsets[end]), begin + by)
    for (let at = start; at < end; at++) offsets[++count] = (entries.offsets[at + 1] as number) + by
  }
  const flush = (): void => {
    if (to > from) copy(first, from, to)
    from = to
  }
  return {
    keep(at) {
      if (at !== to) {
        flush()
        from = at
      }
      to = at + 1
    },
    add(at) {
      flush()
      copy(second, at, at + 1)
      ids[count - 1] = idOf(second.ids[at] as number)
    },
    count: () => count + to - from,
    end() {
      flush()
      return {
        ids: ids.slice(0, count),
        whole: whole.slice(0, count),
        offsets: offsets.slice(0, count + 1),
        chars: chars.slice(0, offsets[count])
      }
    }
  }
}

/** The bucket of a keyword; `next` where it has none yet. */
function bucketOf(text: string, slots: Uint16Array, pairs: Uint16Array, next: number): number {
  const table = text.length === 2 ? pairs : slots
  const slot = text.length === 2 ? pairOf(text.charCodeAt(0), text.charCodeAt(1)) : slotIn(text)
  if (table[slot] === 0) table[slot] = next + 1
  return (table[slot] as number) - 1
}

function slotIn(text: string): number {
  return slotOf(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2))
}

function markSlot(bits: Uint8Array, text: string): void {
  const slot = slotIn(text)
  bits[slot >> 3] = (bits[slot >> 3] as number) | (1 << (slot & 7))
}

function wideOf(
  table: KeywordTable,
  stays: (id: number) => boolean,
  extra: KeywordTable,
  idOf: (own: number) => number
): KeywordTable['wide'] {
  const wide = new Map(
    [...table.wide].map(([unit, list]) => [unit, list.filter(({ id }) => stays(id))])
  )
  for (const [unit, list] of extra.wide) {
    const known = wide.get(unit) ?? []
    wide.set(unit, [...known, ...list.map((entry) => ({ ...entry, id: idOf(entry.id) }))])
  }
  return new Map([...wide].filter(([, list]) => list.length > 0))
}

/** Marks the keywords that a table holds. */
export function markHeld({ entries, wide }: KeywordTable, held: Uint8Array): void {
  for (let at = 0; at < entries.ids.length; at++) held[entries.ids[at] as number] = 1
  for (const list of wide.values()) for (const { id } of list) held[id] = 1
}
