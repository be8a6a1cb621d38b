/**
 * The option `rules`: which packs, which rules of them.
 *
 * In: names, paths, packs, switches. Out: the rules that are on, as parts of a plan, and a head of each.
 * Promise: unknown names are told all at once; shipped rules are not read for it, and with default rules nothing else is either.
 */
import { LogveilError } from './errors.ts'
import { RULE_LOADING } from './rule-gate.ts'
import { loadOwn, type RuleSource } from './rules/load.ts'
import type { CompiledPack, CompiledRule } from './rules/rule.ts'
import { isShipped, SHIPPED_PACK_NAMES, shippedPack } from './rules/shipped.ts'
import { offByDefault, type RuleHead, shippedHeads } from './rules/shipped-heads.ts'
import { suggest } from './rules/suggest.ts'
import { toPart } from './scan/plan.ts'
import type { RulePart } from './scan/planned-rules.ts'
import { shippedPart } from './scan/shipped-rules.ts'

export type RuleSelection = {
  /** A head of each rule that is on: shipped ones first. */
  readonly heads: () => readonly RuleHead[]
  readonly parts: readonly RulePart[]
  /** The user's packs, with the rules that are on. */
  readonly own: readonly CompiledPack[]
  /** All packs, with the rules that are on. */
  readonly packs: () => readonly CompiledPack[]
}

type Switches = {
  readonly sources: RuleSource[]
  readonly on: Set<string>
  readonly off: Set<string>
  named: boolean
  all: boolean
}

/** Reads the option `rules`; throws ERR_RULES_UNKNOWN and what loading rules throws. */
export function selectRules(
  sources: readonly RuleSource[] | undefined,
  lock: string | undefined
): RuleSelection {
  const off = offByDefault()
  if (sources === undefined && lock === undefined) return toSelection((rule) => !off.has(rule), [])
  const switches: Switches = {
    sources: [],
    on: new Set(),
    off: new Set(),
    named: false,
    all: false
  }
  for (const source of sources ?? ['default']) addSource(switches, source)
  const wanted = [...(switches.named ? [] : SHIPPED_PACK_NAMES), ...switches.sources]
  const isGiven = wanted.some((source) => typeof source !== 'string' || !isShipped(source))
  const own = loadOwn(wanted, isGiven || lock !== undefined ? { ...RULE_LOADING, lock } : {})
  const shipped = new Set(wanted.filter((source) => typeof source === 'string'))
  checkSwitches(
    switches,
    shippedHeads().filter(({ pack }) => shipped.has(pack)),
    own
  )
  const isOn = shippedHeads().map(
    (head, rule) =>
      shipped.has(head.pack) &&
      !isOff(switches, head) &&
      (!off.has(rule) || switches.all || switches.on.has(head.id))
  )
  const packs = own.map((pack) => switchRules(pack, switches))
  return toSelection(
    (rule) => isOn[rule] === true,
    packs.filter((pack) => pack.rules.length > 0)
  )
}

function toSelection(isOn: (rule: number) => boolean, own: readonly CompiledPack[]): RuleSelection {
  const parts = [shippedPart(isOn), ...(own.length === 0 ? [] : [toPart(own, false)])]
  return {
    heads: () => [...shippedHeads().filter((_, rule) => isOn(rule)), ...own.flatMap(toHeads)],
    parts,
    own,
    packs: () => [...shippedPacks(isOn), ...own]
  }
}

function toHeads({ pack, rules, hashes }: CompiledPack): readonly RuleHead[] {
  return rules.map(({ id, infoType, operator }) => ({
    id,
    infoType,
    pack,
    operator,
    hash: hashes[id] as string
  }))
}

/** The packs themselves, for those who want more than a plan. */
function shippedPacks(isOn: (rule: number) => boolean): readonly CompiledPack[] {
  const on = new Set(shippedHeads().flatMap(({ id }, rule) => (isOn(rule) ? [id] : [])))
  return SHIPPED_PACK_NAMES.map((name) => shippedPack(name).compiled)
    .map((pack) =>
      withRules(
        pack,
        pack.rules.filter(({ id }) => on.has(id))
      )
    )
    .filter((pack) => pack.rules.length > 0)
}

function withRules(pack: CompiledPack, rules: readonly CompiledRule[]): CompiledPack {
  return rules.length === pack.rules.length ? pack : { ...pack, rules }
}

function addSource(switches: Switches, source: RuleSource): void {
  if (typeof source !== 'string') switches.sources.push(source)
  else if (source.startsWith('-')) switches.off.add(source.slice(1))
  else if (source === 'default' || source === 'all') {
    switches.sources.push(...SHIPPED_PACK_NAMES)
    switches.named = true
    if (source === 'all') switches.all = true
  } else if (isShipped(source)) {
    switches.sources.push(source)
    switches.named = true
  } else if (shippedHeads().some(({ id }) => id === source)) switches.on.add(source)
  else switches.sources.push(source)
}

type Named = Pick<RuleHead, 'id' | 'infoType' | 'pack'>

function isOff({ off }: Switches, { id, infoType, pack }: Named): boolean {
  return off.has(id) || off.has(infoType) || off.has(pack)
}

function switchRules(pack: CompiledPack, switches: Switches): CompiledPack {
  const rules = pack.rules.filter(
    (rule) =>
      !isOff(switches, { ...rule, pack: pack.pack }) &&
      (rule.default !== false || switches.all || switches.on.has(rule.id))
  )
  return withRules(pack, rules)
}

function checkSwitches(
  { on, off }: Switches,
  shipped: readonly Named[],
  own: readonly CompiledPack[]
): void {
  if (on.size === 0 && off.size === 0) return
  const rules = [...shipped, ...own.flatMap(toHeads)]
  const packs = own.map(({ pack }) => pack)
  const names = [
    ...new Set([...packs, ...rules.flatMap(({ id, infoType, pack }) => [pack, id, infoType])])
  ]
  const known = new Set(names)
  const unknown = [...on, ...off].filter((name) => !known.has(name))
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
