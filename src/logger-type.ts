/**
 * The type of a logger: pino's, and two promises more.
 *
 * In: names of custom levels, and what an object of a log call may hold. Out: a type that is assignable to pino's `Logger`,
 * on which a reserved name is a type error. Nothing of pino's own types is augmented, so other pino loggers of a
 * project are as they were.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type pino from 'pino'
import type { Ledger } from './deliver/ledger.ts'
import type { LoggedFields } from './record/reserved.ts'

// pino's own placeholders, which it does not export: a copy in the same words is assignable to them.
type Specifier = 'd' | 's' | 'j' | 'o' | 'O'
type Argument<T extends Specifier> = T extends 'd'
  ? number
  : T extends 's'
    ? unknown
    : T extends 'j' | 'o' | 'O'
      ? NonNullable<unknown> | null
      : never
type Arguments<T, Found extends unknown[] = []> = T extends `${infer _}%${infer Name}${infer Rest}`
  ? Name extends Specifier
    ? Arguments<Rest, [...Found, Argument<Name>]>
    : Arguments<Rest, Found>
  : Found

/** pino's LogFn; `Fields` stands where pino has `LogFnFields`, so the one is assignable to the other. */
export interface LogFunction<Fields = LoggedFields> {
  <Message extends string = string>(message: Message, ...args: Arguments<Message>): void
  /** pino maps them itself, whatever their members are called. */
  <Message extends string = string>(
    object: Error | IncomingMessage | ServerResponse,
    message?: Message,
    ...args: Arguments<Message> | []
  ): void
  <T, Message extends string = string>(
    object: [T] extends [object] ? T & Fields : T,
    message?: T extends string ? never : Message,
    ...args: Arguments<Message> | []
  ): void
  <T, Message extends string = string>(
    object: [T] extends [object] ? T & Fields : T,
    message?: T extends string ? never : Message,
    ...args: Arguments<Message> extends [unknown, ...unknown[]] ? Arguments<Message> : unknown[]
  ): void
}

interface Methods<Fields> extends pino.BaseLogger {
  fatal: LogFunction<Fields>
  error: LogFunction<Fields>
  warn: LogFunction<Fields>
  info: LogFunction<Fields>
  debug: LogFunction<Fields>
  trace: LogFunction<Fields>
  silent: LogFunction<Fields>
}

interface Lifetime<CustomLevels extends string, Fields> extends pino.LoggerExtras<CustomLevels> {
  child(bindings: pino.Bindings): Logger<CustomLevels, Fields>
  child<Child extends string = never>(
    bindings: pino.Bindings,
    options?: pino.ChildLoggerOptions<Child>
  ): Logger<CustomLevels | Child, Fields>
  /** Resolves once everything so far was written; pino's callback form works too. */
  flush(cb?: (error?: Error) => void): Promise<void>
  /** The books of each destination, or with `delivery` of each sink. */
  ledger(): Promise<Ledger>
  /** Flushes, closes what logveil opened, and gives the books of each destination. */
  close(): Promise<Ledger>
}

/** pino's logger in every respect, and two promises more. */
export type Logger<CustomLevels extends string = never, Fields = LoggedFields> = Methods<Fields> &
  Lifetime<CustomLevels, Fields> & {
    customLevels: { [Level in CustomLevels]: number }
    useOnlyCustomLevels: boolean
  } & { [Level in CustomLevels]: LogFunction<Fields> }

/** The logger of `format: 'pino'`, in which no name is reserved. */
export type AnyFieldsLogger<CustomLevels extends string = never> = Logger<CustomLevels, object>
