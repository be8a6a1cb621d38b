/**
 * What stands at the head of each line of a logger.
 *
 * In: the format, the rule set, the user's `formatters.level`. Out: constant fields that pino keeps as text for each level,
 * and the stamp among them. Promise: they cost nothing on a line, and what the user's formatter gives is looked at once.
 */
import type { Format } from './formats/format.ts'
import type { InstanceParts, LevelFormatter } from './logger-instance.ts'
import type { LoggerOptions } from './options.ts'
import type { RecordFields } from './record/fields.ts'
import { compactResource, type Resource } from './record/resource.ts'
import type { Guard } from './redact/guard.ts'
import type { RuleSet } from './rule-set.ts'

export type Stamp = InstanceParts['stampText']

/** The member that names the rule set, as it stands in the head of each line. */
export function createStamp(format: Format, rules: RuleSet): Stamp {
  const member = (fields: object) => JSON.stringify(fields).slice(1, -1)
  const plain = member(format.stamp(rules.id))
  return (found) =>
    found.length === 0 || plain === ''
      ? plain
      : member(format.fields({ pii: { rules: rules.id, found } } as Partial<RecordFields>))
}

/** Resource and stamp. */
export function toHead(
  options: LoggerOptions,
  format: Format,
  rules: RuleSet,
  resource: Resource
): object {
  const emitter = options.resource === 'full' ? resource : compactResource(resource)
  return {
    ...(options.base === null ? {} : format.resource(emitter)),
    ...format.stamp(rules.id)
  }
}

/** The user's level formatter and ours; in `format: 'pino'` the user's alone. */
export function createLevelFormatter(
  format: Format,
  head: object,
  guard: Guard
): InstanceParts['levelFormatter'] {
  const safe = (user: LevelFormatter, label: string, level: number) => {
    const fields = user(label, level)
    if (typeof fields !== 'object' || fields === null) return fields
    const safe = JSON.parse(guard.secureMembers(JSON.stringify(fields), 0, null).line)
    return typeof safe === 'object' ? safe : {}
  }
  if (format.name === 'pino')
    return (user) => (user === undefined ? format.levelFields : (...args) => safe(user, ...args))
  return (user) => (label, level) => ({
    ...(user === undefined ? {} : safe(user, label, level)),
    ...format.levelFields(label, level),
    ...head
  })
}
