/**
 * Check digits, to make numbers that validators accept, or only just refuse.
 *
 * In: digits without their check digit. Out: the digits with it. Written apart from src/ on purpose:
 * a shared mistake would make the bench agree with the product.
 */

/** ISO/IEC 7812-1 annex B (Luhn). */
export function withLuhn(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return digits + ((10 - (sum % 10)) % 10)
}

/** ISO 13616: country and account give the two check digits (mod 97). */
export function withIbanCheck(country: string, account: string): string {
  const numeric = [...`${account}${country}00`].map((c) => Number.parseInt(c, 36)).join('')
  const check = 98n - (BigInt(numeric) % 97n)
  return `${country}${String(check).padStart(2, '0')}${account}`
}

/** Korean resident registration number: weights 2…9, 2…5 over the first twelve digits. */
export function withRrnCheck(digits: string): string {
  const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits.charAt(i)), 0)
  return digits + ((11 - (sum % 11)) % 10)
}

/** Korean business number: keys 1,3,7,1,3,7,1,3,5 plus floor(5·d9/10). */
export function withBusinessCheck(digits: string): string {
  const keys = [1, 3, 7, 1, 3, 7, 1, 3, 5]
  const sum = keys.reduce((total, key, i) => total + key * Number(digits.charAt(i)), 0)
  return digits + ((10 - ((sum + Math.floor((Number(digits.charAt(8)) * 5) / 10)) % 10)) % 10)
}

/** The same digits with a last one that is surely wrong. */
export function withWrongLast(number: string): string {
  return number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10)
}
