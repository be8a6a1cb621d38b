import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RulePack } from '../../../src/index.ts'
import { createRuleSet } from '../../../src/rule-set.ts'
import { toDlp } from '../../../src/rules/export/dlp.ts'
import { V8_ENGINE } from '../../../src/scan/regex-engine.ts'
import { BADGE, DOOR } from '../packs-for-tests.ts'

type Type = { readonly name: string }
type Template = {
  readonly displayName: string
  readonly description: string
  readonly inspectConfig: {
    readonly infoTypes: readonly Type[]
    readonly customInfoTypes: readonly {
      readonly infoType: Type
      readonly likelihood: string
      readonly regex: { readonly pattern: string; readonly groupIndexes: readonly number[] }
      readonly detectionRules?: readonly unknown[]
    }[]
  }
}

const ACME: RulePack = {
  pack: 'acme',
  version: 1,
  rules: [
    { ...BADGE, boundaries: { before: '[\\w-]', after: '[\\w-]' } },
    DOOR,
    {
      ...BADGE,
      id: 'acme.locker',
      infoType: 'LOCKER',
      likelihood: 'UNLIKELY',
      patterns: ['\\d{4}'],
      context: { for: ['locker', 'spind'], window: 20 }
    }
  ]
}

const { packs } = createRuleSet({ rules: ['all', ACME] })
const exported = toDlp(packs, { name: 'our logs' })
const template = JSON.parse(exported.text) as Template
const customs = template.inspectConfig.customInfoTypes

/** Google's own client's definition of the API; installed for the bench only. */
function inspectTemplate() {
  const require = createRequire(join(process.cwd(), 'bench', 'package.json'))
  try {
    const { Root } = require('protobufjs')
    const protos = require('@google-cloud/dlp/build/protos/protos.json')
    return Root.fromJSON(protos).lookupType('google.privacy.dlp.v2.InspectTemplate')
  } catch {
    return undefined
  }
}
const type = inspectTemplate()

describe('the inspect template', () => {
  test.skipIf(type === undefined)(
    'is one by the protos of the client: nothing unknown, nothing of a wrong type',
    () => {
      expect(type.verify(type.toObject(type.fromObject(template)))).toBeNull()
      // what the proto does not know is gone from the message
      expect(type.toObject(type.fromObject(template), { enums: String })).toEqual(template)
      const wrong = {
        ...template,
        inspectConfig: { ...template.inspectConfig, minLikelyhood: 'POSSIBLE' }
      }
      expect(type.toObject(type.fromObject(wrong), { enums: String })).not.toEqual(wrong)
    }
  )

  test('stays within the limits of DLP', () => {
    expect(template.inspectConfig.infoTypes.length + customs.length).toBeLessThanOrEqual(150)
    expect(customs.length).toBeLessThanOrEqual(30)
    for (const { regex } of customs) expect(regex.pattern.length).toBeLessThanOrEqual(1000)
    expect(template.displayName.length).toBeLessThanOrEqual(256)
    expect(template.description.length).toBeLessThanOrEqual(256)
  })

  test('names built-in infoTypes, and its own ones once each', () => {
    const names = template.inspectConfig.infoTypes.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining(['EMAIL_ADDRESS', 'CREDIT_CARD_NUMBER', 'KOREA_RRN'])
    )
    const own = customs.map(({ infoType }) => infoType.name)
    expect(new Set(own).size).toBe(own.length)
    for (const name of own) expect(name).toMatch(/^[A-Za-z0-9$_-]{1,64}$/)
  })

  test("has a user's own kinds first, with their boundaries outside of the group that is the finding", () => {
    const badge = customs.find(({ infoType }) => infoType.name === 'BADGE_NUMBER')
    expect(badge).toMatchObject({ likelihood: 'LIKELY', regex: { groupIndexes: [1] } })
    const regex = new V8_ENGINE.Regex(badge?.regex.pattern ?? '', 'd')
    expect(regex.exec('badge AC-204518 seen')).toMatchObject({ 1: 'AC-204518' })
    expect(regex.exec('MAC-204518')).toBeNull()
  })

  test('gives a rule that needs a word its words as hotwords', () => {
    expect(customs.find(({ infoType }) => infoType.name === 'LOCKER')).toMatchObject({
      likelihood: 'UNLIKELY',
      detectionRules: [
        {
          hotwordRule: {
            hotwordRegex: { pattern: '(?i)(?:locker|spind)' },
            proximity: { windowBefore: 20, windowAfter: 20 },
            likelihoodAdjustment: { relativeLikelihood: 1 }
          }
        }
      ]
    })
  })

  test('accounts for every rule: as here, looser, or left out with a reason', () => {
    const ids = [
      ...exported.exact,
      ...exported.looser.map(({ id }) => id),
      ...exported.leftOut.map(({ id }) => id)
    ]
    expect(ids.sort()).toEqual(packs.flatMap(({ rules }) => rules.map(({ id }) => id)).sort())
    expect(exported.leftOut).toContainEqual({ id: 'acme.door', reason: 'needs the name of a key' })
    expect(exported.leftOut).toContainEqual({
      id: 'core.email',
      reason: "DLP's own detector of its infoType looks instead"
    })
  })

  test('says which rules found no place', () => {
    const many: RulePack = {
      ...ACME,
      rules: Array.from({ length: 40 }, (_, index) => ({
        ...BADGE,
        id: `acme.n${index}`,
        infoType: `KIND_${index}`,
        patterns: [`N${index}-\\d{6}`]
      }))
    }
    const { packs: own } = createRuleSet({ rules: ['kr', '-kr', many] })
    const { leftOut, exact } = toDlp(own, {})
    expect(exact).toHaveLength(30)
    expect(leftOut.map(({ reason }) => reason)).toEqual(
      Array(10).fill('DLP takes 30 custom infoTypes')
    )
  })
})
