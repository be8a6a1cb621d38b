/**
 * The options of delivery, checked at start.
 *
 * In: what the user wrote. Out: every problem in it, with its path. Promise: nothing is checked again later, nothing is
 * opened here.
 */
import type { Issue } from '../errors.ts'
import { LEVELS } from './levels.ts'
import {
  type Check,
  type Fields,
  isBoolean,
  isFields,
  issue,
  isText,
  isWords,
  numberFrom,
  objectOf,
  oneOf
} from './option-check.ts'
import { ownOptions } from './own-sinks.ts'
import type { SinkSettings } from './sink-settings.ts'
import { checkOwnOptions, SINK_TYPES } from './sinks/registry.ts'

const MS = numberFrom(0, 'ms')
const MIB = 1024 * 1024

const isLevel: Check = (value, path) =>
  typeof value === 'number'
    ? numberFrom(0, 'a level')(value, path)
    : oneOf(Object.keys(LEVELS))(value, path)

const isEventName: Check = (value, path) =>
  (Array.isArray(value) ? value : [value]).every(
    (each) => each === null || typeof each === 'string'
  )
    ? []
    : issue(path, 'a text, null, or a list of them', value)

const isScalar = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

const isWhere: Check = (value, path) =>
  isFields(value)
    ? Object.entries(value).flatMap(([key, each]) =>
        (Array.isArray(each) ? each : [each]).every(isScalar)
          ? []
          : issue(`${path}.${key}`, 'a text, number, boolean, null, or a list of them', each)
      )
    : issue(path, 'an object of dotted paths', value)

const isRoute: Check = (value, path) =>
  Array.isArray(value)
    ? value.flatMap((each, index) => isOneRoute(each, `${path}[${index}]`))
    : isOneRoute(value, path)

const isOneRoute: Check = (value, path) =>
  objectOf({
    level: isLevel,
    maxLevel: isLevel,
    eventName: isEventName,
    where: isWhere,
    not: isRoute
  })(value, path)

const isFieldChoice: Check = (value, path) => {
  if (!Array.isArray(value) && !isFields(value))
    return issue(path, 'a list of dotted paths, or an object of name and dotted path', value)
  return Object.entries(value).flatMap(([key, each]) =>
    isWords(each)
      ? []
      : issue(Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, 'a dotted path', each)
  )
}

const isCleanOnly: Check = (value, path) =>
  typeof value === 'boolean' ? [] : objectOf({ rules: isTextList })(value, path)

const isTextList: Check = (value, path) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')
    ? []
    : issue(path, 'a list of rule ids', value)

const SETTINGS: Readonly<Record<keyof SinkSettings | 'type', Check>> = {
  type: oneOf(SINK_TYPES),
  route: isRoute,
  fields: isFieldChoice,
  cleanOnly: isCleanOnly,
  buffer: objectOf({
    maxBytes: numberFrom(MIB / 16, 'bytes'),
    onFull: oneOf(['block', 'spill', 'dropOldest'])
  }),
  batch: objectOf({
    maxRecords: numberFrom(1, 'records'),
    maxBytes: numberFrom(1, 'bytes'),
    maxWaitMs: MS
  }),
  retry: objectOf({ baseMs: numberFrom(1, 'ms'), maxMs: numberFrom(1, 'ms'), giveUpAfterMs: MS }),
  timeoutMs: numberFrom(1, 'ms')
}

const checkSettings = objectOf(SETTINGS, ['type'])

// a sink's name is a part of file names
const NAME = /^[A-Za-z][\w-]{0,63}$/

const areSinks: Check = (value, path) => {
  if (!isFields(value)) return issue(path, 'an object of sinks by name', value)
  if (Object.keys(value).length === 0)
    return [{ path, message: 'expected at least one sink, got none' }]
  return Object.entries(value).flatMap(([name, sink]) => checkSink(name, sink, `${path}.${name}`))
}

function checkSink(name: string, sink: unknown, path: string): readonly Issue[] {
  const named = NAME.test(name)
    ? []
    : [{ path, message: 'expected a name of letters, digits, _ and -, got another one' }]
  if (!isFields(sink)) return [...named, ...issue(path, "a sink's options", sink)]
  const own = new Set(Object.keys(ownOptions(sink)))
  const settings = Object.fromEntries(Object.entries(sink).filter(([key]) => !own.has(key)))
  const known = SINK_TYPES.includes(sink.type as string)
  return [...named, ...(known ? checkOwnOptions(sink, path) : []), ...checkSettings(settings, path)]
}

const isDelivery: Check = objectOf(
  {
    sinks: areSinks,
    durability: oneOf(['tick', 'line', 'fsync']),
    folder: isText,
    maxBytes: numberFrom(MIB, 'bytes'),
    segmentBytes: numberFrom(MIB / 16, 'bytes'),
    memoryBytes: numberFrom(MIB, 'bytes'),
    worker: isBoolean,
    // a worker with nothing to do beats four times a second
    watchdogMs: numberFrom(1000, 'ms'),
    flushTimeoutMs: MS,
    exitWaitMs: MS,
    blockMs: MS,
    signals: isBoolean,
    deadLetters: objectOf({ folder: isText, maxBytes: numberFrom(0, 'bytes') }),
    ledgerMs: MS
  },
  ['sinks']
)

/** Every problem of the option `delivery`; empty if it can be used. */
export function checkDelivery(options: unknown, path: string): readonly Issue[] {
  if (!isFields(options)) return issue(path, 'an object', options)
  return [...isDelivery(options, path), ...checkTogether(options, path)]
}

/** What only shows when two options are seen side by side. */
function checkTogether(options: Fields, path: string): readonly Issue[] {
  const sinks = isFields(options.sinks) ? Object.entries(options.sinks) : []
  if (options.worker !== false) return []
  return sinks.flatMap(([name, sink]) =>
    isFields(sink) && isFields(sink.buffer) && sink.buffer.onFull === 'block'
      ? [
          {
            path: `${path}.sinks.${name}.buffer.onFull`,
            message:
              'expected spill or dropOldest, got block; without a worker nobody would make room while the log call waits'
          }
        ]
      : []
  )
}
