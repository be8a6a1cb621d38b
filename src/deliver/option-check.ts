/**
 * Options checked: delivery's own and those of each sink.
 *
 * In: what the user wrote, for each option what is expected. Out: every problem with its dotted path, none if all is right.
 * Promise: no message holds an option's value, only names, paths and types; an unknown name is told with the nearest one.
 */
import { closest, distance } from 'fastest-levenshtein'
import type { Issue } from '../errors.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Every problem of one value. */
export type Check = (value: unknown, path: string) => readonly Issue[]

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The problem of a value that is not what was expected. */
export function issue(path: string, expected: string, value: unknown): readonly Issue[] {
  const advice = value === undefined ? 'add it' : 'change it'
  return [{ path, message: `expected ${expected}, got ${typeOf(value)}; ${advice}` }]
}

/** A check of one value by itself. */
export function expecting(expected: string, isRight: (value: unknown) => boolean): Check {
  return (value, path) => (isRight(value) ? [] : issue(path, expected, value))
}

export const isText: Check = expecting('a text', isWords)
export const isBoolean: Check = expecting('true or false', (value) => typeof value === 'boolean')
export const isCount: Check = expecting(
  'a whole number from 1',
  (value) => Number.isSafeInteger(value) && (value as number) > 0
)
export const isUrl: Check = expecting('a URL that begins with http:// or https://', isHttp)

/** A text that is not empty. */
export function isWords(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isHttp(value: unknown): boolean {
  try {
    const { protocol } = new URL(value as string)
    return protocol === 'http:' || protocol === 'https:'
  } catch {
    return false
  }
}

export function oneOf(names: readonly string[]): Check {
  return (value, path) => {
    if (names.includes(value as string)) return []
    const expected = `one of ${names.join(', ')}`
    if (typeof value !== 'string') return issue(path, expected, value)
    return [{ path, message: `expected ${expected}, got another name${didYouMean(value, names)}` }]
  }
}

export function numberFrom(least: number, unit: string): Check {
  return expecting(
    `a number of ${unit} from ${least}`,
    (value) => typeof value === 'number' && Number.isFinite(value) && value >= least
  )
}

/** An object whose every key has a check; a key that has none is a problem, and so is one that is required and not there. */
export function objectOf(
  checks: Readonly<Record<string, Check>>,
  required: readonly string[] = []
): Check {
  const known = Object.keys(checks)
  return (value, path) => {
    if (!isFields(value)) return issue(path, 'an object of options', value)
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`)
    const unknown = Object.keys(value).filter((key) => !Object.hasOwn(checks, key))
    return [
      ...unknown.map((key) => ({ path: at(key), message: unknownKey(key, known) })),
      ...known.flatMap((key) =>
        value[key] === undefined && !required.includes(key)
          ? []
          : (checks[key] as Check)(value[key], at(key))
      )
    ]
  }
}

function unknownKey(key: string, known: readonly string[]): string {
  return `expected one of ${known.join(', ')}, got an unknown name${didYouMean(key, known)}`
}

/** `; did you mean …?` where one of the names is near; else nothing. */
export function didYouMean(name: string, names: readonly string[]): string {
  if (names.length === 0) return ''
  const near = closest(name, names)
  // a third of the letters wrong is a typo; more is another word
  return distance(name, near) <= Math.max(2, near.length / 3) ? `; did you mean \`${near}\`?` : ''
}

function typeOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (typeof value === 'string') return 'another text'
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `another ${typeof value}`
}
