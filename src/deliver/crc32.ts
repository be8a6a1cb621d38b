/**
 * CRC-32 as in zlib (ISO 3309).
 *
 * In: bytes. Out: an unsigned 32-bit number. Promise: the same whether Node brings it (20.15, 22.2) or not.
 */
import * as zlib from 'node:zlib'

type Crc32 = (bytes: Uint8Array) => number

const TABLE: Int32Array = makeTable()

function makeTable(): Int32Array {
  const table = new Int32Array(256)
  for (let index = 0; index < 256; index++) {
    let value = index
    for (let bit = 0; bit < 8; bit++)
      value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
    table[index] = value
  }
  return table
}

/** For a Node without `zlib.crc32`. */
export function tableCrc32(bytes: Uint8Array): number {
  let value = -1
  for (const byte of bytes) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] as number)
  return (value ^ -1) >>> 0
}

/** The checksum of each frame of the spool. */
export const crc32: Crc32 = (zlib as { readonly crc32?: Crc32 }).crc32 ?? tableCrc32
