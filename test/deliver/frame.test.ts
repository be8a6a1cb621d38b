import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crc32, tableCrc32 } from '../../src/deliver/crc32.ts'
import { encodeFrame, readFrame } from '../../src/deliver/frame.ts'
import { createRecordIds } from '../../src/deliver/record-id.ts'

describe('a frame', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(2 ** 47),
        fc.nat(2 ** 47),
        fc.nat(1000),
        (body, seq, time, count) => {
          const bytes = Buffer.concat([
            Buffer.from('before'),
            encodeFrame('lines', seq, time, count, body)
          ])
          expect(readFrame(bytes, 6)).toMatchObject({
            kind: 'lines',
            seq,
            time,
            count,
            end: bytes.length,
            body: Buffer.from(body)
          })
        }
      )
    )
  })

  test('with any bit changed or any byte cut off is no frame', () => {
    const whole = encodeFrame('lines', 7, 1, 1, '{"n":1}\n')
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] as number) ^ 1
      expect(typeof readFrame(changed, 0)).toBe('string')
      expect(readFrame(whole.subarray(0, at), 0)).toBe('short')
    }
  })
})

describe('crc32', () => {
  test("is zlib's check value, with and without zlib", () => {
    // the check value that the CRC catalogue gives for CRC-32/ISO-HDLC
    expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926)
    expect(tableCrc32(Buffer.from('123456789'))).toBe(0xcbf43926)
  })
})

describe('a record id', () => {
  const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

  test('is a UUIDv7 that holds time, number and salt, and sorts by number', () => {
    const idOf = createRecordIds(1_764_000_000_123, 'deadbeef')
    const seqs = [0, 1, 65_535, 65_536, 2 ** 30 - 1, 2 ** 30, 2 ** 41]
    const ids = seqs.map(idOf)
    for (const id of ids) expect(id).toMatch(UUID_V7)
    expect(Number.parseInt((ids[0] as string).replace('-', '').slice(0, 12), 16)).toBe(
      1_764_000_000_123
    )
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
