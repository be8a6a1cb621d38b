/**
 * Tables of rules, validators and the rule format.
 *
 * In: the shipped packs, the validators and rules/schema.json. Out: tables.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isPatternRule, LIKELIHOODS, type PatternRule, type Rule } from '../../../src/rules/rule.ts'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../../src/rules/shipped.ts'
import { CONTEXT_STEPS, KEY_STEPS } from '../../../src/scan/detector.ts'
import { VALIDATORS } from '../../../src/scan/validators/index.ts'
import { toCode, toTable } from './markdown.ts'

const ROOT = join(__dirname, '..', '..', '..')
const LEAST = LIKELIHOODS.indexOf('POSSIBLE')

type Json = { readonly [key: string]: unknown }

/** Tables of docs/reference/rules.md, validators.md and rule-format.md. */
export function ruleTables(): Readonly<Record<string, string>> {
  return {
    packs: packTable(),
    ...Object.fromEntries(SHIPPED_PACK_NAMES.map((name) => [`rules-${name}`, rulesTable(name)])),
    validators: validatorTable(),
    ...formatTables()
  }
}

function packTable(): string {
  return toTable(
    ['pack', 'rules', 'off by default', 'holds'],
    SHIPPED_PACK_NAMES.map((name) => {
      const { rules, description = '' } = shippedPack(name).source
      const off = rules.filter((rule) => rule.default === false).length
      return [toCode(name), String(rules.length), off === 0 ? '' : String(off), description]
    })
  )
}

function rulesTable(name: string): string {
  return toTable(
    ['rule', 'infoType', 'what', 'looked for', 'operator', 'default'],
    shippedPack(name).source.rules.map((rule) => [
      toCode(rule.id),
      toCode(rule.infoType),
      rule.description,
      placeOf(rule),
      toCode(rule.operator ?? 'replace'),
      rule.default === false ? 'off' : 'on'
    ])
  )
}

/** Where a rule looks: everywhere, under a key, or where something else speaks for it. */
function placeOf(rule: Rule): string {
  if (isPatternRule(rule)) return patternPlace(rule)
  const isInText = rule.inText ?? (rule.value === 'any' || rule.value === 'secret')
  return isInText ? 'by key, and as `key=value` in text' : 'by key'
}

function patternPlace(rule: PatternRule): string {
  const base = LIKELIHOODS.indexOf(rule.likelihood ?? 'LIKELY')
  if (base >= LEAST) return 'everywhere'
  const key = rule.keys?.for !== undefined ? KEY_STEPS : 0
  const word = rule.context?.for !== undefined ? CONTEXT_STEPS : 0
  const enough = [
    ...(key > 0 && base + key >= LEAST ? ['under its key'] : []),
    ...(word > 0 && base + word >= LEAST ? ['near a word'] : [])
  ]
  if (enough.length > 0) return `by evidence: ${enough.join(' or ')}`
  return base + key + word >= LEAST ? 'by evidence: under its key and near a word' : 'never'
}

function validatorTable(): string {
  return toTable(
    ['validator', 'about', 'asks'],
    Object.keys(VALIDATORS).map((name) => [toCode(name), ...sentencesOf(name)])
  )
}

/** The first sentence of the validator's file, and that of its function (`Whether …`). */
function sentencesOf(name: string): readonly [string, string] {
  const source = readFileSync(join(ROOT, 'src', 'scan', 'validators', `${name}.ts`), 'utf8')
  const head = /^\/\*\*\n((?: \* .*\n)+)/.exec(source)?.[1]
  const asks = /\/\*\* ?((?:(?!\*\/)[\s\S])*?)\*\/\nexport function/.exec(source)?.[1]
  if (head === undefined || asks === undefined)
    throw new Error(`the validator ${name} does not say what it checks`)
  const plain = (text: string) =>
    text
      .replace(/\n? \* ?/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  return [plain(head), plain(asks)]
}

function formatTables(): Readonly<Record<string, string>> {
  const schema = JSON.parse(readFileSync(join(ROOT, 'rules', 'schema.json'), 'utf8')) as Json
  const defs = schema.$defs as Readonly<Record<string, Json>>
  const pattern = propertiesOf(defs.patternRule as Json)
  const key = propertiesOf(defs.keyRule as Json)
  const shared = Object.keys(pattern).filter((name) => name in key && name !== 'keys')
  const pick = (properties: Readonly<Record<string, Json>>, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, properties[name] as Json]))
  const only = (properties: Readonly<Record<string, Json>>) =>
    Object.keys(properties).filter((name) => !shared.includes(name))
  return {
    'format-pack': schemaTable(propertiesOf(schema), schema, defs),
    'format-rule': schemaTable(pick(pattern, shared), defs.patternRule as Json, defs),
    'format-pattern': schemaTable(pick(pattern, only(pattern)), defs.patternRule as Json, defs),
    'format-key': schemaTable(pick(key, only(key)), defs.keyRule as Json, defs)
  }
}

function propertiesOf(schema: Json): Readonly<Record<string, Json>> {
  return schema.properties as Readonly<Record<string, Json>>
}

type Defs = Readonly<Record<string, Json>>

function schemaTable(properties: Readonly<Record<string, Json>>, owner: Json, defs: Defs): string {
  return toTable(['key', 'required', 'form', 'meaning'], rowsOf(properties, owner, defs, ''))
}

function rowsOf(
  properties: Readonly<Record<string, Json>>,
  owner: Json,
  defs: Defs,
  prefix: string
): readonly (readonly string[])[] {
  const required = (owner.required ?? []) as readonly string[]
  return Object.entries(properties).flatMap(([name, raw]) => {
    const schema = resolve(raw, defs)
    const row = [
      toCode(prefix + name),
      required.includes(name) ? 'yes' : '',
      formOf(schema, defs),
      String(schema.description ?? '')
    ]
    const inner = schema.properties as Readonly<Record<string, Json>> | undefined
    return inner === undefined ? [row] : [row, ...rowsOf(inner, schema, defs, `${prefix}${name}.`)]
  })
}

/** A definition's own words give way to those of the place that refers to it. */
function resolve(schema: Json, defs: Defs): Json {
  const { $ref, ...own } = schema
  if (typeof $ref !== 'string') return schema
  return { ...defs[$ref.replace('#/$defs/', '')], ...own }
}

function formOf(schema: Json, defs: Defs): string {
  if (Array.isArray(schema.enum))
    return schema.enum.map((value) => toCode(String(value))).join(', ')
  if (typeof schema.pattern === 'string') return `text, ${toCode(schema.pattern)}`
  if (schema.type !== 'array') return FORMS[String(schema.type)] ?? ''
  const items = resolve(schema.items as Json, defs)
  return `list of ${ITEMS[String(items.type)] ?? 'rules'}`
}

const FORMS: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  integer: 'whole number',
  object: 'mapping'
}
const ITEMS: Readonly<Record<string, string>> = { string: 'texts', object: 'rules' }
