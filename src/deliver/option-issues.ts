/**
 * Small checks that the options of delivery share.
 *
 * In: a value, its dotted path. Out: problems. Promise: no message holds the value, only names, paths and types.
 */
import { closest, distance } from 'fastest-levenshtein'
import type { Issue } from '../errors.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Checks one value; undefined is always allowed. */
export type Check = (value: unknown, path: string) => readonly Issue[]

export function typeName(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

export function isFields(value: unknown): value is Fields {
  return typeName(value) === 'object'
}

export function issue(path: string, expected: string, value: unknown): readonly Issue[] {
  return [{ path, message: `expected ${expected}, got ${typeName(value)}` }]
}

export function oneOf(names: readonly string[]): Check {
  return (value, path) => {
    if (names.includes(value as string)) return []
    const got =
      typeof value === 'string' ? `another name${didYouMean(value, names)}` : typeName(value)
    return [{ path, message: `expected one of ${names.join(', ')}, got ${got}` }]
  }
}

export function numberFrom(least: number, unit: string): Check {
  return (value, path) =>
    typeof value === 'number' && Number.isFinite(value) && value >= least
      ? []
      : [
          {
            path,
            message: `expected a number of ${unit} from ${least}, got ${typeof value === 'number' ? 'another one' : typeName(value)}`
          }
        ]
}

export const isBoolean: Check = (value, path) =>
  typeof value === 'boolean' ? [] : issue(path, 'a boolean', value)

export const isText: Check = (value, path) =>
  typeof value === 'string' && value !== '' ? [] : issue(path, 'a text', value)

/** An object whose every key has a check; unknown keys are problems. */
export function objectOf(checks: Readonly<Record<string, Check>>): Check {
  const known = Object.keys(checks)
  return (value, path) => {
    if (!isFields(value)) return issue(path, 'an object', value)
    return Object.entries(value).flatMap(([key, each]) => {
      const check = Object.hasOwn(checks, key) ? checks[key] : undefined
      if (check === undefined) return [unknownKey(`${path}.${key}`, key, known)]
      return each === undefined ? [] : check(each, `${path}.${key}`)
    })
  }
}

function unknownKey(path: string, key: string, known: readonly string[]): Issue {
  return {
    path,
    message: `expected one of ${known.join(', ')}, got an unknown key${didYouMean(key, known)}`
  }
}

/** `; did you mean …?` where one of the names is near; else nothing. */
export function didYouMean(name: string, names: readonly string[]): string {
  if (names.length === 0) return ''
  const near = closest(name, [...names])
  // a third of the letters wrong is a typo; more is another word
  return distance(name, near) <= Math.max(2, name.length / 3) ? `; did you mean ${near}?` : ''
}
