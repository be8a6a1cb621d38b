/**
 * Values that were looked at once, of what comes again and again.
 *
 * In: a judge. Out: the same judge, which remembers. Promise: bounded; what was forgotten is judged anew.
 */

/** A service has so many routes, and its callers so many user agents, before they are asked anew. */
const KNOWN_VALUES = 1000

export type Known = Map<string, boolean>

export function isKnown(known: Known, value: string, judge: () => boolean): boolean {
  const answer = known.get(value)
  if (answer !== undefined) return answer
  if (known.size >= KNOWN_VALUES) known.clear()
  const isClean = judge()
  known.set(value, isClean)
  return isClean
}
