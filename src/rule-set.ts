/**
 * All that looks at a line: rules, operators, engine, suppressions, and the manifest that describes them.
 *
 * In: the options that createLogger, createScanner and withRedaction share. Out: a frozen rule set with an id.
 * Promise: every problem of the rules is told before the first line; the same options give the same id.
 */
import { createHash } from 'node:crypto'
import { loadEngine } from './engine.ts'
import { deriveSuppressionKey } from './redact/keyed-hash.ts'
import type { OperatorConfig } from './redact/operator.ts'
import { type OperatorPlan, planOperators } from './redact/operator-plan.ts'
import type { PseudonymKey } from './redact/pseudonym-key.ts'
import { createSuppressor, type Suppression, type Suppressor } from './redact/suppressions.ts'
import { type RuleSelection, selectRules } from './rule-selection.ts'
import type { RuleSource } from './rules/load.ts'
import type { CompiledPack, Likelihood } from './rules/rule.ts'
import { defaultManifest, defaultRulesId, type RuleHead } from './rules/shipped-heads.ts'
import { type Matcher, matcherOf } from './scan/matcher.ts'
import { planOf } from './scan/plan.ts'
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
  const selection = selectRules(options.rules, options.rulesLock)
  const operators = planOperators({
    rules: selection.heads,
    operators: options.operators,
    pseudonymKey: options.pseudonymKey
  })
  const suppressor = suppressorOf(options, selection)
  const minLikelihood = options.minLikelihood ?? 'POSSIBLE'
  const engine = loadEngine(options.engine ?? 'v8', selection.own)
  const keep =
    (options.suppress ?? []).length === 0
      ? null
      : (hit: { ruleId: string; infoType: string; path: string; text: string }) =>
          !suppressor.suppresses(hit, hit.text)
  const plan = planOf(selection.parts, {
    engine,
    // as a whole they are only needed when the first rule is woken
    get validators() {
      return VALIDATORS
    },
    minLikelihood
  })
  const matcher = matcherOf(plan, keep)
  let manifest: Manifest | null = null
  const manifestOf = (): Manifest => {
    manifest ??= isDefault(options)
      ? frozen(defaultManifest() as Manifest)
      : toManifest(selection.heads(), operators, suppressor, engine.name, minLikelihood)
    return manifest
  }
  const id = isDefault(options) ? defaultRulesId() : idOf(manifestOf())
  return Object.freeze({
    id,
    get manifest() {
      return manifestOf()
    },
    matcher,
    operators,
    suppressor,
    get packs() {
      return selection.packs()
    }
  })
}

/** Nothing is said that the manifest depends on: its id is known from the build. */
function isDefault(options: RuleSetOptions): boolean {
  const { rules, rulesLock, operators, minLikelihood, suppress, pseudonymKey, engine } = options
  return [rules, rulesLock, operators, minLikelihood, suppress, pseudonymKey, engine].every(
    (option) => option === undefined
  )
}

/** The manifest under default options, and its id, where the rules that are on have these heads. */
export function manifestOfDefaults(rules: readonly RuleHead[]): {
  readonly id: string
  readonly manifest: Manifest
} {
  const manifest = toManifest(rules, planOperators({ rules }), NO_SUPPRESSOR, 'v8', 'POSSIBLE')
  return { id: idOf(manifest), manifest }
}

/** One object for all rule sets of the process. */
function frozen(manifest: Manifest): Manifest {
  Object.freeze(manifest.rules)
  return Object.freeze(manifest)
}

const NO_SUPPRESSOR: Suppressor = Object.freeze({
  suppresses: () => false,
  expired: [],
  toManifest: () => []
})

function suppressorOf(options: RuleSetOptions, { heads }: RuleSelection): Suppressor {
  if (options.suppress === undefined) return NO_SUPPRESSOR
  const rules = heads()
  return createSuppressor(options.suppress, {
    now: Date.now,
    key: deriveSuppressionKey(options.pseudonymKey),
    names: { ruleIds: rules.map((rule) => rule.id), infoTypes: rules.map((rule) => rule.infoType) }
  })
}

function toManifest(
  rules: readonly RuleHead[],
  operators: OperatorPlan,
  suppressor: Suppressor,
  engine: string,
  minLikelihood: Likelihood
): Manifest {
  const entries = rules.map(
    ({ id, hash }) => [id, { hash, operator: operators(id).meaning }] as const
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
