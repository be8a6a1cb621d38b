import { describe, expect, test } from 'vitest'
import { checkCleanOnly, coveredRules } from '../../src/deliver/clean.ts'
import { createLogger, LogveilError } from '../../src/index.ts'

const MANIFEST = { id: 'abcdefabcdef', rules: ['core.email', 'kr.rrn'] }

function issuesOf(body: () => unknown): readonly { path: string; message: string }[] {
  try {
    body()
  } catch (error) {
    if (error instanceof LogveilError) return error.issues
    throw error
  }
  return []
}

describe('cleanOnly', () => {
  test('a rule whose findings are kept as they are covers nothing', () => {
    expect(
      coveredRules({
        'core.email': { operator: 'keep' },
        'kr.rrn': { operator: 'replace' },
        'core.iban': { operator: 'hash(k1)' }
      })
    ).toEqual(['kr.rrn', 'core.iban'])
  })

  test('what is looked for here, or demanded of nobody in particular, is no problem', () => {
    const sinks = { a: { cleanOnly: { rules: ['kr.rrn'] } }, b: { cleanOnly: true }, c: {} }
    expect(checkCleanOnly(sinks, MANIFEST, 'sinks')).toEqual([])
  })

  test('a sink that would refuse every record is told at start, with the nearest rule', () => {
    const sinks = { dash: { cleanOnly: { rules: ['kr.rrn', 'core.emial'] } } }
    expect(checkCleanOnly(sinks, MANIFEST, 'delivery.sinks')).toEqual([
      {
        path: 'delivery.sinks.dash.cleanOnly.rules[1]',
        message:
          'expected a rule that is on and whose operator is not keep, got another; did you mean `core.email`?'
      }
    ])
  })

  test('without redaction no record is clean', () => {
    expect(checkCleanOnly({ dash: { cleanOnly: true } }, null, 'sinks')).toMatchObject([
      { path: 'sinks.dash.cleanOnly' }
    ])
    expect(checkCleanOnly({ dash: { cleanOnly: false } }, null, 'sinks')).toEqual([])
  })

  test('createLogger refuses a demanded rule that is off, kept or misspelt', () => {
    const open = (rule: string) => () =>
      createLogger({
        rules: ['default', '-core.phone_e164'],
        operators: { EMAIL_ADDRESS: 'keep' },
        delivery: {
          worker: false,
          signals: false,
          sinks: { dash: { type: 'file', path: '/nowhere', cleanOnly: { rules: [rule] } } }
        }
      })
    for (const rule of ['core.email', 'core.phone_e164', 'core.no_such'])
      expect(issuesOf(open(rule))).toMatchObject([
        { path: 'delivery.sinks.dash.cleanOnly.rules[0]' }
      ])
  })
})
