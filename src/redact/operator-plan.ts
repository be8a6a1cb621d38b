/**
 * Which operator each rule gets.
 *
 * In: the facts of the rules, the options `operators` and `pseudonymKey`. Out: rule id → compiled operator.
 * Promise: the most specific wins (rule id, infoType, pack, `default`, the rule's own, replace); every
 * problem is told at once, before the first line; a rule that nobody knows gets replace.
 */

import { createKeyedHash, type KeyedHash } from './keyed-hash.ts'
import {
  type CompiledOperator,
  type Operator,
  type OperatorConfig,
  type OperatorType,
  parseOperator
} from './operator.ts'
import { createHash } from './operators/hash.ts'
import { createKeep } from './operators/keep.ts'
import { createMask } from './operators/mask.ts'
import { createRemove } from './operators/remove.ts'
import { createReplace } from './operators/replace.ts'
import { createTruncate } from './operators/truncate.ts'
import { createProblems, didYouMean, isObject, type Problems, typeName } from './option-problems.ts'
import { type PseudonymKey, parsePseudonymKey } from './pseudonym-key.ts'

/** What the plan must know of a rule. */
export type RuleFacts = {
  readonly id: string
  readonly infoType: string
  /** Name of its pack. */
  readonly pack: string
  /** The rule's own default. */
  readonly operator?: OperatorType | undefined
}

export type PlanOptions = {
  /** As a function: asked for when something depends on them. */
  readonly rules: readonly RuleFacts[] | (() => readonly RuleFacts[])
  /** Keys: rule ids, infoTypes, pack names, or `default`. */
  readonly operators?: Readonly<Record<string, OperatorConfig>> | undefined
  readonly pseudonymKey?: PseudonymKey | undefined
}

/** The operator of a rule, for `Finding.ruleId`. */
export type OperatorPlan = (ruleId: string) => CompiledOperator

/** infoTypes that may never be stored after authorisation, in whatever form (PCI DSS 3.3.1). */
export const REMOVE_ONLY: ReadonlySet<string> = new Set([
  'CREDIT_CARD_TRACK_NUMBER',
  'CREDIT_CARD_VERIFICATION_VALUE',
  'CVV',
  'CVV_NUMBER',
  'CARD_PIN',
  'PIN',
  'PIN_NUMBER'
])
/** infoTypes that are a payment card's number. */
export const CARD_NUMBERS: ReadonlySet<string> = new Set(['CREDIT_CARD_NUMBER'])

type Parsed = ReadonlyMap<string, Operator>
type Context = {
  readonly rules: () => readonly RuleFacts[]
  readonly parsed: Parsed
  readonly keyed: KeyedHash | undefined
}

/**
 * Plans the operators of a rule set; throws one LogveilError with all problems.
 * Codes: ERR_KEY_INVALID, ERR_RULES_UNKNOWN, ERR_OPTIONS_INVALID (also where several kinds meet).
 */
export function planOperators(options: PlanOptions): OperatorPlan {
  const problems = createProblems()
  const { pseudonymKey } = options
  const rules = toList(options.rules)
  const key = pseudonymKey === undefined ? undefined : parsePseudonymKey(pseudonymKey, problems)
  const parsed = parseOperators(options.operators ?? {}, rules, problems)
  const context: Context = { rules, parsed, keyed: key && createKeyedHash(key) }
  // A key that was given and is bad was reported above; once is enough.
  if (pseudonymKey === undefined) checkHashHasKey(parsed, problems)
  if (parsed.size > 0) checkRemoveOnly(context, problems)
  // where nobody asks for a hash and there is no key, nothing is hashed
  if (parsed.size > 0 || key !== undefined) checkCards(context, problems)
  problems.throwIfAny('The operators of the rules cannot be set up.')
  return compilePlan(context)
}

function toList(rules: PlanOptions['rules']): () => readonly RuleFacts[] {
  let list: readonly RuleFacts[] | null = null
  return () => {
    list ??= typeof rules === 'function' ? rules() : rules
    return list
  }
}

function parseOperators(
  operators: unknown,
  rules: () => readonly RuleFacts[],
  problems: Problems
): Parsed {
  const parsed = new Map<string, Operator>()
  if (!isObject(operators)) {
    const message = `expected an object of operators by rule, infoType or pack, got ${typeName(operators)}`
    problems.add('ERR_OPTIONS_INVALID', 'operators', message)
    return parsed
  }
  const entries = Object.entries(operators)
  if (entries.length === 0) return parsed
  const names = namesOf(rules())
  for (const [name, config] of entries) {
    if (!names.has(name)) problems.add('ERR_RULES_UNKNOWN', pathOf(name), unknownName(name, names))
    const operator = parseOperator(config, pathOf(name), problems)
    if (operator) parsed.set(name, operator)
  }
  return parsed
}

