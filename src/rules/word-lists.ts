/**
 * Words of shipped rules, used by a user's rule under the shipped rule's id.
 *
 * In: unknown data, a way to look a rule up. Out: a copy in which `@core.phone_by_key` in keys.for stands for all words of
 * that rule's keys.for (likewise against, and context), or issues. Promise: what comes out holds words only, so the hash
 * of a rule tells when a list that it uses has changed.
 */
import type { Issue } from '../errors.ts'
import type { Rule } from './rule.ts'
import { suggest } from './suggest.ts'

/** The shipped rules whose words can be used. */
export type ListSource = {
  readonly ids: readonly string[]
  find(id: string): Rule | undefined
}
export type Expanded = { readonly data: unknown; readonly issues: readonly Issue[] }

type Data = Readonly<Record<string, unknown>>

const MARK = '@'

/** Replaces each `@id` by the words it stands for; data of another shape comes back as it was. */
export function expandWordLists(data: unknown, source: ListSource): Expanded {
  if (!isData(data) || !Array.isArray(data.rules)) return { data, issues: [] }
  const issues: Issue[] = []
  const rules = data.rules.map((rule: unknown, index) =>
    isData(rule) ? expandRule(rule, `rules[${index}]`, source, issues) : rule
  )
  return { data: { ...data, rules }, issues }
}

function expandRule(rule: Data, path: string, source: ListSource, issues: Issue[]): Data {
  const out: Record<string, unknown> = { ...rule }
  for (const part of ['keys', 'context'] as const) {
    const evidence = rule[part]
    if (!isData(evidence)) continue
    const expanded: Record<string, unknown> = { ...evidence }
    for (const side of ['for', 'against'] as const) {
      const words: unknown = evidence[side]
      if (!Array.isArray(words)) continue
      const place: Place = { part, side, path: `${path}.${part}.${side}` }
      expanded[side] = expandWords(words, place, source, issues)
    }
    out[part] = expanded
  }
  return out
}

type Place = {
  readonly part: 'keys' | 'context'
  readonly side: 'for' | 'against'
  readonly path: string
}

function expandWords(
  words: readonly unknown[],
  { part, side, path }: Place,
  source: ListSource,
  issues: Issue[]
): readonly unknown[] {
  const expanded: unknown[] = []
  for (const [index, word] of words.entries()) {
    if (typeof word !== 'string' || !word.startsWith(MARK)) {
      expanded.push(word)
      continue
    }
    const id = word.slice(MARK.length)
    const found = wordsOf(source.find(id), part, side)
    expanded.push(...found)
    if (found.length > 0) continue
    const message = `expected \`@\` and the id of a shipped rule that has ${part}.${side}, got another; ${suggest(id, source.ids)}`
    issues.push({ path: `${path}[${index}]`, message })
  }
  return expanded
}

function wordsOf(
  rule: Rule | undefined,
  part: 'keys' | 'context',
  side: 'for' | 'against'
): readonly string[] {
  const evidence = rule === undefined || !(part in rule) ? undefined : (rule as Data)[part]
  return isData(evidence) ? ((evidence[side] ?? []) as readonly string[]) : []
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
