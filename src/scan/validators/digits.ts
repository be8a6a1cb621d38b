/**
 * The digits of a number that people wrote with separators.
 *
 * In: matched text. Out: its digits, or its groups of digits.
 * Promise: linear; a text without digits gives the empty string.
 */

/** All ASCII digits of the text, in order, without what stands between them. */
export function toDigits(text: string): string {
  return text.replace(/[^0-9]+/g, '')
}

/** The sum of each digit times its weight; weights repeat when the digits are more than they. */
export function weigh(digits: string, weights: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    sum += digitAt(digits, i) * (weights[i % weights.length] as number)
  }
  return sum
}

/** The digit at an index as a number. */
export function digitAt(digits: string, index: number): number {
  return digits.charCodeAt(index) - 48
}

/** Letters and digits only, letters as capitals. */
export function toAlphanumerics(text: string): string {
  return text.replace(/[^0-9A-Za-z]+/g, '').toUpperCase()
}

/** Whether all digits are the same: a placeholder, though it may pass a sum. */
export function isRepeated(digits: string): boolean {
  return /^(.)\1*$/.test(digits)
}
