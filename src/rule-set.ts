/**
 * All that looks at a line: rules, operators, engine, suppressions, and the manifest that describes them.
 *
 * In: the options that createLogger, createScanner and withRedaction share. Out: a frozen rule set with an id.
 * Promise: every problem of the rules is told before the first line; the same options give the same id.
 */
import { createHash } from 'node:crypto'
import { loadEngine } from './engine.ts'
import { LogveilError } from './errors.ts'
import { deriveSuppressionKey } from './redact/keyed-hash.ts'
import type { OperatorConfig } from './redact/operator.ts'
import { type OperatorPlan, planOperators } from './redact/operator-plan.ts'
import type { PseudonymKey } from './redact/pseudonym-key.ts'
import { createSuppressor, type Suppression, type Suppressor } from './redact/suppressions.ts'
import { RULE_LOADING } from './rule-gate.ts'
import { loadCompiled, type RuleSource } from './rules/load.ts'
import type { CompiledPack, CompiledRule, Likelihood, OperatorName } from './rules/rule.ts'
import { isShipped, SHIPPED_PACK_NAMES, shippedPack } from './rules/shipped.ts'
import { suggest } from './rules/suggest.ts'
import { createMatcher, type Matcher } from './scan/matcher.ts'
import { VALIDATORS } from './scan/validators/index.ts'

/** The options that decide what is found and what is done to it. */
export type RuleSetOptions = {
  /**
   * Names of shipped packs, paths of rule files, or packs. Naming packs chooses them; your own rules are always added, and
   * where no pack is named the default packs stay on. A rule's id switches that rule on, `-` before a name switches
   * a rule, an infoType or a pack off.
   * @default ['default']
   */
  readonly rules?: readonly RuleSource[]
  /** Path of a lock file (`logveil rules lock`): packs that are not in it as they are now are refused. */
  readonly rulesLock?: string
  /** What is done, by rule id, infoType, pack, or `default`. */
  readonly operators?: Readonly<Record<string, OperatorConfig>>
  /** Findings below it do not count. @default 'POSSIBLE' */
  readonly minLikelihood?: Likelihood
  /** Findings that you allow, each with a reason and an end. */
  readonly suppress?: readonly Suppression[]
  /** At least 32 random bytes; needed by the operator `hash`. */
  readonly pseudonymKey?: PseudonymKey
  /** Which regex engine runs. @default 'v8' */
  readonly engine?: 'v8' | 're2'
}

export type RuleSet = {
  /** 12 hex digits over the manifest. */
  readonly id: string
  readonly manifest: Manifest
  readonly matcher: Matcher
  readonly operators: OperatorPlan
  readonly suppressor: Suppressor
  readonly packs: readonly CompiledPack[]
}

/** What looked at a line, comparable rule by rule; holds no value. */
export type Manifest = {
  readonly engine: string
  readonly decoders: readonly string[]
  readonly min_likelihood: Likelihood
  readonly rules: Readonly<Record<string, { readonly hash: string; readonly operator: string }>>
  readonly suppressions: readonly { readonly hash: string; readonly expires: string }[]
}

/** Encodings that the scan looks through; part of the manifest, so a new one changes the rule set's id. */
export const DECODERS: readonly string[] = [
  'json-string',
  'json-document',
  'percent',
  'unicode-escape',
  'html',
  'fold',
  'base64',
  'base64-in-text',
  'jwt',
  'data-uri',
  'bytes'
]

export function createRuleSet(options: RuleSetOptions = {}): RuleSet {
  const packs = selectPacks(options.rules ?? ['default'], options.rulesLock)
  const facts = packs.flatMap((pack) => pack.rules.map((rule) => toFacts(pack, rule)))
  const operators = planOperators({
    rules: facts,
    operators: options.operators,
    pseudonymKey: options.pseudonymKey
  })
  const suppressor = createSuppressor(options.suppress ?? [], {
    now: Date.now,
    key: deriveSuppressionKey(options.pseudonymKey),
    names: { ruleIds: facts.map((rule) => rule.id), infoTypes: facts.map((rule) => rule.infoType) }
  })
  const minLikelihood = options.minLikelihood ?? 'POSSIBLE'
  const engine = loadEngine(options.engine ?? 'v8', packs)
  const keep =
    (options.suppress ?? []).length === 0
      ? null
      : (hit: { ruleId: string; infoType: string; path: string; text: string }) =>
          !suppressor.suppresses(hit, hit.text)
  const matcher = createMatcher(
    packs,
    {
      engine,
      get validators() {
        return VALIDATORS
      },
      minLikelihood
    },
    keep
  )
  const manifest = toManifest(packs, operators, suppressor, engine.name, minLikelihood)
  return Object.freeze({ id: idOf(manifest), manifest, matcher, operators, suppressor, packs })
}

