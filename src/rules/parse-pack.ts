/**
 * Unknown data becomes a rule pack that can be trusted, or every problem in it at once.
 *
 * In: what YAML, JSON or a caller gave. Out: a frozen copy as `RulePack`, or issues with dotted paths.
 * Promise: what the JSON Schema refuses is refused, and what only a look at several parts can tell:
 * ids, patterns, validators, keywords and examples that fit each other. No value is repeated.
 */
import type { Issue } from '../errors.ts'
import { EXPECTED, KNOWN_KEYS, validateRulePack } from '../generated/validate-rule-pack.ts'
import { deepFreeze } from './freeze.ts'
import type { RulePack } from './rule.ts'
import { ruleIssues } from './rule-issues.ts'
import { toIssues } from './schema-issues.ts'
import { expandWordLists, type ListSource } from './word-lists.ts'

export type ParseOptions = {
  /** Names of the validators that exist; without it they are not checked. */
  readonly validators?: ReadonlySet<string> | undefined
  /** As for shipped packs: as many near misses as matches, patterns proved linear. Default false. */
  readonly strict?: boolean | undefined
  /** Shipped rules whose words an entry `@id` of keys and context stands for; without it there are none. */
  readonly lists?: ListSource | undefined
  /** Where the data comes from, put before each path. */
  readonly source?: string | undefined
}

export type ParsedPack = { readonly pack: RulePack } | { readonly issues: readonly Issue[] }

/** Reads one pack. */
export function parsePack(given: unknown, options: ParseOptions = {}): ParsedPack {
  const expanded =
    options.lists === undefined
      ? { data: given, issues: [] }
      : expandWordLists(given, options.lists)
  const { data } = expanded
  const shape = validateRulePack(data) ? [] : (validateRulePack.errors ?? [])
  const tables = { expected: EXPECTED, knownKeys: KNOWN_KEYS }
  const issues = [
    ...expanded.issues,
    // what an unknown list leaves empty has been told
    ...(expanded.issues.length > 0 ? [] : toIssues(shape, data, tables)),
    ...ruleIssues(data, options)
  ]
  if (issues.length > 0) return { issues: issues.map((issue) => withSource(issue, options.source)) }
  return { pack: toPack(data as RulePack) }
}

/** Puts where the data comes from before an issue's path. */
export function withSource(issue: Issue, source: string | undefined): Issue {
  if (source === undefined) return issue
  // A place in a list of sources reads on as a path, a file's name is set apart.
  const join = source.endsWith(']') ? '.' : ': '
  return { ...issue, path: issue.path === '' ? source : `${source}${join}${issue.path}` }
}

function toPack({ pack, version, description, rules }: RulePack): RulePack {
  const copy = JSON.parse(JSON.stringify(rules)) as RulePack['rules']
  return deepFreeze({
    pack,
    version,
    ...(description !== undefined && { description }),
    rules: copy
  })
}
