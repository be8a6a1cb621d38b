/**
 * The id of a delivered record.
 *
 * In: when its frame was written, its number in the run, the run's salt. Out: a UUIDv7 (RFC 9562, 5.7).
 * Promise: the same record has the same id at each attempt and after each restart, because nothing else goes in; within a
 * millisecond ids sort by number.
 *
 *     48 bits epoch ms | version | 12 high bits of the number | variant | 30 low bits of it | 32 bits salt
 */

const LOW = 2 ** 30

/** A function that numbers the lines of one frame. */
export function createRecordIds(time: number, salt: string): (seq: number) => string {
  const ms = hex(time, 12)
  const head = `${ms.slice(0, 8)}-${ms.slice(8)}-7`
  return (seq) => {
    const low = seq % LOW
    const variant = (0x8000 | (low >>> 16)).toString(16)
    return `${head}${hex(Math.floor(seq / LOW), 3)}-${variant}-${hex(low & 0xffff, 4)}${salt}`
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
