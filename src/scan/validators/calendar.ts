/**
 * Days of birth that numbers begin with.
 *
 * In: year, month and day as numbers. Out: whether there is such a day.
 * Promise: the rules of the Gregorian calendar; a year of two digits counts if either century has the day.
 */

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Whether the day exists. */
export function isDay(year: number, month: number, day: number): boolean {
  const length = LENGTHS[month - 1]
  if (length === undefined || day < 1) return false
  return day <= length || (month === 2 && day === 29 && isLeap(year))
}

/** Whether `YYMMDD` is a day of the 20th or the 21st century. */
export function isShortDay(yymmdd: string): boolean {
  const year = Number(yymmdd.slice(0, 2))
  const month = Number(yymmdd.slice(2, 4))
  const day = Number(yymmdd.slice(4, 6))
  return isDay(1900 + year, month, day) || isDay(2000 + year, month, day)
}

/** Whether `DDMMYY` is a day of the 20th or the 21st century. */
export function isReversedDay(ddmmyy: string): boolean {
  return isShortDay(ddmmyy.slice(4, 6) + ddmmyy.slice(2, 4) + ddmmyy.slice(0, 2))
}

/** Whether `YYYYMMDD` is a day on which somebody who is alive, or was not long ago, can be born. */
export function isBirthDay(yyyymmdd: string): boolean {
  const year = Number(yyyymmdd.slice(0, 4))
  return (
    year >= 1880 &&
    year <= 2049 &&
    isDay(year, Number(yyyymmdd.slice(4, 6)), Number(yyyymmdd.slice(6, 8)))
  )
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
