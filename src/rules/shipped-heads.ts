/**
 * What is asked of a shipped rule before it is on: its name, kind and hash.
 *
 * In: nothing. Out: a head for each rule, in the order of the packs. Promise: no rule is read for it.
 */
import type { OperatorName } from './rule.ts'

/** What is in rule-heads.json; lists of texts are one text, a line each. */
export type HeadsFile = {
  /** Name, number of rules. */
  readonly packs: readonly (readonly [string, number])[]
  readonly ids: string
  readonly infoTypes: string
  readonly operators: string
  readonly hashes: string
}

/** What is in rule-defaults.json. */
export type DefaultsFile = {
  /** Numbers of the rules that are off by default. */
  readonly off: readonly number[]
  /** The id of the rule set under default options. */
  readonly rulesId: string
}

export type RuleHead = {
  readonly id: string
  readonly infoType: string
  readonly pack: string
  /** The rule's own operator. */
  readonly operator: OperatorName | undefined
  readonly hash: string
}

function readDefaults(): DefaultsFile {
  return require('../generated/rule-defaults.json') as DefaultsFile
}

/** Numbers of the rules that are off unless they are named. */
export function offByDefault(): ReadonlySet<number> {
  return new Set(readDefaults().off)
}

/** The id of the rule set under default options. */
export function defaultRulesId(): string {
  return readDefaults().rulesId
}

/** The manifest of that rule set. */
export function defaultManifest(): unknown {
  return require('../generated/rule-manifest.json')
}

let heads: readonly RuleHead[] | null = null

/** A head for each shipped rule; its place in the list is its number. */
export function shippedHeads(): readonly RuleHead[] {
  heads ??= readHeads()
  return heads
}

function readHeads(): readonly RuleHead[] {
  const file = require('../generated/rule-heads.json') as HeadsFile
  const ids = file.ids.split('\n')
  const infoTypes = file.infoTypes.split('\n')
  const operators = file.operators.split('\n')
  const hashes = file.hashes.split('\n')
  const packs = file.packs.flatMap(([pack, rules]) => new Array<string>(rules).fill(pack))
  return ids.map((id, number) => ({
    id,
    infoType: infoTypes[number] as string,
    pack: packs[number] as string,
    operator: (operators[number] || undefined) as OperatorName | undefined,
    hash: hashes[number] as string
  }))
}