function toFacts(pack: CompiledPack, rule: CompiledRule) {
  const operator: OperatorName | undefined = rule.operator
  return { id: rule.id, infoType: rule.infoType, pack: pack.pack, operator }
}

function toManifest(
  packs: readonly CompiledPack[],
  operators: OperatorPlan,
  suppressor: Suppressor,
  engine: string,
  minLikelihood: Likelihood
): Manifest {
  const entries = packs.flatMap((pack) =>
    pack.rules.map(
      (rule) =>
        [
          rule.id,
          { hash: pack.hashes[rule.id] as string, operator: operators(rule.id).meaning }
        ] as const
    )
  )
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    engine,
    decoders: DECODERS,
    min_likelihood: minLikelihood,
    rules: Object.fromEntries(sorted),
    suppressions: suppressor.toManifest()
  }
}

function idOf(manifest: Manifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 12)
}

type Selection = {
  readonly sources: RuleSource[]
  readonly on: Set<string>
  readonly off: Set<string>
  named: boolean
  all: boolean
}

/** Reads the option `rules`: which packs, which rules of them. */
function selectPacks(
  sources: readonly RuleSource[],
  lock: string | undefined
): readonly CompiledPack[] {
  const selection: Selection = {
    sources: [],
    on: new Set(),
    off: new Set(),
    named: false,
    all: false
  }
  for (const source of sources) addSource(selection, source)
  const shipped = selection.named ? [] : SHIPPED_PACK_NAMES
  const packs = loadCompiled([...shipped, ...selection.sources], { ...RULE_LOADING, lock })
  checkSwitches(selection, packs)
  return packs.map((pack) => switchRules(pack, selection)).filter((pack) => pack.rules.length > 0)
}

function addSource(selection: Selection, source: RuleSource): void {
  if (typeof source !== 'string') selection.sources.push(source)
  else if (source.startsWith('-')) selection.off.add(source.slice(1))
  else if (source === 'default' || source === 'all') {
    selection.sources.push(...SHIPPED_PACK_NAMES)
    selection.named = true
    if (source === 'all') selection.all = true
  } else if (isShipped(source)) {
    selection.sources.push(source)
    selection.named = true
  } else if (isRuleId(source)) selection.on.add(source)
  else selection.sources.push(source)
}

function isRuleId(name: string): boolean {
  const pack = name.split('.', 1)[0] as string
  return isShipped(pack) && shippedPack(pack).compiled.rules.some((rule) => rule.id === name)
}

function switchRules(pack: CompiledPack, { on, off, all }: Selection): CompiledPack {
  const isOff = (rule: CompiledRule) =>
    off.has(rule.id) || off.has(rule.infoType) || off.has(pack.pack)
  const rules = pack.rules.filter(
    (rule) => !isOff(rule) && (rule.default !== false || all || on.has(rule.id))
  )
  return rules.length === pack.rules.length ? pack : { ...pack, rules }
}

function checkSwitches({ on, off }: Selection, packs: readonly CompiledPack[]): void {
  const names = packs.flatMap((pack) => [
    pack.pack,
    ...pack.rules.flatMap((rule) => [rule.id, rule.infoType])
  ])
  const unknown = [...on, ...off].filter((name) => !names.includes(name))
  if (unknown.length === 0) return
  throw new LogveilError(
    'ERR_RULES_UNKNOWN',
    'A rule that is switched on or off does not exist.',
    unknown.map((name) => ({
      path: 'rules',
      message: `expected a rule id, an infoType or a pack, got an unknown name; ${suggest(name, names)}`
    }))
  )
}
