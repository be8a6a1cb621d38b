/**
 * Dutch VAT numbers (btw-identificatienummer).
 *
 * In: matched text. Out: whether nine digits, a B and two digits fit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Belastingdienst: the eleven test over nine digits, or since 2020 modulo 97 over all with NL before it,
 * letters as 10 to 35.
 */
import { toAlphanumerics } from './digits.ts'
import { remainder } from './iso7064.ts'
import { isNetherlandsBsn } from './nl-bsn.ts'

/** Whether the text is a Dutch VAT number. */
export function isNetherlandsVat(text: string): boolean {
  const number = toAlphanumerics(text).replace(/^NL/, '')
  if (!/^[0-9]{9}B[0-9]{2}$/.test(number) || number.endsWith('00')) return false
  return (
    isNetherlandsBsn(number.slice(0, 9)) || remainder(`2321${number.replace('B', '11')}`, 97) === 1
  )
}
