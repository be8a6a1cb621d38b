import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CONVERSIONS,
  toDatadogTraceId,
  toDecimal,
  toNanoseconds,
  toPathAndQuery,
  toSecondsText
} from '../../src/formats/conversions.ts'

test.each([
  [12, '0.012s'],
  [0, '0s'],
  [1000, '1s'],
  [3500, '3.5s'],
  [0.0004, '0.0000004s'],
  [1e-7, '0s'],
  [12.345678, '0.012345678s'],
  [86_400_000, '86400s']
])('%d ms is the duration %s', (ms, text) => {
  expect(toSecondsText(ms)).toBe(text)
})

test('milliseconds become whole nanoseconds', () => {
  expect([toNanoseconds(12), toNanoseconds(0.0000004), toNanoseconds(1.2345678)]).toEqual([
    12_000_000, 0, 1_234_568
  ])
})

test('a 128-bit trace id stays hex for Datadog, a 64-bit one becomes decimal', () => {
  expect(toDatadogTraceId('4bf92f3577b34da6a3ce929d0e0e4736')).toBe(
    '4bf92f3577b34da6a3ce929d0e0e4736'
  )
  expect(toDatadogTraceId(`${'0'.repeat(16)}ffffffffffffffff`)).toBe('18446744073709551615')
})

test('span ids are decimal and keep all 64 bits', () => {
  expect(toDecimal('00f067aa0ba902b7')).toBe('67667974448284343')
})

test('path and query are one, with ? only before a query', () => {
  expect(toPathAndQuery({ url: { path: '/a', query: 'b=1' } })).toBe('/a?b=1')
  expect(toPathAndQuery({ url: { path: '/a', query: '' } })).toBe('/a')
  expect(toPathAndQuery({ url: { query: 'b=1' } })).toBe('?b=1')
})

test('no conversion throws, whatever the value is', () => {
  const surroundings = { record: {}, projectId: undefined }
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const convert of Object.values(CONVERSIONS)) {
        expect(() => JSON.stringify(convert(value, surroundings))).not.toThrow()
      }
    })
  )
})

test('a redacted value passes a conversion as it is', () => {
  const surroundings = { record: {}, projectId: undefined }
  expect(CONVERSIONS.nanoseconds('[REDACTED]', surroundings)).toBe('[REDACTED]')
  expect(CONVERSIONS.datadogTraceId('[REDACTED]', surroundings)).toBe('[REDACTED]')
})
