/**
 * Text on its way to stdout.
 *
 * In: a stream, then texts. Out: the texts, at the reader's pace.
 * Promise: one text is in flight at a time, so a slow reader costs no memory and no failure goes unseen;
 * a reader that left (`| head`) ends the command quietly.
 */
import { LogveilError } from '../errors.ts'
import type { Out } from './command.ts'

/** The reader closed the pipe. */
export class ClosedOutputError extends Error {}

export type Output = {
  readonly isTerminal: boolean
  /** Resolves once the text was taken. Throws ClosedOutputError, or ERR_DELIVERY_FAILED where the disk is full and the like. */
  write(text: string): Promise<void>
}

export function createOutput(stream: Out): Output {
  // The failure is handed to the write that met it.
  stream.on('error', () => {})
  return {
    isTerminal: stream.isTTY === true,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (error === null || error === undefined) resolve()
          else reject(toFailure(error))
        })
      })
  }
}

const CLOSED: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED'])

function toFailure(error: NodeJS.ErrnoException): Error {
  if (CLOSED.has(error.code)) return new ClosedOutputError()
  return new LogveilError('ERR_DELIVERY_FAILED', 'The output cannot be written.', [
    {
      path: 'stdout',
      message: `expected an output that takes text, got ${error.code ?? error.name}; make room or name another one`
    }
  ])
}
