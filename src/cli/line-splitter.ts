/**
 * Bytes become lines.
 *
 * In: buffers, cut anywhere. Out: lines with the line break that ended them, so that the input can be written back.
 * Promise: memory is bounded whatever comes: a line above the limit is dropped and told as too long; bytes that are not
 * UTF-8 become U+FFFD; NUL bytes (the hole that a copying log rotation leaves) and a byte order mark are left out.
 */

export type Line = {
  /** Number of the line in its input, from 1. */
  readonly number: number
  /** How many lines of the input it stands for: 1 unless lines were joined. */
  readonly count: number
  /** Without the line break; empty if too long. */
  readonly text: string
  /** `\n`, `\r\n`, or empty for a last line that was not ended. */
  readonly end: string
  /** It begins like a record, not like free text. */
  readonly isJson: boolean
  /** Longer than the limit: the text is not there. */
  readonly isTooLong: boolean
}

/**
 * Bytes in a line. Log systems cut at 16 KiB (Docker), 256 KiB (Cloud Logging) or 1 MB (Datadog); a hostile
 * line of this length is checked in seconds, one eight times longer in minutes.
 */
export const LONGEST_LINE: number = 1024 * 1024

const NEWLINE = 10
const CARRIAGE_RETURN = 13

/** Cuts one input. `push` gives the lines that end in a buffer, `end` a last line without a line break. */
export class LineSplitter {
  readonly #limit: number
  #held: Buffer[] = []
  #heldLength = 0
  #isTooLong = false
  #isJson = false
  #lastByte = 0
  #number = 0

  constructor(limit: number = LONGEST_LINE) {
    this.#limit = limit
  }

  push(given: Buffer): Line[] {
    const bytes = withoutNul(given)
    const lines: Line[] = []
    let at = 0
    for (let stop = bytes.indexOf(NEWLINE); stop !== -1; stop = bytes.indexOf(NEWLINE, at)) {
      lines.push(this.#next(bytes, at, stop))
      at = stop + 1
    }
    this.#hold(bytes.subarray(at))
    return lines
  }

  end(): Line[] {
    return this.#heldLength > 0 || this.#isTooLong ? [this.#finish('')] : []
  }

  /** Each line is decoded by itself: slices of one long text would keep it alive as long as any of them lives (measured: 600 MB). */
  #next(bytes: Buffer, from: number, to: number): Line {
    if (this.#heldLength === 0 && !this.#isTooLong) {
      return this.#toLine(this.#decode(bytes.subarray(from, to)), '\n')
    }
    this.#hold(bytes.subarray(from, to))
    return this.#finish('\n')
  }

  #hold(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#lastByte = bytes[bytes.length - 1] as number
    if (this.#isTooLong) return
    // A copy: the reader uses its buffer again.
    this.#held.push(Buffer.from(bytes))
    this.#heldLength += bytes.length
    // One more, for the `\r` of a line break.
    if (this.#heldLength > this.#limit + 1) this.#drop()
  }

  #drop(): void {
    this.#isTooLong = true
    this.#isJson = isJsonLine(Buffer.concat(this.#held).toString('latin1', 0, 64))
    this.#held = []
    this.#heldLength = 0
  }

  #finish(end: string): Line {
    if (this.#isTooLong) {
      this.#isTooLong = false
      const isCrLf = end !== '' && this.#lastByte === CARRIAGE_RETURN
      return this.#tooLong(isCrLf ? '\r\n' : end, this.#isJson)
    }
    const text = this.#decode(Buffer.concat(this.#held))
    this.#held = []
    this.#heldLength = 0
    return this.#toLine(text, end)
  }

  #decode(bytes: Buffer): string {
    const text = bytes.toString('utf8')
    return this.#number === 0 && text.startsWith('\ufeff') ? text.slice(1) : text
  }

  #toLine(raw: string, rawEnd: string): Line {
    const isCrLf = rawEnd !== '' && raw.endsWith('\r')
    const text = isCrLf ? raw.slice(0, -1) : raw
    const end = isCrLf ? '\r\n' : rawEnd
    const isJson = isJsonLine(text)
    if (text.length * 3 > this.#limit && Buffer.byteLength(text) > this.#limit) {
      return this.#tooLong(end, isJson)
    }
    return { number: ++this.#number, count: 1, text, end, isJson, isTooLong: false }
  }

  #tooLong(end: string, isJson: boolean): Line {
    return { number: ++this.#number, count: 1, text: '', end, isJson, isTooLong: true }
  }
}

function isJsonLine(text: string): boolean {
  return /^[ \t]{0,16}\{/.test(text)
}

function withoutNul(bytes: Buffer): Buffer {
  return bytes.includes(0) ? Buffer.from(bytes.filter((byte) => byte !== 0)) : bytes
}
