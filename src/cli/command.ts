/**
 * What a command is.
 *
 * In: nothing. Out: the types that the commands, the parser of arguments and the help share.
 * Promise: a command sees only the streams that it was handed, so that it runs in a test as it runs in a shell.
 */
import type { Readable, Writable } from 'node:stream'
import type { FlagName, Flags } from './flags.ts'

/** A stream that may be a terminal. */
export type Out = Writable & { readonly isTTY?: boolean | undefined }

/** The world of a command; `process` is one. */
export type Io = {
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined }
  readonly stdout: Out
  readonly stderr: Out
  readonly env: Readonly<Record<string, string | undefined>>
  /** Ends a command that would go on for ever (`--watch`); in a shell that is SIGINT. */
  readonly signal?: AbortSignal | undefined
}

/** 0: done; 1: something was found, a check failed or a line was withheld; 2: bad use, or an input or output failed. */
export type ExitCode = 0 | 1 | 2

export type Invocation = {
  readonly args: readonly string[]
  readonly flags: Flags
  readonly io: Io
}

export type Command = {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What stands behind the name: `[FILE…]`. */
  readonly args: '' | '[FILE…]' | '[TERM…]' | 'ID' | 'DIR'
  readonly flags: readonly FlagName[]
  /** What the help says beyond the summary. */
  readonly details: string
  /** Lines to copy, each with what it does. */
  readonly examples: readonly (readonly [line: string, meaning: string])[]
  run(invocation: Invocation): Promise<ExitCode>
}
