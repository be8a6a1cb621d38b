/**
 * Points in time that look like other numbers.
 *
 * In: matched text. Out: false if it is written without separators and counts the seconds, milli-, micro- or
 * nanoseconds since 1970 up to some moment from 2001 to 2050.
 * Promise: a number with separators is never taken for one.
 */

const FROM = 978_307_200
const TO = 2_556_143_999

/** Whether the digits are no such point in time. */
export function isNotEpoch(text: string): boolean {
  if (!/^[1-9][0-9]{8,18}$/.test(text)) return true
  const seconds = (scale: number): boolean => {
    const value = Number(text) / scale
    return value >= FROM && value <= TO
  }
  return !(seconds(1) || seconds(1e3) || seconds(1e6) || seconds(1e9))
}
