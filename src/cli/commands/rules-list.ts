/**
 * `logveil rules list`: every pack and rule.
 */

import type { Rule, RulePack } from '../../rules/rule.ts'
import type { Command } from '../command.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'
import { quantity } from '../quantity.ts'
import { packsOf } from '../rule-sources.ts'
import { toTable } from '../table.ts'

export const rulesListCommand: Command = {
  name: 'rules list',
  summary: 'Lists packs and rules: infoType, default operator, on or off by default.',
  args: '',
  flags: ['rules', 'json'],
  details: 'Without --rules these are the shipped packs.',
  examples: [
    ['logveil rules list', 'all shipped rules'],
    ['logveil rules list --rules ./rules/acme.yaml', "your own pack's rules"]
  ],
  async run({ flags, io }) {
    const packs = packsOf(flags.rules)
    await createOutput(io.stdout).write(flags.json ? toJsonDocument(toData(packs)) : toText(packs))
    return 0
  }
}

function toData(packs: readonly RulePack[]): unknown {
  return packs.map(({ pack, version, description, rules }) => ({
    pack,
    version,
    description,
    rules: rules.map((rule) => ({
      id: rule.id,
      infoType: rule.infoType,
      operator: operatorOf(rule),
      default: rule.default !== false,
      likelihood: rule.likelihood ?? 'LIKELY',
      description: rule.description
    }))
  }))
}

function toText(packs: readonly RulePack[]): string {
  const rows = packs.flatMap(({ rules }) =>
    rules.map((rule) => [
      rule.id,
      rule.infoType,
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
