/**
 * Names, files and objects become rule packs.
 *
 * In: what a user gave as `rules`. Out: trusted packs, parsed or compiled.
 * Promise: all problems of all sources in one error; the YAML parser is loaded only when a user's YAML is read.
 */
import { type ErrorCode, type Issue, LogveilError } from '../errors.ts'
import { compilePack } from './compile.ts'
import { parsePack } from './parse-pack.ts'
import type { CompiledPack, RulePack } from './rule.ts'
import { readRuleFile } from './rule-file.ts'
import { isShipped, SHIPPED_PACK_NAMES, shippedPack } from './shipped.ts'
import { suggest } from './suggest.ts'

/** A shipped pack's name, a path to a .yaml, .yml or .json file, or a pack. */
export type RuleSource = string | RulePack

export type LoadOptions = {
  /** Names of the validators that exist. */
  readonly validators?: ReadonlySet<string> | undefined
  /** What the list of sources is called in paths. Default `rules`. */
  readonly name?: string | undefined
}

type Problem = { readonly code: ErrorCode; readonly issues: readonly Issue[] }
type Good = { readonly shipped: string } | { readonly own: RulePack }
type Loaded = Good | Problem

const SUMMARIES: Partial<Record<ErrorCode, string>> = {
  ERR_RULES_UNREADABLE: 'A rule file cannot be read.',
  ERR_RULES_UNKNOWN: 'A rule pack does not exist.',
  ERR_RULES_INVALID: 'The rules are invalid.'
}

/**
 * Loads rule packs with their examples.
 *
 * @example
 * const packs = loadRules(['secrets', './rules/acme.yaml'])
 */
export function loadRules(
  sources: readonly RuleSource[],
  options: LoadOptions = {}
): readonly RulePack[] {
  return loadAll(sources, options).map((each) =>
    'shipped' in each ? shippedPack(each.shipped).source : each.own
  )
}

/** Loads rule packs as the matcher takes them; shipped ones come ready-made. */
export function loadCompiled(
  sources: readonly RuleSource[],
  options: LoadOptions = {}
): readonly CompiledPack[] {
  return loadAll(sources, options).map((each) =>
    'shipped' in each ? shippedPack(each.shipped).compiled : compilePack(each.own)
  )
}

function loadAll(sources: readonly RuleSource[], options: LoadOptions): readonly Good[] {
  const loaded = sources.map((source, index) =>
    loadOne(source, `${options.name ?? 'rules'}[${index}]`, options)
  )
  const problems = loaded.flatMap((each) => ('issues' in each ? [each] : []))
  const good = loaded.flatMap((each) => ('issues' in each ? [] : [each]))
  const clashes = problems.length === 0 ? packClashes(good) : []
  if (clashes.length > 0) problems.push({ code: 'ERR_RULES_INVALID', issues: clashes })
  if (problems.length > 0) throw toError(problems)
  return good
}

function loadOne(source: RuleSource, path: string, options: LoadOptions): Loaded {
  if (typeof source !== 'string') return parse(source, path, options)
  if (isShipped(source)) return { shipped: source }
  if (!isPath(source)) return unknownName(source, path)
  const file = readRuleFile(source)
  if ('issues' in file) return { code: 'ERR_RULES_UNREADABLE', issues: file.issues }
  return parse(file.data, source, options)
}

function parse(data: unknown, source: string, options: LoadOptions): Loaded {
  const parsed = parsePack(data, { validators: options.validators, source })
  if ('issues' in parsed) return { code: 'ERR_RULES_INVALID', issues: parsed.issues }
  return { own: parsed.pack }
}

function isPath(source: string): boolean {
  return /[\\/]|\.(?:ya?ml|json)$/i.test(source)
}

function unknownName(name: string, path: string): Problem {
  const message = `expected the name of a shipped pack, or a path to a .yaml or .json file, got an unknown name; ${suggest(name, SHIPPED_PACK_NAMES)}`
  return { code: 'ERR_RULES_UNKNOWN', issues: [{ path, message }] }
}

/** Two packs of one name would have rules of one id. */
function packClashes(loaded: readonly Good[]): readonly Issue[] {
  const names = loaded.map((each) => ('shipped' in each ? each.shipped : each.own.pack))
  return names.flatMap((name, index) => {
    if (names.indexOf(name) === index) return []
    const message = 'expected packs of different names, got one twice; rename your own pack'
    return [{ path: name, message }]
  })
}

function toError(problems: readonly Problem[]): LogveilError {
  const codes = new Set(problems.map(({ code }) => code))
  const code = codes.size === 1 ? (problems[0] as Problem).code : 'ERR_RULES_INVALID'
  return new LogveilError(
    code,
    SUMMARIES[code] ?? '',
    problems.flatMap(({ issues }) => issues)
  )
}
