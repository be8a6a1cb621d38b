/**
 * `logveil rules show ID`: one rule, whole.
 */
import { LogveilError } from '../../errors.ts'
import { escapeForTerminal } from '../../formats/terminal.ts'
import { compilePack } from '../../rules/compile.ts'
import { regionOf } from '../../rules/region.ts'
import type { Rule, RulePack } from '../../rules/rule.ts'
import { suggest } from '../../rules/suggest.ts'
import type { Command } from '../command.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'
import { packsOf } from '../rule-sources.ts'
import { toTable } from '../table.ts'

export const rulesShowCommand: Command = {
  name: 'rules show',
  summary: 'Shows one rule: patterns, keys, validators, examples.',
  args: 'ID',
  flags: ['rules', 'json'],
  details: 'The id is one of `logveil rules list`, or of a rule file that --rules names.',
  examples: [
    ['logveil rules show kr.rrn', 'what counts as a resident registration number'],
    ['logveil rules show acme.order --rules ./rules/acme.yaml', 'a rule of your own']
  ],
  async run({ args, flags, io }) {
    const { rule, pack } = findRule(args, flags.rules)
    const about = {
      pack: pack.pack,
      version: pack.version,
      region: regionOf(pack.pack, rule),
      hash: compilePack({ ...pack, rules: [rule] }).hashes[rule.id]
    }
    const text = flags.json ? toJsonDocument({ ...about, ...rule }) : toText(rule, about)
    await createOutput(io.stdout).write(text)
    return 0
  }
}

type Found = { readonly rule: Rule; readonly pack: RulePack }

function findRule(args: readonly string[], sources: readonly string[]): Found {
  const [id, ...others] = args
  if (id === undefined || others.length > 0) {
    const got = id === undefined ? 'none' : `${args.length} words`
    const message = `expected the id of a rule, got ${got}; write \`logveil rules show kr.rrn\``
    throw new LogveilError('ERR_USAGE', 'The command cannot run.', [{ path: 'ID', message }])
  }
  const rules = packsOf(sources, { besides: true, gates: false }).flatMap((pack) =>
    pack.rules.map((rule) => ({ rule, pack }))
  )
  const found = rules.find(({ rule }) => rule.id === id)
  if (found !== undefined) return found
  const advice = suggest(
    id,
    rules.map(({ rule }) => rule.id)
  )
  throw new LogveilError('ERR_RULES_UNKNOWN', 'A rule does not exist.', [
    { path: 'ID', message: `expected the id of a rule, got an unknown one; ${advice}` }
  ])
}

function toText(rule: Rule, about: Readonly<Record<string, unknown>>): string {
  const { id, infoType, description, examples, ...more } = rule
  const defaults = { likelihood: 'LIKELY', operator: 'replace', default: true }
  const fields = { id, ...about, infoType, description, ...defaults, ...more }
  const rows = Object.entries(fields).flatMap(([name, value]) => toRows(name, value))
  const list = (texts: readonly string[]): string =>
    texts.map((text) => `  ${escapeForTerminal(text)}\n`).join('')
  return `${toTable(rows, Number.POSITIVE_INFINITY)}
finds
${list(examples.match)}
does not find
${list(examples.ignore)}`
}

/** A list takes a row an item, an object a row a member. */
function toRows(name: string, value: unknown): readonly (readonly string[])[] {
  if (Array.isArray(value)) {
    const long = value.some((item) => String(item).length > 40)
    return long ? value.map((item) => [name, String(item)]) : [[name, value.join(', ')]]
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => toRows(`${name}.${key}`, inner))
  }
  return [[name, value === true ? 'yes' : value === false ? 'no' : String(value)]]
}
