/**
 * The clock of the records.
 *
 * In: a function that tells epoch milliseconds. Out: the text that pino puts into the line, `,"time":"2026-…Z"`.
 * Promise: RFC 3339, UTC, milliseconds; the text is made once per millisecond and the date once per second
 * (pino's own ISO time makes both for each line, which costs it 19 %).
 */

export type ClockOptions = {
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: () => number
  /** Key of the time in the line; default `time`. */
  readonly key?: string
}

const SECOND = 1000
/** Length of `2026-11-23T12:00:00.` */
const UP_TO_SECOND = 20

/** A function for pino's `timestamp` option. */
export function createClock(options: ClockOptions = {}): () => string {
  const now = options.now ?? Date.now
  const head = `,${JSON.stringify(options.key ?? 'time')}:"`
  let last = Number.NaN
  let lastSecond = Number.NaN
  let prefix = ''
  let text = ''
  return () => {
    const time = now()
    if (time === last) return text
    const second = Math.floor(time / SECOND)
    if (second !== lastSecond) {
      prefix = head + new Date(second * SECOND).toISOString().slice(0, UP_TO_SECOND)
      lastSecond = second
    }
    text = `${prefix}${toThreeDigits(Math.floor(time) - second * SECOND)}Z"`
    last = time
    return text
  }
}

/** pino's own time, epoch milliseconds as a number: `,"time":1764000000000`. */
export function createEpochClock(now: () => number = Date.now): () => string {
  return () => `,"time":${now()}`
}

function toThreeDigits(ms: number): string {
  if (ms < 10) return `00${ms}`
  return ms < 100 ? `0${ms}` : `${ms}`
}
