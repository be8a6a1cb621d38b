/**
 * Vehicle identification numbers.
 *
 * In: matched text. Out: whether its seventeen characters are letters and digits as vehicles carry them.
 * Promise: European makers put any character ninth, where North America has a check digit, so no check digit rejects;
 * ask for a key or a word beside it.
 *
 * Sources: ISO 3779 (no I, O, Q); 49 CFR 565.15 (the last four are digits).
 */

const SHAPE = /^[A-HJ-NPR-Z0-9]{17}$/

/** Whether the text can be a vehicle's number. */
export function isVin(text: string): boolean {
  const vin = text.toUpperCase()
  return SHAPE.test(vin) && /[A-Z]/.test(vin) && /[0-9]{4}$/.test(vin) && !/(.)\1{6}/.test(vin)
}
