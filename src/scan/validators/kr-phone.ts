/**
 * Korean telephone numbers.
 *
 * In: matched text, as dialled within the country or after +82 or 0082. Out: whether prefix and length are in use.
 *
 * Source: Ministry of Science and ICT, telecommunications numbering plan: mobile 010 and (until 2021) 011, 016–019;
 * area codes 02, 031–033, 041–044, 051–055, 061–064; 0505 and its like, 060, 070, 080.
 */
import { toDigits } from './digits.ts'

const MOBILE = /^0(?:10[0-9]{8}|1[16-9][0-9]{7,8})$/
const LANDLINE = /^0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4])[1-9][0-9]{6,7}$/
const SERVICE = /^0(?:50[2-9][0-9]{7,8}|[678]0[0-9]{7,8})$/

/** Whether the digits are a number that can be dialled in Korea. */
export function isKoreaPhone(text: string): boolean {
  const digits = toDigits(text.replace('(0)', '')).replace(/^(?:00)?82(?=[1-9])/, '0')
  return MOBILE.test(digits) || LANDLINE.test(digits) || SERVICE.test(digits)
}
