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
  const counts = new Map<string, FoundEntry>()
  for (const { infoType, path } of hits) {
    const field = INDEX.test(path) ? path.replace(INDEXES, '/*') : path
    const key = `${infoType} ${field}`
    counts.set(key, { type: infoType, field, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()]
}
