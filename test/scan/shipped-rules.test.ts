/** What the build has prepared is what is put together at run time. */
import { describe, expect, test } from 'vitest'
import { createRuleSet, manifestOfDefaults, type RuleSetOptions } from '../../src/rule-set.ts'
import type { CompiledPack, RulePack } from '../../src/rules/rule.ts'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../src/rules/shipped.ts'
import { offByDefault, shippedHeads } from '../../src/rules/shipped-heads.ts'
import { createMatcher, type Matcher } from '../../src/scan/matcher.ts'
import { createPlan, type KeywordUse, type Plan, toPart } from '../../src/scan/plan.ts'
import { V8_ENGINE } from '../../src/scan/regex-engine.ts'
import { shippedPart } from '../../src/scan/shipped-rules.ts'
import { VALIDATORS } from '../../src/scan/validators/index.ts'
import { RULE_EXAMPLES } from './samples.ts'

const PACKS: readonly CompiledPack[] = SHIPPED_PACK_NAMES.map((name) => shippedPack(name).compiled)
const OPTIONS = { engine: V8_ENGINE, validators: VALIDATORS }
const LINES = RULE_EXAMPLES.flatMap((text) => [text, JSON.stringify({ message: text })])

const withRules = (keep: (id: string, infoType: string) => boolean): readonly CompiledPack[] =>
  PACKS.map((pack) => ({
    ...pack,
    rules: pack.rules.filter((rule) => rule.default !== false && keep(rule.id, rule.infoType))
  }))

/** Without what only people read, which is not in what a logger loads. */
function withoutTexts<Rule extends { readonly description: string }>(rule: Rule) {
  const { description: _, references: __, ...rest } = rule as Rule & { references?: unknown }
  return rest
}

describe('the index of the shipped rules', () => {
  const prepared = shippedPart(() => true)
  const made = toPart(PACKS)

  test('is the one that would be made now', () => {
    const { keyWords, ids, keywords, ...columns } = prepared.index
    const { keyWords: madeKeyWords, ids: madeIds, keywords: madeKeywords, ...rest } = made.index
    expect({ ...columns }).toEqual(rest)
    expect({ ...keyWords }).toEqual(madeKeyWords)
    expect(ids).toEqual(madeIds)
    expect(keywords).toEqual(madeKeywords)
  })

  test('holds each rule as it was compiled', () => {
    for (const [number, id] of made.index.ids.entries()) {
      const { rule, ...groups } = prepared.ruleAt(number)
      const { rule: madeRule, ...madeGroups } = made.ruleAt(number)
      expect(withoutTexts(rule), id).toEqual(withoutTexts(madeRule))
      expect(groups, id).toEqual(madeGroups)
    }
  })

  test('tells of each rule what its pack does', () => {
    const rules = PACKS.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule })))
    expect(shippedHeads()).toEqual(
      rules.map(({ pack, rule: { id, infoType, operator } }) => {
        return { id, infoType, pack: pack.pack, operator, hash: pack.hashes[id] }
      })
    )
    const off = rules.flatMap(({ rule }, number) => (rule.default === false ? [number] : []))
    expect([...offByDefault()]).toEqual(off)
  })
})

/** A plan by what it means: keywords by their text, detectors by their rule's id. */
function meaningOf(plan: Plan, textOf: (id: number) => string) {
  const idsOf = (list: readonly { readonly rule: { readonly id: string } }[]) =>
    list.map(({ rule }) => rule.id)
  const useOf = ({ wakes, raises, together, ...rest }: KeywordUse) => ({
    ...rest,
    wakes: wakes.map(({ detector, least, most, within, next }) => [
      detector.rule.id,
      least,
      most,
      within?.(),
      next?.at,
      next?.classes()
    ]),
    raises: idsOf(raises),
    together: together.map(({ detector, group }) => [detector.rule.id, group.map(textOf)])
  })
  const uses = Array.from({ length: plan.keywords }, (_, id) => [textOf(id), useOf(plan.useOf(id))])
  const isUse = ([, use]: (typeof uses)[number]) =>
    Object.values(use as object).some((each) => (Array.isArray(each) ? each.length > 0 : each))
  const { table, classes: _, wordPairs, ...candidates } = plan.candidates
  return {
    ...candidates,
    wordPairs: wordPairs(),
    minLikelihood: plan.minLikelihood,
    keywords: Array.from(table.entries.ids, textOf).sort(),
    uses: uses.filter(isUse).sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
    at: idsOf(plan.at.map(({ detector }) => detector)),
    digits: plan.digits.map(({ detector, digits, least, most, shape, edges }) => {
      return { id: detector.rule.id, digits, least, most, shape, edges }
    }),
    words: plan.words.map(({ detector, leastLetters, digits }) => {
      return { id: detector.rule.id, leastLetters, digits }
    }),
    everywhere: idsOf(plan.everywhere),
    gated: idsOf(plan.gated),
    detectors: plan.detectors.map(
      ({ rule, base, longest, leastDigits, window, contextFor, contextAgainst }) => {
        const groups = [contextFor, contextAgainst].map((all) =>
          all.map((each) => each.map(textOf))
        )
        return { id: rule.id, base, longest, leastDigits, window, groups }
      }
    )
  }
}

const keywordsOf = (packs: readonly CompiledPack[]) => {
  const { keywords } = toPart(packs).index
  return (id: number) => `${keywords[id]?.whole ? 'w' : 'p'}${keywords[id]?.text}`
}

