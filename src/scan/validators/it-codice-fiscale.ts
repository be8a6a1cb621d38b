/**
 * Italian fiscal codes of persons (codice fiscale).
 *
 * In: matched text. Out: whether the sixteen characters hold a birth date and end in the right letter.
 * Promise: changing the last letter always breaks it.
 *
 * Source: Decreto ministeriale 23 December 1976: values of characters at odd and even places, modulo 26; digits may
 * stand as L, M, N, P, Q, R, S, T, U, V.
 */
import { toAlphanumerics } from './digits.ts'

const SHAPE =
  /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/
/** Values of A to Z at odd places; digits count as A to J. */
const ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
] as const

function oddValue(character: string): number {
  return ODD[evenValue(character)] as number
}

function evenValue(character: string): number {
  const value = Number.parseInt(character, 36)
  return value > 9 ? value - 10 : value
}

/** The digits that letters stand for where two people would have one code. */
function undisguised(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => String('LMNPQRSTUV'.indexOf(letter)))
}

/** Whether the text is a codice fiscale. */
export function isItalyFiscalCode(text: string): boolean {
  const code = toAlphanumerics(text)
  if (!SHAPE.test(code)) return false
  const day = Number(undisguised(code.slice(9, 11)))
  if (day % 40 < 1 || day % 40 > 31 || day > 71) return false
  let sum = 0
  for (let i = 0; i < 15; i++)
    sum += i % 2 === 0 ? oddValue(code.charAt(i)) : evenValue(code.charAt(i))
  return String.fromCharCode(65 + (sum % 26)) === code.charAt(15)
}
