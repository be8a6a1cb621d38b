/**
 * Mexican taxpayer codes (RFC).
 *
 * In: matched text. Out: whether twelve or thirteen characters hold a date and the right check character.
 * Promise: changing the last character always breaks it.
 *
 * Source: SAT, "Registro Federal de Contribuyentes": values of 0–9, A–N, &, O–Z, blank, Ñ times 13 to 2, modulo 11.
 */
import { isShortDay } from './calendar.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ'

/** Whether the text is an RFC. */
export function isMexicoRfc(text: string): boolean {
  const code = text.replace(/[ -]+/g, '').toUpperCase()
  if (!/^[A-ZÑ&]{3,4}[0-9]{6}[0-9A-Z]{2}[0-9A]$/.test(code)) return false
  const padded = code.padStart(13)
  if (!isShortDay(padded.slice(4, 10))) return false
  let sum = 0
  for (let i = 0; i < 12; i++) sum += ALPHABET.indexOf(padded.charAt(i)) * (13 - i)
  return '0A987654321'[sum % 11] === padded.at(-1)
}
