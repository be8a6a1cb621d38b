/**
 * What the packs of national numbers leave alone: the numbers that logs are full of, without a word beside them.
 *
 * Drawn from a fixed seed. The aim is one finding in ten thousand; a rule that stands on a shape alone must be that rare.
 */
import { describe, expect, test } from 'vitest'
import { createScanner } from '../../src/index.ts'

const PACKS = ['europe', 'uk', 'americas', 'apac', 'mea']
const RUNS = process.env.LOGVEIL_LONG ? 100_000 : 3_000

/** mulberry32: the same numbers in every run. */
function draw(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function characters(random: () => number, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
}

/** How many of the texts hold a finding. */
function found(texts: readonly string[]): number {
  const scanner = createScanner({ rules: PACKS })
  return texts.filter((text) => scanner.scan(text).length > 0).length
}

describe('without a word beside them', () => {
  test('runs of 9 to 18 random digits are left alone but for one in ten thousand', () => {
    const random = draw(1)
    const texts = Array.from({ length: 10 * RUNS }, (_, i) => {
      const digits = characters(random, '0123456789', 9 + (i % 10))
      return `request ${digits} took ${Math.floor(random() * 1e4)}`
    })
    expect(found(texts)).toBeLessThanOrEqual(texts.length / 10_000)
  })

  test('points in time are left alone, as seconds, milli-, micro- and nanoseconds and as dates with a time', () => {
    const random = draw(2)
    const texts = Array.from({ length: RUNS }, () => {
      const seconds = 1_000_000_000 + Math.floor(random() * 1_100_000_000)
      const rest = characters(random, '0123456789', 9)
      const stamp = new Date(seconds * 1000).toISOString().replace(/[-:T]/g, '')
      const [day, time] = [stamp.slice(0, 8), stamp.slice(8, 12)]
      const epochs = [0, 3, 6, 9].map((length) => `${seconds}${rest.slice(0, length)}`)
      return `${epochs.join(' ')} ${day}-${time} ${day.slice(2)}-${time} ${day}${time}${rest.slice(0, 2)}`
    })
    expect(found(texts)).toBe(0)
  })

  test('UUIDs, trace ids, ULIDs and hashes are left alone', () => {
    const random = draw(3)
    const hex = (length: number): string => characters(random, '0123456789abcdef', length)
    const texts = Array.from({ length: RUNS }, () =>
      [
        `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`,
        `00-${hex(32)}-${hex(16)}-01`,
        hex(40),
        hex(16).toUpperCase(),
        characters(random, '0123456789ABCDEFGHJKMNPQRSTVWXYZ', 26)
      ].join(' ')
    )
    expect(found(texts)).toBe(0)
  })

  test('sizes, versions and columns of numbers are left alone', () => {
    const random = draw(4)
    const number = (below: number): number => Math.floor(random() * below)
    const texts = Array.from({ length: RUNS }, () =>
      [
        `heap ${10_000_000 + number(89_999_999)}K->${10_000_000 + number(89_999_999)}K`,
        `v${number(30)}.${number(999)}.${number(999)}-${number(10)} ${number(30)}.${number(99)}.${number(9999)}`,
        `cpu ${number(999)} ${number(999)} ${number(9999)} ${number(99)} ${number(999)} ${number(999)}`,
        `192.168.${number(255)}.${number(255)}:${number(65_535)}`
      ].join(', ')
    )
    expect(found(texts)).toBe(0)
  })
})

test('a number in another key than its own is left alone', () => {
  // a right PESEL, CPF, BSN, INN and personnummer, all constructed
  const numbers = ['00010100004', '00000000191', '100000009', '5000000000', '0001010007']
  const keys = ['id', 'order_id', 'ts', 'user_id', 'seq', 'offset', 'duration_ms']
  const scanner = createScanner({ rules: PACKS })
  const lines = keys.flatMap((key) => numbers.map((number) => `{"${key}":"${number}"}`))
  expect(lines.filter((line) => scanner.redactLine(line).findings.length > 0)).toEqual([])
})