function namesOf(rules: readonly RuleFacts[]): ReadonlySet<string> {
  return new Set(['default', ...rules.flatMap((rule) => [rule.id, rule.infoType, rule.pack])])
}

function unknownName(name: string, names: ReadonlySet<string>): string {
  const hint = didYouMean(name, [...names]) || '; rules that are switched off cannot be named'
  return `expected a rule id, an infoType, a pack or default, got another name${hint}`
}

function pathOf(name: string): string {
  return /^\w+$/.test(name) ? `operators.${name}` : `operators["${name}"]`
}

function checkHashHasKey(parsed: Parsed, problems: Problems): void {
  for (const [name, operator] of parsed) {
    if (operator.type !== 'hash') continue
    const message =
      'expected pseudonymKey beside the operator hash, got none; set it or choose replace'
    problems.add('ERR_KEY_INVALID', pathOf(name), message)
  }
}

// A pack's or the general default is overruled in silence below; whoever names the thing itself is told.
function checkRemoveOnly({ rules, parsed }: Context, problems: Problems): void {
  const named = rules()
    .filter((rule) => REMOVE_ONLY.has(rule.infoType))
    .flatMap((rule) => [rule.id, rule.infoType])
  for (const name of new Set(named)) {
    const operator = parsed.get(name)
    if (operator === undefined || operator.type === 'remove') continue
    const message = `expected remove, got ${operator.type}; verification values, PINs and track data must not be stored (PCI DSS 3.3.1)`
    problems.add('ERR_OPTIONS_INVALID', pathOf(name), message)
  }
}

// Side by side the two give the number away: the mask leaves so few numbers that hashes of all can be compared.
function checkCards(context: Context, problems: Problems): void {
  const cards = context.rules().filter((rule) => CARD_NUMBERS.has(rule.infoType))
  const named = cards.flatMap((rule) => [
    context.parsed.get(rule.id),
    context.parsed.get(rule.infoType)
  ])
  const types = new Set(
    [...named, ...cards.map((rule) => chooseOperator(rule, context))].map((o) => o?.type)
  )
  if (!types.has('hash') || !types.has('mask')) return
  const message = 'expected hash or mask for card numbers, got both; choose one (PCI DSS 3.5.1)'
  problems.add('ERR_OPTIONS_INVALID', 'operators', message)
}

function chooseOperator(rule: RuleFacts, { parsed, keyed }: Context): Operator {
  if (REMOVE_ONLY.has(rule.infoType)) return { type: 'remove' }
  return (
    parsed.get(rule.id) ??
    parsed.get(rule.infoType) ??
    parsed.get(rule.pack) ??
    parsed.get('default') ??
    ownOperator(rule, keyed) ?? { type: 'replace' }
  )
}

function ownOperator({ operator }: RuleFacts, keyed: KeyedHash | undefined): Operator | undefined {
  if (operator === undefined) return undefined
  return operator === 'hash' && !keyed ? { type: 'replace' } : { type: operator }
}

function compilePlan(context: Context): OperatorPlan {
  const fallback = createReplace()
  const compiled = new Map<string, CompiledOperator>()
  let byId: ReadonlyMap<string, RuleFacts> | null = null
  return (ruleId) => {
    const known = compiled.get(ruleId)
    if (known !== undefined) return known
    byId ??= new Map(context.rules().map((rule) => [rule.id, rule]))
    const rule = byId.get(ruleId)
    if (rule === undefined) return fallback
    const operator = compileOperator(chooseOperator(rule, context), context.keyed)
    compiled.set(ruleId, operator)
    return operator
  }
}

/** Makes an operator ready to run. Without a key `hash` becomes replace: there is no unkeyed hash. */
export function compileOperator(
  operator: Operator,
  keyed: KeyedHash | undefined
): CompiledOperator {
  switch (operator.type) {
    case 'replace':
      return createReplace(operator.with)
    case 'mask':
      return createMask(operator.show, operator.char)
    case 'truncate':
      return createTruncate()
    case 'hash':
      return keyed ? createHash(keyed) : createReplace()
    case 'remove':
      return createRemove()
    case 'keep':
      return createKeep()
  }
}
