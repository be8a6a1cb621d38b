import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeyedHash } from '../../../src/redact/keyed-hash.ts'
import { OPERATOR_TYPES, type Operator } from '../../../src/redact/operator.ts'
import { compileOperator } from '../../../src/redact/operator-plan.ts'
import { createCensor } from '../../../src/redact/operators/censor.ts'
import { OPERATOR_NAMES } from '../../../src/rules/rule.ts'
import { parseRedact } from '../../../src/scan/paths.ts'

const keyed = createKeyedHash({ id: 'k1', bytes: randomBytes(32) })
const operators: readonly Operator[] = [
  { type: 'replace' },
  { type: 'replace', with: 'gone' },
  { type: 'mask' },
  { type: 'mask', show: 1, char: 'X' },
  { type: 'truncate' },
  { type: 'hash' },
  { type: 'remove' },
  { type: 'keep' }
]
const anyInfoType = fc.constantFrom('EMAIL_ADDRESS', 'CREDIT_CARD_NUMBER', 'IP_ADDRESS', 'own.type')
const anyValue = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.emailAddress(),
  fc.ipV4(),
  fc.ipV6(),
  fc.stringMatching(/^[0-9 -]{0,25}$/)
)

test('the operators are those that rules can name', () => {
  expect(OPERATOR_TYPES).toEqual(OPERATOR_NAMES)
  expect(new Set(operators.map((operator) => operator.type))).toEqual(new Set(OPERATOR_TYPES))
})

test.each(operators)('%j applied to its own result changes nothing', (operator) => {
  const { apply, type } = compileOperator(operator, keyed)
  expect(type).toBe(operator.type)
  fc.assert(
    fc.property(anyValue, anyInfoType, (value, infoType) => {
      const once = apply(value, infoType)
      expect(apply(once, infoType)).toBe(once)
    }),
    { numRuns: 1000 }
  )
})

test.each(operators.filter(({ type }) => type !== 'keep'))(
  '%j gives text that JSON need not escape',
  (operator) => {
    const { apply } = compileOperator(operator, keyed)
    fc.assert(
      fc.property(anyValue, anyInfoType, (value, infoType) => {
        const text = apply(value, infoType)
        expect(JSON.stringify(text)).toBe(`"${text}"`)
      })
    )
  }
)

test('replace and hash leave nothing of the value, remove leaves nothing at all', () => {
  const value = 'jane.doe@example.com'
  expect(compileOperator({ type: 'replace' }, keyed).apply(value, 'EMAIL_ADDRESS')).toBe(
    '[EMAIL_ADDRESS]'
  )
  expect(compileOperator({ type: 'replace', with: 'gone' }, keyed).apply(value, 'X')).toBe('gone')
  expect(compileOperator({ type: 'remove' }, keyed).apply(value, 'X')).toBe('')
  expect(compileOperator({ type: 'keep' }, keyed).apply(value, 'X')).toBe(value)
  expect(compileOperator({ type: 'hash' }, keyed).apply(value, 'X')).not.toContain('jane')
})

test('without a key there is no hash, but a token', () => {
  expect(compileOperator({ type: 'hash' }, undefined).apply('jane', 'PERSON_NAME')).toBe(
    '[PERSON_NAME]'
  )
})

test('each operator says what it does, and no two settings say the same', () => {
  const meanings = operators.map((operator) => compileOperator(operator, keyed).meaning)
  expect(new Set(meanings).size).toBe(operators.length)
  expect(meanings).toContain('mask(show=4,char=*)')
})

test('a censor text takes the place of any value', () => {
  const censor = createCensor(parseRedact({ paths: ['a'], censor: 'a "text"' }))
  expect(censor('x', '/a')).toBe('a "text"')
  expect(createCensor(parseRedact(['a']))('x', '/a')).toBe('[Redacted]')
})

test('remove leaves the key out, whatever the censor', () => {
  expect(
    createCensor(parseRedact({ paths: ['a'], censor: 'x', remove: true }))('x', '/a')
  ).toBeUndefined()
})

test('a censor function gets the value and its path, and may give anything', () => {
  const seen: unknown[] = []
  const censor = createCensor(
    parseRedact({
      paths: ['a'],
      censor: (value: unknown, path: string[]) => {
        seen.push([value, path])
        return { length: String(value).length }
      }
    })
  )
  expect(censor('secret', '/users/0/p~1w~01')).toEqual({ length: 6 })
  censor('{"a":[1]}', '/a')
  censor('{half', '/a')
  censor('42', '/a')
  expect(seen).toEqual([
    ['secret', ['users', '0', 'p/w~1']],
    [{ a: [1] }, ['a']],
    ['{half', ['a']],
    ['42', ['a']]
  ])
})

test('a censor function that gives undefined leaves the key out', () => {
  expect(
    createCensor(parseRedact({ paths: ['a'], censor: () => undefined }))('x', '/a')
  ).toBeUndefined()
})

const cycle: Record<string, unknown> = {}
cycle.self = cycle

test.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('secret')
    }
  ],
  ['gives a BigInt', () => 1n],
  ['gives a cycle', () => cycle],
  [
    'gives a toJSON that throws',
    () => ({
      toJSON() {
        throw new Error('secret')
      }
    })
  ]
])('a censor function that %s leaves pino’s mark', (_, censor) => {
  expect(createCensor(parseRedact({ paths: ['a'], censor }))('secret', '/a')).toBe('[Redacted]')
})
