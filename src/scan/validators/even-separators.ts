/**
 * One number is written with one separator.
 *
 * In: matched text. Out: whether all that stands between its digits is the same.
 * Promise: `2024-01 1234-5678` is no card number, whatever its digits add up to.
 */

/** Whether the digits are not separated, or by the same characters each time. */
export function hasEvenSeparators(text: string): boolean {
  const between = text.replace(/^[^0-9]+|[^0-9]+$/g, '').match(/[^0-9]+/g) ?? []
  return between.every((separator) => separator === between[0])
}
