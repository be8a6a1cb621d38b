/**
 * `logveil rules list`: every pack and rule.
 */

import { compilePack } from '../../rules/compile.ts'
import { packHashOf } from '../../rules/hash.ts'
import { regionOf } from '../../rules/region.ts'
import type { Rule, RulePack } from '../../rules/rule.ts'
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
  args: '',
  flags: ['rules', 'json'],
  details: `Without --rules these are the shipped packs. Columns: id, infoType, region (world, or a country's two letters),
likelihood before any evidence, default operator, on or off by default, description. With --json also the pack's version
and SHA-256, and each rule's hash of what it means.`,
  examples: [
    ['logveil rules list', 'all shipped rules'],
    ['logveil rules list --rules kr --rules us', 'two packs'],
    ['logveil rules list --rules ./rules/acme.yaml', "your own pack's rules"],
    [
      "logveil rules list --json | jq '.[].rules[] | select(.default == false) | .id'",
      'what is off by default'
    ]
  ],
  async run({ flags, io }) {
    const packs = packsOf(flags.rules, { gates: false })
    await createOutput(io.stdout).write(flags.json ? toJsonDocument(toData(packs)) : toText(packs))
    return 0
  }
}

function toData(packs: readonly RulePack[]): unknown {
  return packs.map((each) => {
    const { pack, version, description, rules } = each
    const compiled = isShipped(pack) ? shippedPack(pack).compiled : compilePack(each)
    return {
      pack,
      version,
      description,
      sha256: packHashOf(compiled.rules),
      rules: rules.map((rule) => ({
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
  const heads = packs.map(({ pack, version, rules }) => `${pack} ${version} (${rules.length})`)
  return `${toTable(rows)}\n${quantity(rows.length, 'rule')} in ${heads.join(', ')}\n`
}

function operatorOf(rule: Rule): string {
  return rule.operator ?? 'replace'
}

function likelihoodOf(rule: Rule): string {
  return rule.likelihood ?? 'LIKELY'
}
