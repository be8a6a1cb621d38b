/**
 * Numbers with a check digit of ISO/IEC 7064 MOD 11,10: the Croatian OIB, German VAT numbers, the Serbian PIB.
 *
 * In: matched text. Out: whether the digits fit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: ISO/IEC 7064; Croatian OIB Act, article 6; German Federal Central Tax Office; Serbian Tax Administration.
 */
import { isRepeated, toDigits } from './digits.ts'
import { fitsMod1110 } from './iso7064.ts'

/** Whether the digits fit MOD 11,10. */
export function isMod1110(text: string): boolean {
  const digits = toDigits(text)
  return digits.length > 1 && !isRepeated(digits) && fitsMod1110(digits)
}
