/**
 * A private key in a text log stands on many lines, and no line of it tells what it is.
 *
 * In: lines. Out: lines, those of a key (PEM, PuTTY) joined to one, so that the rules see it as a whole.
 * Promise: at most 120 lines and 16 KiB are held back, and a JSON line never: each of those is looked at as a record.
 */
import type { Line } from './line-splitter.ts'

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY|Private-Lines: \d/
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY|Private-MAC:/
const MOST_LINES = 120
const MOST_CHARACTERS = 16 * 1024

export type KeyBlocks = {
  push(lines: readonly Line[]): readonly Line[]
  end(): readonly Line[]
}

export function createKeyBlocks(): KeyBlocks {
  let held: Line[] = []
  let length = 0

  return { push, end }

  function push(lines: readonly Line[]): readonly Line[] {
    if (held.length === 0 && !lines.some(isOpening)) return lines
    return lines.flatMap(take)
  }

  function end(): readonly Line[] {
    return release()
  }

  function take(line: Line): readonly Line[] {
    if (held.length === 0 && !isOpening(line)) return [line]
    if (line.isTooLong || line.isJson) return [...release(), line]
    held.push(line)
    length += line.text.length
    const isFull = held.length >= MOST_LINES || length >= MOST_CHARACTERS
    return isFull || (held.length > 1 && END.test(line.text)) ? release() : []
  }

  function release(): readonly Line[] {
    const first = held[0]
    if (first === undefined) return []
    const text = held.map((line, i) => line.text + (i === held.length - 1 ? '' : line.end)).join('')
    const joined: Line = { ...first, text, count: held.length, end: held.at(-1)?.end ?? '' }
    held = []
    length = 0
    return [joined]
  }
}

function isOpening({ text, isJson }: Line): boolean {
  // The literal first: it is the cheap question, and the answer is nearly always no.
  return (
    (text.includes('PRIVATE KEY') || text.includes('Private-Lines')) &&
    !isJson &&
    BEGIN.test(text) &&
    !END.test(text)
  )
}
