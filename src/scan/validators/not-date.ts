/**
 * Days and times that are written in digits.
 *
 * In: matched text. Out: false if it begins with a day of 1900 to 2099 (year first, or day and month first with dots,
 * slashes or dashes) and goes on with nothing or a time.
 * Promise: a number whose digits are a day by chance and that has other digits behind is no date.
 *
 * Source: ISO 8601-1, basic and extended format.
 */

const YEAR_FIRST =
  /^(?:19|20)[0-9]{2}([-./]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12][0-9]|3[01])(?:[T_ -]?(?:[01][0-9]|2[0-3])(?:[:.-]?[0-5][0-9]){0,2}(?:[.,]?[0-9]{3,9})?)?$/
const DAY_FIRST = /^[0-3]?[0-9]([-./])[0-3]?[0-9]\1(?:19|20)[0-9]{2}$/

/** Whether the text is no date and no date with a time. */
export function isNotDate(text: string): boolean {
  return !YEAR_FIRST.test(text) && !DAY_FIRST.test(text)
}
