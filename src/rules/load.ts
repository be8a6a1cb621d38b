/**
 * Names, files and objects become rule packs.
 *
 * In: what a user gave as `rules`. Out: trusted packs, parsed or compiled.
 * Promise: all problems of all sources in one error; the YAML parser is loaded only when a user's YAML is read.
 */
import { type ErrorCode, type Issue, LogveilError } from '../errors.ts'
import { compilePack } from './compile.ts'
import { lockIssues, readLock } from './lock.ts'
import { parsePack, withSource } from './parse-pack.ts'
import type { CompiledPack, RulePack } from './rule.ts'
import { readRuleFile } from './rule-file.ts'
import { isShipped, SHIPPED_PACK_NAMES, shippedPack } from './shipped.ts'
import { suggest } from './suggest.ts'
import type { ListSource } from './word-lists.ts'

/** A shipped pack's name, a path to a .yaml, .yml or .json file, or a pack. */
export type RuleSource = string | RulePack

export type LoadOptions = {
  /** Names of the validators that exist. */
  readonly validators?: ReadonlySet<string> | undefined
  /** What the list of sources is called in paths. Default `rules`. */
  readonly name?: string | undefined
  /** What refuses a user's pack beyond its form; shipped packs and locked ones have passed. */
  readonly gate?: ((pack: RulePack, compiled: CompiledPack) => readonly Issue[]) | undefined
  /** Path of a lock file; a pack that is not in it as it is now is refused. */
  readonly lock?: string | undefined
}

type Problem = { readonly code: ErrorCode; readonly issues: readonly Issue[] }
type Good =
  | { readonly shipped: string }
  | { readonly own: RulePack; readonly compiled: () => CompiledPack }
type Loaded = Good | Problem

const SUMMARIES: Partial<Record<ErrorCode, string>> = {
  ERR_RULES_UNREADABLE: 'A rule file cannot be read.',
  ERR_RULES_UNKNOWN: 'A rule pack does not exist.',
  ERR_RULES_INVALID: 'The rules are invalid.',
  ERR_RULES_LOCKED: 'The rules are not those of the lock file.'
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
  return loadAll(sources, options).map((each) => compiledOf(each))
}

/** Of these sources the packs that are not shipped, as the matcher takes them; problems are told of all. */
export function loadOwn(
  sources: readonly RuleSource[],
  options: LoadOptions = {}
): readonly CompiledPack[] {
  return loadAll(sources, options).flatMap((each) => ('shipped' in each ? [] : [each.compiled()]))
}

function compiledOf(each: Good): CompiledPack {
  return 'shipped' in each ? shippedPack(each.shipped).compiled : each.compiled()
}

function loadAll(sources: readonly RuleSource[], options: LoadOptions): readonly Good[] {
  const loaded = sources.map((source, index) =>
    loadOne(source, `${options.name ?? 'rules'}[${index}]`, options)
  )
  const problems = loaded.flatMap((each) => ('issues' in each ? [each] : []))
  const good = loaded.flatMap((each) => ('issues' in each ? [] : [each]))
  const clashes = problems.length === 0 ? packClashes(good) : []
  if (clashes.length > 0) problems.push({ code: 'ERR_RULES_INVALID', issues: clashes })
  if (problems.length === 0) problems.push(...admit(good, sources, options))
  if (problems.length > 0) throw toError(problems)
  return good
}

/** The lock, or else the gates: what is locked has passed them. */
function admit(
  good: readonly Good[],
  sources: readonly RuleSource[],
  { lock, gate, name }: LoadOptions
): readonly Problem[] {
  if (lock !== undefined) {
    const issues = lockIssues(readLock(lock), good.map(compiledOf))
    return issues.length === 0 ? [] : [{ code: 'ERR_RULES_LOCKED', issues }]
  }
  return good.flatMap((each, index): readonly Problem[] => {
    if ('shipped' in each || gate === undefined) return []
    const source = sources[index]
    const where = typeof source === 'string' ? source : `${name ?? 'rules'}[${index}]`
    const issues = gate(each.own, each.compiled()).map((issue) => withSource(issue, where))
    return issues.length === 0 ? [] : [{ code: 'ERR_RULES_INVALID', issues }]
  })
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
  const parsed = parsePack(data, {
    validators: options.validators,
    lists: SHIPPED_LISTS,
    source
  })
  if ('issues' in parsed) return { code: 'ERR_RULES_INVALID', issues: parsed.issues }
  const { pack } = parsed
  let compiled: CompiledPack | undefined
  return {
    own: pack,
    compiled: () => {
      compiled ??= compilePack(pack)
      return compiled
    }
  }
}

/** Looked into only where a rule asks for it: most packs hold all their words. */
const SHIPPED_LISTS: ListSource = {
  get ids() {
    return SHIPPED_PACK_NAMES.flatMap((name) =>
      shippedPack(name).compiled.rules.map(({ id }) => id)
    )
  },
  find(id) {
    const name = id.split('.', 1)[0] as string
    return isShipped(name)
      ? shippedPack(name).source.rules.find((rule) => rule.id === id)
      : undefined
  }
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
