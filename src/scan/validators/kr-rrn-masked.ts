/**
 * Korean registration numbers that were masked before.
 *
 * In: matched text. Out: whether digits and signs of masking are thirteen, begin with a date, and some digit beyond it or
 * some of the date is left.
 *
 * Source: Resident Registration Act, enforcement rule, article 2: YYMMDD, sex and century, six digits.
 */

const MASKED = /^[0-9]{6}[1-8*][0-9]{0,5}\*+$|^\*{6}[1-8][0-9]{6}$/
const DATE = /^[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])/

/** Whether the text is a number of which a part is still to be read. */
export function isMaskedKoreaRrn(text: string): boolean {
  const signs = text.replace(/[ \u00a0\-\u2010-\u2015\u2212]+/g, '').replace(/[^0-9]/gu, '*')
  return signs.length === 13 && MASKED.test(signs) && (signs.startsWith('*') || DATE.test(signs))
}
