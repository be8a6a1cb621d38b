/**
 * The first lines of a log, to be timed.
 *
 * In: names of inputs. Out: lines in memory, as many as can be timed, and how many inputs could not be read.
 * Promise: memory is bounded: what comes behind the first eight million characters is not read.
 */
import type { Io } from './command.ts'
import { type Input, openInputs, toUnreadable } from './inputs.ts'
import { report } from './report.ts'

export type SampleLines = {
  readonly lines: readonly string[]
  /** The inputs hold more. */
  readonly isCut: boolean
  readonly unreadable: number
}

const MOST_CHARACTERS = 8_000_000

export async function readSample(names: readonly string[], io: Io): Promise<SampleLines> {
  const { inputs, unreadable } = await openInputs(names, io)
  for (const error of unreadable) report(error, io.stderr)
  const kept: Kept = { lines: [], characters: 0, isCut: false }
  let failed = unreadable.length
  for (const input of inputs) {
    try {
      await keepLines(kept, input)
    } catch (error) {
      failed++
      report(toUnreadable(input.name, error), io.stderr)
    }
  }
  return { lines: kept.lines, isCut: kept.isCut, unreadable: failed }
}

async function keepLines(kept: Kept, input: Input): Promise<void> {
  for await (const { lines } of input.read()) {
    for (const { isTooLong, text } of lines) if (!isTooLong && text !== '') keep(kept, text)
    if (kept.isCut) return
  }
}

type Kept = { readonly lines: string[]; characters: number; isCut: boolean }

function keep(kept: Kept, text: string): void {
  if (kept.characters >= MOST_CHARACTERS) kept.isCut = true
  else {
    kept.lines.push(text)
    kept.characters += text.length
  }
}
