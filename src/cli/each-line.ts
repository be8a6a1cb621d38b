/**
 * Every line of every input, checked once.
 *
 * In: what was named, a scanner. Out: for each batch of lines what they became and what was found; at the end the sums.
 * Promise: constant memory; fail closed: a line that is too long or cannot be checked is withheld and counted.
 */
import { LogveilError } from '../errors.ts'
import type { LineFinding } from '../scan/finding.ts'
import type { Scanner } from '../scanner.ts'
import type { ExitCode, Io } from './command.ts'
import { type Batch, type Input, openInputs, toUnreadable } from './inputs.ts'
import type { Line } from './line-splitter.ts'
import { ClosedOutputError } from './output.ts'
import { createProgress } from './progress.ts'
import { report } from './report.ts'

export type CheckedLine = {
  readonly number: number
  /** The safe line without its line break. */
  readonly text: string
  readonly end: string
  readonly findings: readonly LineFinding[]
  readonly isWithheld: boolean
}

export type Sums = {
  readonly lines: number
  readonly withheld: number
  readonly unreadable: number
}

/** Takes each batch; the next one is read when it resolves. */
export type TakeLines = (lines: readonly CheckedLine[], input: string) => Promise<void>

/** Goes through all inputs; what cannot be read is told on stderr, and the others are still done. */
export async function checkEachLine(
  names: readonly string[],
  scanner: Scanner,
  io: Io,
  take: TakeLines
): Promise<Sums> {
  const { inputs, unreadable } = await openInputs(names, io)
  for (const error of unreadable) report(error, io.stderr)
  const progress = createProgress(io, totalSize(inputs))
  const sums = { lines: 0, withheld: 0, unreadable: unreadable.length }
  for (const input of inputs) {
    try {
      for await (const batch of input.read()) {
        await take(checkBatch(batch, scanner, sums), input.name)
        progress.advance(batch.bytes)
      }
    } catch (error) {
      if (isOutputFailure(error)) throw error
      sums.unreadable++
      progress.clear()
      report(toUnreadable(input.name, error), io.stderr)
    }
  }
  progress.clear()
  if (sums.withheld > 0) report(withheldError(sums.withheld), io.stderr)
  return sums
}

function checkBatch(
  batch: Batch,
  scanner: Scanner,
  sums: { lines: number; withheld: number }
): readonly CheckedLine[] {
  return batch.lines.map((line) => {
    const checked = check(line, scanner)
    sums.lines += line.count
    if (checked.isWithheld) sums.withheld++
    return checked
  })
}

/** 2 if an input could not be read, 1 if a line was withheld, else 0. */
export function exitCodeOf(sums: Sums): ExitCode {
  if (sums.unreadable > 0) return 2
  return sums.withheld > 0 ? 1 : 0
}

function totalSize(inputs: readonly Input[]): number | undefined {
  let total = 0
  for (const { size } of inputs) {
    if (size === undefined) return undefined
    total += size
  }
  return total
}

function check(line: Line, scanner: Scanner): CheckedLine {
  const { number, end } = line
  if (line.isTooLong) return withheld(line)
  try {
    const { line: text, findings } = scanner.redactLine(line.text)
    return { number, text, end, findings, isWithheld: false }
  } catch {
    return withheld(line)
  }
}

function withheld({ number, isJson, end }: Line): CheckedLine {
  const mark = isJson ? '{"message":"[WITHHELD]"}' : '[WITHHELD]'
  return { number, text: mark, end, findings: [], isWithheld: true }
}

function withheldError(count: number): LogveilError {
  return new LogveilError('ERR_LINE_UNCHECKED', 'Lines were withheld.', [
    {
      path: '',
      message: `expected lines of at most 1 MiB that can be checked, got ${count} others; [WITHHELD] stands in their place`
    }
  ])
}

function isOutputFailure(error: unknown): boolean {
  return (
    error instanceof ClosedOutputError ||
    (error instanceof LogveilError && error.code === 'ERR_DELIVERY_FAILED')
  )
}
