/**
 * `logveil rules list`: every pack and rule.
 */

import { compilePack } from '../../rules/compile.ts'
import { packHashOf } from '../../rules/hash.ts'
import { regionOf } from '../../rules/region.ts'
import type { CompiledPack, Rule, RulePack } from '../../rules/rule.ts'
import { isShipped, shippedPack } from '../../rules/shipped.ts'
import type { Command } from '../command.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'
import { quantity } from '../quantity.ts'
import { packsOf } from '../rule-sources.ts'
import { toTable } from '../table.ts'

export const rulesListCommand: Command = {
  name: 'rules list',
  summary:
    'Lists packs and rules: infoType, region, likelihood, default operator, on or off by default.',
  args: '[TERM…]',
  flags: ['rules', 'json'],
  details: `Without --rules these are the shipped packs; terms narrow them: a pack, a region, a likelihood, an operator, on or off,
a part of an id or infoType. Columns: id, infoType, region (world, or a country's two letters),
likelihood before any evidence, default operator, on or off by default, description. With --json also the pack's version
and SHA-256, and each rule's hash of what it means.`,
  examples: [
    ['logveil rules list', 'all shipped rules'],
    ['logveil rules list kr off', 'what of Korea is off by default'],
    ['logveil rules list PHONE', 'every rule for telephone numbers'],
    ['logveil rules list --rules ./rules/acme.yaml', "your own pack's rules"],
    [
      "logveil rules list --json | jq '.[].rules[] | select(.default == false) | .id'",
      'what is off by default'
    ]
  ],
  async run({ args, flags, io }) {
    const packs = packsOf(flags.rules, { gates: false })
    const narrow = (pack: RulePack) => narrowed(pack, args)
    const text = flags.json ? toJsonDocument(toData(packs, narrow)) : toText(packs.map(narrow))
    await createOutput(io.stdout).write(text)
    return 0
  }
}

/** The pack with the rules that every term speaks of. */
function narrowed(pack: RulePack, terms: readonly string[]): RulePack {
  const rules = pack.rules.filter((rule) => terms.every((term) => isSpokenOf(pack, rule, term)))
  return rules.length === pack.rules.length ? pack : { ...pack, rules }
}

function isSpokenOf({ pack }: RulePack, rule: Rule, term: string): boolean {
  const word = term.toLowerCase()
  const whole = [
    pack,
    regionOf(pack, rule),
    likelihoodOf(rule),
    operatorOf(rule),
    rule.default === false ? 'off' : 'on'
  ]
  if (whole.some((text) => text.toLowerCase() === word)) return true
  // `on` and `us` stand in half of all ids
  return word.length > 2 && `${rule.id} ${rule.infoType}`.toLowerCase().includes(word)
}

function toData(packs: readonly RulePack[], narrow: (pack: RulePack) => RulePack): unknown {
  return packs.map((each) => {
    const { pack, version, description } = each
    const compiled = compiledOf(each)
    return {
      pack,
      version,
      description,
      sha256: packHashOf(compiled.rules),
      rules: narrow(each).rules.map((rule) => ({
        id: rule.id,
        infoType: rule.infoType,
        region: regionOf(pack, rule),
        operator: operatorOf(rule),
        default: rule.default !== false,
        likelihood: likelihoodOf(rule),
        hash: compiled.hashes[rule.id],
        description: rule.description
      }))
    }
  })
}

/** Whole, so that the hash is the pack's, whatever was narrowed. */
function compiledOf(pack: RulePack): CompiledPack {
  return isShipped(pack.pack) ? shippedPack(pack.pack).compiled : compilePack(pack)
}

function toText(packs: readonly RulePack[]): string {
  const rows = packs.flatMap(({ pack, rules }) =>
    rules.map((rule) => [
      rule.id,
      rule.infoType,
      regionOf(pack, rule),
      likelihoodOf(rule),
      operatorOf(rule),
      rule.default === false ? 'off' : 'on',
      rule.description
    ])
  )
  const heads = packs
    .filter(({ rules }) => rules.length > 0)
    .map(({ pack, version, rules }) => `${pack} ${version} (${rules.length})`)
  if (rows.length === 0) return 'No rule.\n'
  return `${toTable(rows)}\n${quantity(rows.length, 'rule')} in ${heads.join(', ')}\n`
}

function operatorOf(rule: Rule): string {
  return rule.operator ?? 'replace'
}

function likelihoodOf(rule: Rule): string {
  return rule.likelihood ?? 'LIKELY'
}
