/**
 * The machine-readable zone of passports, visas and identity cards (ICAO Doc 9303).
 *
 * In: matched text: the line that holds the numbers, with or without the lines around it. Out: whether the check digits
 * of document number, birth date and expiry are right.
 * Promise: of random lines one in a thousand is let through.
 *
 * Source: ICAO Doc 9303 part 3, section 4.9: weights 7, 3, 1, letters count 10 to 35, `<` counts nothing;
 * part 4 (TD3, 44 characters), part 6 (TD2, 36), part 5 (TD1, three lines of 30), part 7 (visas).
 */

const WEIGHTS = [7, 3, 1] as const
/** TD2, TD3 and visas: number, check, nationality, birth, check, sex, expiry, check, the rest. */
const TWO_LINES =
  /([A-Z0-9<]{9})([0-9<])[A-Z<]{3}([0-9<]{6})([0-9<])[MFX<]([0-9<]{6})([0-9<])(?:[A-Z0-9<]{16}|[A-Z0-9<]{8})$/
/** TD1: type, issuer, number, check, and in the second line birth, check, sex, expiry, check. */
const THREE_LINES =
  /^[ACI][A-Z0-9<][A-Z<]{3}([A-Z0-9<]{9})([0-9<])[A-Z0-9<]{15}([0-9<]{6})([0-9<])[MFX<]([0-9<]{6})([0-9<])[A-Z<]{3}/

/** Whether the three check digits are right. */
export function isMrz(text: string): boolean {
  const zone = text.replace(/[^A-Z0-9<]+/g, '')
  const [, number, first, birth, second, expiry, third] =
    THREE_LINES.exec(zone) ?? TWO_LINES.exec(zone) ?? []
  if (number === undefined || birth === undefined || expiry === undefined) return false
  return isChecked(birth, second) && isChecked(expiry, third) && isNumberChecked(number, first)
}

/** A number of more than nine characters goes on after its check digit, which is then `<`. */
function isNumberChecked(number: string, check: string | undefined): boolean {
  return check === '<' ? /[0-9]/.test(number) : isChecked(number, check)
}

function isChecked(field: string, check: string | undefined): boolean {
  let sum = 0
  for (let i = 0; i < field.length; i++)
    sum += weightOf(field.charCodeAt(i)) * (WEIGHTS[i % 3] as number)
  return sum % 10 === (check === '<' ? 0 : Number(check))
}

function weightOf(code: number): number {
  if (code === 60) return 0
  return code < 60 ? code - 48 : code - 55
}
