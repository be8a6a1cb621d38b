/**
 * What is on a card's magnetic stripe (ISO/IEC 7813, tracks 1 and 2).
 *
 * In: matched text, with or without its sentinels. Out: whether card number and expiry in it are plausible.
 */
import { isCardIssued } from './card-issuer.ts'
import { isLuhn } from './luhn.ts'

const TRACK = /^%?[Bb;]?([0-9]{13,19})(?:\^[^^]*\^|[=D])[0-9]{2}(0[1-9]|1[0-2])[0-9]{3}/

/** Whether the text begins with a card number, a separator and a date `YYMM` with a service code. */
export function isTrackData(text: string): boolean {
  const number = TRACK.exec(text)?.[1]
  return number !== undefined && isLuhn(number) && isCardIssued(number)
}
