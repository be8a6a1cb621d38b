/**
 * National insurance numbers that are written evenly.
 *
 * In: matched text. Out: whether the pairs of digits stand all apart or all together.
 * Promise: `AA 000000 A` and `AA 00 00 00 A` are written so, `AA 00 0000A` is not.
 *
 * Source: HMRC, National Insurance Manual NIM39110.
 */
/** Whether the gaps are where people put them. */
export function isNinoSpaced(text: string): boolean {
  return /^[A-Z]{2}(?:[0-9]{6}[A-D]| [0-9]{6} ?[A-D]| [0-9]{2} [0-9]{2} [0-9]{2} [A-D])$/.test(text)
}
