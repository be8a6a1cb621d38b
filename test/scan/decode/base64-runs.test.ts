import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findBase64Runs, holdsBase64Run } from '../../../src/scan/decode/base64-runs.ts'

const TEXT = 'mail jane.doe@example.com now'
const encode = (text: string): string => Buffer.from(text).toString('base64')
const encodeUrl = (text: string): string => Buffer.from(text).toString('base64url')

describe('findBase64Runs', () => {
  test('finds a run inside of a text, with where it stands', () => {
    const text = `got payload ${encode(TEXT)} from queue`
    const [run] = findBase64Runs(text)
    expect(run?.text).toBe(TEXT)
    expect(text.slice(run?.start, run?.end)).toBe(encode(TEXT))
  })

  test.each([
    ['after an equals sign', (run: string) => `data=${run}&x=1`],
    ['in quotes', (run: string) => `{\\"data\\":\\"${run}\\"}`],
    ['after a dot', (run: string) => `v1.${run}.sig`],
    ['in a path', (run: string) => `/decode/${run}`],
    ['glued to one character', (run: string) => `x${run}`],
    ['glued to two', (run: string) => `v1${run}`],
    ['glued to three', (run: string) => `abc${run}`]
  ])('finds it %s', (_, write) => {
    for (const run of [encode(TEXT), encodeUrl(TEXT)])
      expect(findBase64Runs(write(run)).map(({ text }) => text)).toContain(TEXT)
  })

  test('any text of people inside of any sentence is found', () => {
    const written = fc.string({ minLength: 18, unit: fc.constantFrom(...'abc @.1홍é'.split('')) })
    fc.assert(
      fc.property(written, (text) => {
        const ascii = text.replace(/[^ -~]/g, '').length
        fc.pre(2 * ascii >= text.length)
        expect(findBase64Runs(`a ${encode(text)} b`).map((run) => run.text)).toEqual([text])
      })
    )
  })

  test.each([
    ['a SHA-256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['a UUID', 'id 4f0a1b2c-1234-4567-89ab-0123456789ab'],
    ['a path', 'open /usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.30'],
    ['a long identifier', 'at AbstractRoutingConnectionFactoryBean.afterPropertiesSet'],
    ['a word with dashes', 'pod checkout-service-deployment-7d4f9c6b5-x2x9k'],
    [
      'random bytes',
      `sig ${Buffer.from(Array.from({ length: 48 }, (_, i) => (i * 89 + 7) & 255)).toString('base64')}`
    ],
    ['a short run', `x ${encode('jane@x.de')}`],
    ['text', 'nothing of the kind stands here at all']
  ])('leaves %s', (_, text) => {
    expect(findBase64Runs(text)).toEqual([])
  })

  test('the first pass misses no run', () => {
    const unit = fc.constantFrom(
      ...'aZ09+/-_= .é'.split(''),
      encode(TEXT),
      encodeUrl(TEXT),
      encode('홍길동의 메일 주소는 여기에')
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const codes = Uint16Array.from([...unitsOf(text), 0])
        if (findBase64Runs(text).length > 0)
          expect(holdsBase64Run(codes, 0, text.length)).toBe(true)
      }),
      { numRuns: 2000 }
    )
  })

  test('the first pass passes over paths, hashes and identifiers', () => {
    for (const text of [
      '/usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.30',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'AbstractRoutingConnectionFactoryBean',
      'checkout-service-deployment-7d4f9c6b5-x2x9k'
    ])
      expect(holdsBase64Run(Uint16Array.from([...unitsOf(text), 0]), 0, text.length)).toBe(false)
  })
})

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}
