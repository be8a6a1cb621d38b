import { expect, test } from 'vitest'
import { createScanner } from '../../src/index.ts'

const scanner = createScanner()

test('a match that begins with a character of two units and is rejected does not stop the scan', () => {
  // the first letter of the local part is a surrogate pair, and the last label no top-level domain
  const text = '\u{10711}\u{1451a}jane@logo.png \u{10711}\u{1451a}jane@example.com_ end'
  expect(scanner.scan(text).length).toBeLessThan(3)
})

test('finds what stands behind an escaped line break', () => {
  expect(scanner.redactText('first\\njane.doe@example.com').text).toContain('[EMAIL_ADDRESS]')
})

test('does not cost the square of its length on a text of context words', () => {
  const cost = (count: number): number => {
    const text = 'card number 41111111111111112 '.repeat(count)
    const start = performance.now()
    scanner.scan(text)
    return performance.now() - start
  }
  cost(200)
  expect(cost(4000)).toBeLessThan(40 * Math.max(cost(400), 1))
})
