/**
 * What a logger hands to the request middlewares.
 *
 * In: a secured instance, its parts, its rules. Out: the port that http/ finds on the logger.
 * Promise: fields that the middleware itself made stand in the line's exempt head; whatever a client sent is scanned.
 */
import type { Logger as PinoLogger } from 'pino'
import { LogveilError } from './errors.ts'
import type { LoggerPort } from './http/logger-port.ts'
import type {
  Fields,
  Instance,
  InstanceParts,
  PinoSymbols,
  SecuredInstance
} from './logger-instance.ts'
import { RESERVED_NAMES, type RecordFields } from './record/fields.ts'
import type { Reporter } from './reporter.ts'
import type { RuleSet } from './rule-set.ts'

export function createPort(
  secured: SecuredInstance,
  { format, symbols, isClean }: InstanceParts,
  rules: RuleSet,
  reporter: Reporter
): LoggerPort {
  const keepsShape = format.name === 'pino'
  const ownNames: ReadonlySet<string> = keepsShape ? RESERVED_NAMES : format.reserved
  const isSerialized = createSerialized(symbols, ownNames)
  const toMembers = format.writer(isClean)
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
      const logger = log as unknown as Instance
      const { rest, exception } = secured.takeOwn(own)
      const standard = exception === undefined ? fields : { ...fields, exception }
      const members = isSerialized(logger) ? null : toMembers(standard)
      if (members === null)
        secured.writeFields(logger, level, { ...rest, ...format.fields(standard) }, message)
      else secured.writeRecord(logger, level, members, without(rest, standard), message)
    }
  }

  /** In pino's own shape nothing is moved to attrs: of two equal names the record's stays. */
  function without(own: Fields, fields: Partial<RecordFields>): Fields {
    if (!keepsShape || !Object.keys(own).some((name) => Object.hasOwn(fields, name))) return own
    return Object.fromEntries(Object.entries(own).filter(([name]) => !Object.hasOwn(fields, name)))
  }
}

/** Whether a serializer of the user's, which wins over the text that we would write, has one of these names. */
function createSerialized(
  symbols: PinoSymbols,
  names: ReadonlySet<string>
): (logger: Instance) => boolean {
  const known = new WeakMap<object, boolean>()
  return (logger) => {
    const serializers = logger[symbols.serializersSym as symbol] as object
    const answer = known.get(serializers)
    if (answer !== undefined) return answer
    const isAny = Object.keys(serializers).some((name) => names.has(name))
    known.set(serializers, isAny)
    return isAny
  }
}
