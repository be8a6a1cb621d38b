/**
 * What the names above a value speak for.
 *
 * In: a name, the same under its parent's, what was spoken for above. Out: the ids of the rules spoken for.
 */
import type { Plan } from './plan.ts'
import { type KeyEvidence, withoutTokens } from './text-scan.ts'

/** What a name, and the name under its parent, speak for; what the parent spoke for as a pattern goes on below it. */
export function evidenceOf(
  plan: Plan,
  [name, joined]: readonly [string, string],
  above: KeyEvidence
): KeyEvidence {
  const { keyMatcher } = plan
  const ids = keyMatcher.match(withoutTokens(name))
  const parent = withoutTokens(joined.slice(0, joined.length - name.length - 1))
  const under = parent === '' ? [] : keyMatcher.match(withoutTokens(joined))
  if (ids.length === 0 && under.length === 0 && above.size === 0) return above
  const evidence = new Set<string>(ids)
  const spoken = under.length === 0 ? [] : keyMatcher.match(parent)
  for (const id of under) if (!spoken.includes(id)) evidence.add(id)
  for (const id of above) if (id.startsWith('+')) evidence.add(id)
  return evidence
}
