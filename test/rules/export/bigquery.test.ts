import { expect, test } from 'vitest'
import { createScanner, type RulePack } from '../../../src/index.ts'
import { createRuleSet } from '../../../src/rule-set.ts'
import { benignLines } from '../../../src/rules/benign-lines.ts'
import { parseExample } from '../../../src/rules/example.ts'
import { toBigQuery } from '../../../src/rules/export/bigquery.ts'
import type { Rule } from '../../../src/rules/rule.ts'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../../src/rules/shipped.ts'
import { runInDuckDb } from './duckdb.ts'

const { packs } = createRuleSet()
const exported = toBigQuery(packs, {})

/** What is encoded is decoded here only: percent, JSON escapes, entities, full-width and zero-width characters. */
function isPlain(text: string): boolean {
  return !/[%\\&]|[^\x20-\x7e\p{Script=Hangul}\p{Script=Latin}\p{Script=Cyrillic}]/u.test(text)
}

/** The shipped rules that are a pattern and nothing else: no checksum, key, context word or exclusion to lose. */
function bareRules(): readonly string[] {
  return SHIPPED_PACK_NAMES.flatMap((name) => shippedPack(name).source.rules)
    .filter((rule) => rule.default !== false && 'patterns' in rule)
    .filter(
      (rule) => !('validators' in rule || 'exclude' in rule || 'context' in rule || rule.keys)
    )
    .map(({ id }) => id)
    .sort()
}

/** The rule alone, replacing, in a pack that is no shipped one. */
function scannerOf(rule: Rule) {
  const own: RulePack = {
    pack: 'own',
    version: 1,
    rules: [{ ...rule, id: 'own.rule', operator: 'replace' }]
  }
  return createScanner({ rules: [own, ...SHIPPED_PACK_NAMES.map((name) => `-${name}`)] })
}

test('the function of all rules is SQL, and leaves harmless lines as they are', async () => {
  const sql = await runInDuckDb(exported.text)
  const lines = benignLines().slice(0, 50)
  expect(await sql.redact(lines)).toEqual(lines)
  expect(
    await sql.redact(['jane.doe@example.com bob@example.com, card 4111 1111 1111 1111', ''])
  ).toEqual(['[EMAIL_ADDRESS] [EMAIL_ADDRESS], card [CREDIT_CARD_NUMBER]', ''])
})

test('each rule that is called exact finds in its examples what it finds here, and nothing else', async () => {
  const exact = new Set(exported.exact)
  const wrong: string[] = []
  for (const name of SHIPPED_PACK_NAMES) {
    for (const rule of shippedPack(name).source.rules.filter(({ id }) => exact.has(id))) {
      const pack = packs.find((each) => each.pack === name)
      if (pack === undefined) throw new Error('a pack is missing')
      const alone = { ...pack, rules: pack.rules.filter(({ id }) => id === rule.id) }
      const sql = await runInDuckDb(toBigQuery([alone], {}).text)
      const { match, ignore } = rule.examples
      const texts = [...match, ...ignore]
        .map((example) => parseExample(example)?.text ?? '')
        .filter(isPlain)
      const scanner = scannerOf(rule)
      const got = await sql.redact(texts)
      texts.forEach((text, index) => {
        if (scanner.redactText(text).text !== got[index]) wrong.push(`${rule.id} example ${index}`)
      })
    }
  }
  expect([...exact].sort()).toEqual(bareRules())
  expect(wrong).toEqual([])
}, 120_000)

test('neighbours that share the character between them are both found', async () => {
  const pack: RulePack = {
    pack: 'acme',
    version: 1,
    rules: [
      {
        id: 'acme.badge',
        infoType: 'BADGE',
        description: 'A badge.',
        patterns: ['AC-[0-9]{4}'],
        boundaries: { before: '[\\w-]', after: '[\\w-]' },
        examples: { match: ['«AC-1234»'], ignore: ['AC-123'] }
      }
    ]
  }
  const { packs: own } = createRuleSet({
    rules: [pack, ...SHIPPED_PACK_NAMES.map((name) => `-${name}`)]
  })
  const sql = await runInDuckDb(toBigQuery(own, {}).text)
  expect(await sql.redact(['AC-1111 AC-2222 AC-3333;AC-4444', "it's AC-12345"])).toEqual([
    '[BADGE] [BADGE] [BADGE];[BADGE]',
    "it's AC-12345"
  ])
})

test('the comment names every rule that is looser or left out, and no rule twice', () => {
  const comment = exported.text.split('CREATE')[0]?.replaceAll(/\n-- {3}/g, ' ') ?? ''
  for (const { id } of [...exported.looser, ...exported.leftOut]) {
    expect(comment).toMatch(new RegExp(`[ ,]${id}(?:,|\\n)`))
  }
  const all = [...exported.exact, ...exported.looser, ...exported.leftOut]
  expect(all).toHaveLength(packs.flatMap(({ rules }) => rules).length)
})