describe('the prepared plan', () => {
  const preparedText = keywordsOf(PACKS)

  test('under default options is the one that would be made now, to the last byte of its tables', () => {
    const { plan } = createRuleSet().matcher
    const made = createPlan(
      withRules(() => true),
      OPTIONS
    )
    const madeText = keywordsOf(withRules(() => true))
    expect(meaningOf(plan, preparedText)).toEqual(meaningOf(made, madeText))
    expect(plan.candidates.classes).toEqual(made.candidates.classes)
    expect(Buffer.from(plan.candidates.table.bits)).toEqual(Buffer.from(made.candidates.table.bits))
  })

  test.each<[string, RuleSetOptions, readonly CompiledPack[]]>([
    ['a rule off', { rules: ['-core.email'] }, withRules((id) => id !== 'core.email')],
    ['an infoType off', { rules: ['-PASSWORD'] }, withRules((_, type) => type !== 'PASSWORD')],
    ['two packs', { rules: ['kr', 'secrets'] }, withRules((id) => /^(?:kr|secrets)\./.test(id))],
    ['a higher likelihood', { minLikelihood: 'LIKELY' }, withRules(() => true)],
    ['the lowest likelihood', { minLikelihood: 'VERY_UNLIKELY' }, withRules(() => true)]
  ])('with %s is the one that would be made now', (_, options, packs) => {
    const { plan } = createRuleSet(options).matcher
    const { minLikelihood = 'POSSIBLE' } = options
    const made = createPlan(packs, { ...OPTIONS, minLikelihood })
    expect(meaningOf(plan, preparedText)).toEqual(meaningOf(made, keywordsOf(packs)))
  })
})

const found = ({ scanText, mayHoldText }: Matcher, text: string) => ({
  may: mayHoldText(text),
  hits: scanText(text).map(({ ruleId, start, end, likelihood }) => [ruleId, start, end, likelihood])
})

const OWN: RulePack = {
  pack: 'acme',
  version: 1,
  rules: [
    {
      id: 'acme.badge',
      infoType: 'ACME_BADGE',
      description: 'A badge.',
      patterns: ['BADGE-[0-9]{6}'],
      examples: { match: ['«BADGE-123456»'], ignore: ['BADGE-12345'] }
    },
    {
      id: 'acme.desk',
      infoType: 'ACME_DESK',
      description: 'A desk, beside a word.',
      likelihood: 'UNLIKELY',
      patterns: ['[0-9]{4}-[0-9]{4}'],
      context: { for: ['desk'] },
      examples: { match: ['desk «1234-5678»'], ignore: ['1234-5678'] }
    },
    {
      id: 'acme.nickname',
      infoType: 'ACME_NICKNAME',
      description: 'A name, under a key.',
      keys: { for: ['nick name', '별명'] },
      value: 'text',
      examples: { match: ['{"nickName":"«Bo»"}'], ignore: ['{"nick":"Bo"}'] }
    }
  ]
}
const OWN_LINES = [
  ...OWN.rules.flatMap((rule) => [...rule.examples.match, ...rule.examples.ignore]),
  '{"별명":"홍길동","password":"BADGE-123456","email":"jane.doe@example.com"}',
  'desk 1234-5678 of jane.doe@example.com, card 4111111111111111'
].map((line) => line.replace(/[«»]/g, ''))

describe('findings', () => {
  test('are those of a plan made now, in every example of every rule', () => {
    const { matcher } = createRuleSet()
    const made = createMatcher(
      withRules(() => true),
      OPTIONS
    )
    for (const line of LINES) expect(found(matcher, line), line).toEqual(found(made, line))
  })

  test('of own rules beside the shipped ones are those of one plan for all', () => {
    const ruleSet = createRuleSet({ rules: [OWN] })
    const own = ruleSet.packs.at(-1) as CompiledPack
    const made = createMatcher([...withRules(() => true), own], OPTIONS)
    for (const line of [...OWN_LINES, ...LINES.filter((_, i) => i % 5 === 0)])
      expect(found(ruleSet.matcher, line), line).toEqual(found(made, line))
    const all = OWN_LINES.flatMap((line) => ruleSet.matcher.scanText(line))
    expect(new Set(all.map(({ ruleId }) => ruleId))).toContain('acme.nickname')
  })

  test('of own rules alone are those of a plan without the others', () => {
    const rules = [OWN, ...SHIPPED_PACK_NAMES.map((name) => `-${name}`)]
    const ruleSet = createRuleSet({ rules })
    const made = createMatcher(ruleSet.packs, OPTIONS)
    for (const line of OWN_LINES)
      expect(found(ruleSet.matcher, line), line).toEqual(found(made, line))
    expect(ruleSet.matcher.plan.candidates.table.entries.ids.length).toBeLessThan(20)
  })
})

describe('the rule set under default options', () => {
  test('has the id and the manifest that would be made now', () => {
    const heads = shippedHeads().filter((_, rule) => !offByDefault().has(rule))
    const { id, manifest } = manifestOfDefaults(heads)
    const prepared = createRuleSet()
    expect(prepared.id).toBe(id)
    expect(prepared.manifest).toEqual(manifest)
    const said = createRuleSet({ rules: ['default'], minLikelihood: 'POSSIBLE', engine: 'v8' })
    expect(said.id).toBe(id)
    expect(said.manifest).toEqual(manifest)
  })
})
