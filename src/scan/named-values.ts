/**
 * Names inside a text and the values they are given there.
 *
 * In: a text and its candidates. Out: assignments with the ids that their names speak for; hits of the rules that judge by name.
 */
import { type Assignment, readAssignment } from './assignment.ts'
import { mayBeAssigned } from './assigns.ts'
import { type CandidateList, KIND_KEYWORD, STRIDE } from './candidate-list.ts'
import { likelihoodIndex } from './detector.ts'
import { isFoundAssignment } from './key-value.ts'
import type { Plan } from './plan.ts'
import { isInToken, type Sightings } from './sightings.ts'
import { readSql } from './sql-literals.ts'
import type { TextScan } from './text-scan.ts'

/** A value that a name is given inside the text, and what that name speaks for. */
export type NamedValue = { readonly assignment: Assignment; readonly ids: readonly string[] }

const NONE: readonly NamedValue[] = Object.freeze([])

export function readNames(
  plan: Plan,
  text: string,
  list: CandidateList,
  sightings: Sightings
): readonly NamedValue[] {
  const { items, length, codes } = list
  let named: NamedValue[] | null = null
  let readTo = -1
  let isInsert = false
  for (let i = 0; i < length; i += STRIDE) {
    if (items[i] !== KIND_KEYWORD) continue
    const at = items[i + 1] as number
    const use = plan.useOf(items[i + 2] as number)
    if (use.special === 'values' && !isInToken(sightings, at)) isInsert = true
    if (at < readTo || !use.names || !mayBeAssigned(codes, at) || isInToken(sightings, at)) continue
    const value = toNamed(plan, readAssignment(text, at))
    if (value === null) continue
    named ??= []
    named.push(value)
    readTo = value.assignment.nameEnd
  }
  if (!isInsert) return named ?? NONE
  const columns = readSql(text).flatMap((assignment) => toNamed(plan, assignment) ?? [])
  return named === null ? columns : [...named, ...columns]
}

function toNamed(plan: Plan, assignment: Assignment | null): NamedValue | null {
  if (assignment === null) return null
  const ids = plan.keyMatcher.match(assignment.name)
  return ids.length === 0 ? null : { assignment, ids }
}

export function addAssigned(scan: TextScan): void {
  for (const { assignment, ids } of scan.named) {
    const { start, end, syntax } = assignment
    const value = scan.text.slice(start, end)
    for (const id of ids) {
      const rule = scan.plan.keyRules.get(id)
      if (rule === undefined || !isReadInText(rule, assignment)) continue
      if (!isFoundAssignment(rule.value, value, syntax)) continue
      scan.hits.push({ rule, start, end, likelihood: likelihoodIndex(rule.likelihood ?? 'LIKELY') })
    }
  }
}

/** In JSON inside a message a name is a key as in the line itself; in prose some names say too little. */
function isReadInText(
  rule: { readonly value: string; readonly inText?: boolean },
  { syntax }: Assignment
): boolean {
  return syntax === 'json' || (rule.inText ?? (rule.value === 'any' || rule.value === 'secret'))
}
