/**
 * What a record tells of its findings.
 *
 * In: located hits. Out: the list `pii.found`: type, field, count. Never a value.
 */
import type { Located } from '../scan/located.ts'

/** One entry of `pii.found`; `field` is a JSON Pointer (RFC 6901) with array indexes as `*`. */
export type FoundEntry = { readonly type: string; readonly field: string; readonly count: number }

const INDEX = /\/\d/
const INDEXES = /\/\d+(?=\/|$)/g

export function summarise(
  hits: readonly Pick<Located, 'infoType' | 'path'>[]
): readonly FoundEntry[] {
  if (hits.length === 1) return [toEntry(hits[0] as Pick<Located, 'infoType' | 'path'>)]
  const counts = new Map<string, FoundEntry>()
  for (const hit of hits) {
    const entry = toEntry(hit)
    const key = `${entry.type} ${entry.field}`
    const known = counts.get(key)
    counts.set(key, known === undefined ? entry : { ...known, count: known.count + 1 })
  }
  return [...counts.values()]
}

function toEntry({ infoType, path }: Pick<Located, 'infoType' | 'path'>): FoundEntry {
  const field = INDEX.test(path) ? path.replace(INDEXES, '/*') : path
  return { type: infoType, field, count: 1 }
}
