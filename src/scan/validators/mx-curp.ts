/**
 * Mexican population registry codes (CURP).
 *
 * In: matched text. Out: whether the eighteen characters hold a birth date, a state and the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Diario Oficial, 18 October 2021, CURP: values of 0–9, A–N, Ñ, O–Z times 18 to 2, modulo 10.
 */
import { isShortDay } from './calendar.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'
const STATES =
  'AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE'
const SHAPE = new RegExp(`^[A-ZÑ]{4}[0-9]{6}[HMX](?:${STATES})[B-DF-HJ-NP-TV-ZÑ]{3}[0-9A-Z][0-9]$`)

/** Whether the text is a CURP. */
export function isMexicoCurp(text: string): boolean {
  const code = text.toUpperCase()
  if (!SHAPE.test(code) || !isShortDay(code.slice(4, 10))) return false
  let sum = 0
  for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(code.charAt(i)) * (18 - i)
  return (10 - (sum % 10)) % 10 === Number(code.at(-1))
}
