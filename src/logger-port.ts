/**
 * What a logger hands to the request middlewares.
 *
 * In: a secured instance, its format, its rules. Out: the port that http/ finds on the logger.
 * Promise: fields that the middleware itself made stand in the line's exempt head; whatever a client sent is scanned.
 */
import type { Logger as PinoLogger } from 'pino'
import { LogveilError } from './errors.ts'
import type { Format } from './formats/format.ts'
import type { LoggerPort } from './http/logger-port.ts'
import type { Instance, SecuredInstance } from './logger-instance.ts'
import { FIELD_LIST, type RecordFields } from './record/fields.ts'
import type { Reporter } from './reporter.ts'
import type { RuleSet } from './rule-set.ts'

/** Top-level names of which logveil writes every part itself; `http` only where no header stands in it. */
const TRUSTED: ReadonlySet<string> = new Set(
  [...new Set(FIELD_LIST.map(([name]) => name.split('.', 1)[0] as string))].filter((top) =>
    FIELD_LIST.every(
      ([name, field]) =>
        (name !== top && !name.startsWith(`${top}.`)) || field.trusted === true || isHeader(name)
    )
  )
)

function isHeader(name: string): boolean {
  return name === 'http.request.header' || name === 'http.response.header'
}

function isTrusted(name: string, value: unknown): boolean {
  if (name !== 'http') return TRUSTED.has(name)
  const { request, response } = value as NonNullable<RecordFields['http']>
  return request?.header === undefined && response?.header === undefined
}

export function createPort(
  secured: SecuredInstance,
  format: Format,
  rules: RuleSet,
  reporter: Reporter
): LoggerPort {
  return {
    report: (error) =>
      reporter(error instanceof LogveilError ? error.code : 'ERR_OPTIONS_INVALID', error.message),
    isClean: (text) =>
      !rules.matcher.mayHoldText(text) || rules.matcher.scanText(text).length === 0,
    child: (log, fields) =>
      secured.trustedChild(
        log as unknown as Instance,
        format.fields(fields)
      ) as unknown as PinoLogger,
    write(log, level, fields, own, message) {
      const trusted: Record<string, unknown> = {}
      const open: Record<string, unknown> = {}
      const exempt = format.name === 'standard'
      for (const name in fields) {
        const value = fields[name as keyof RecordFields]
        if (value !== undefined) (exempt && isTrusted(name, value) ? trusted : open)[name] = value
      }
      const child = secured.standardChild(log as unknown as Instance, trusted) as unknown as Record<
        string,
        (fields: object, message: string) => void
      >
      child[level]?.(secured.withOwn(own, open as Partial<RecordFields>), message)
    }
  }
}
