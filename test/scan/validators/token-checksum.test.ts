import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { isChecksummedToken, toCrc32 } from '../../../src/scan/validators/token-checksum.ts'

const BODY = 'EXAMPLE0'.repeat(8)
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function base62(sum: number): string {
  let text = ''
  for (let rest = sum; text.length < 6; rest = Math.floor(rest / 62))
    text = BASE62[rest % 62] + text
  return text
}

const withBase62 = (prefix: string, body = BODY.slice(0, 30)): string =>
  prefix + body + base62(toCrc32(body))

function gitlab(prefix: string, middle: string): string {
  const head = `${prefix}${BODY.slice(0, 32)}${middle}`
  return head + toCrc32(head).toString(36).padStart(7, '0')
}

function grafana(): string {
  const head = `glsa_${BODY.slice(0, 32)}`
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(toCrc32(head))
  return `${head}_${bytes.toString('hex')}`
}

const WHOLE = [
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'npm_'].map((prefix) => withBase62(prefix)),
  gitlab('glpat-', '.01.0w'),
  gitlab('glrt-', '.0w'),
  grafana()
]

test('the CRC is that of zlib', (context) => {
  // Node has it from 20.15 on
  if (crc32 === undefined) return context.skip()
  for (const text of ['', 'a', BODY, '123456789']) expect(toCrc32(text)).toBe(crc32(text))
})

test('the CRC of the check string is the published one', () => {
  expect(toCrc32('123456789')).toBe(0xcbf43926)
})

test.each(WHOLE)('takes a token whose checksum holds', (token) => {
  expect(isChecksummedToken(token)).toBe(true)
})

test.each(WHOLE)('refuses it with one letter changed anywhere', (token) => {
  for (let at = token.search(/[_-]/) + 1; at < token.length; at++) {
    const changed = token.slice(0, at) + (token[at] === 'Q' ? 'R' : 'Q') + token.slice(at + 1)
    expect(isChecksummedToken(changed), `letter ${at}`).toBe(false)
  }
})

test('refuses other prefixes, other lengths and no token at all', () => {
  expect(isChecksummedToken(withBase62('xyz_'))).toBe(false)
  expect(isChecksummedToken(withBase62('npm_', BODY.slice(0, 29)))).toBe(false)
  expect(isChecksummedToken('')).toBe(false)
})
