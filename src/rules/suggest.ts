/**
 * The end of a sentence about an unknown name.
 *
 * In: the name and those that exist. Out: a suggestion if one is near, else the list.
 */
import { closest, distance } from 'fastest-levenshtein'

const LONGEST_LIST = 30

/** `did you mean \`x\`?`, or which names there are. */
export function suggest(name: string, known: readonly string[]): string {
  const near = known.length === 0 ? undefined : closest(name, known)
  if (near !== undefined && distance(name, near) <= Math.max(2, Math.floor(near.length / 3))) {
    return `did you mean \`${near}\`?`
  }
  const listed = known.slice(0, LONGEST_LIST).join(', ')
  return `there are ${listed === '' ? 'none' : listed}${known.length > LONGEST_LIST ? ', …' : ''}`
}
