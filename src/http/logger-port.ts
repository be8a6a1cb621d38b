/**
 * What the request middlewares need of a logger, handed over on the logger itself.
 *
 * In: a logger made by createLogger. Out: its functions behind one symbol, so that http/ imports neither pino nor the scanner.
 */
// biome-ignore lint/style/noRestrictedImports: the type of what users hand in; nothing of pino is loaded
import type { BaseLogger, Logger } from 'pino'
import type { RecordFields } from '../record/fields.ts'

/** The logger as the middlewares use it. */
export type Log = Logger

/** What users hand in: a pino logger of any custom levels; whether logveil made it is checked as it comes. */
export type AnyLog = BaseLogger

/** Under this symbol a logveil logger carries its port. `Symbol.for`: one port however often the package was loaded. */
export const LOGGER_PORT: unique symbol = Symbol.for('logveil.port') as never

export type LoggerPort = {
  /** True if no rule finds anything in the text. */
  isClean(text: string): boolean
  /** A child whose bindings are standard fields that the middleware itself made or validated (request_id, trace ids): not scanned, not moved to attrs. */
  child(log: Logger, fields: Partial<RecordFields>): Logger
  /** Writes one record of standard fields, with the caller's own fields beside them (moved to attrs where a name is reserved). */
  write(
    log: Logger,
    level: string,
    fields: Partial<RecordFields>,
    own: Readonly<Record<string, unknown>>,
    message: string
  ): void
  /** Hands an error of the middleware's own (a callback of the user's threw) to the logger's onError; without it Node's process warning tells it. */
  report?(error: Error): void
}
