/**
 * Options checked by a table.
 *
 * In: what the user wrote and, for each option, what is expected. Out: every problem with its path, none if all is right.
 * Promise: no problem holds an option's value, only names and types; an unknown name is told with the nearest one.
 */
import { closest, distance } from 'fastest-levenshtein'
import type { Issue } from '../../../errors.ts'

/** What was expected, if it is not that. */
export type Check = (value: unknown) => string | undefined

type OptionRule = { readonly check: Check; readonly isRequired: boolean }

export type OptionTable = Readonly<Record<string, OptionRule>>

export function required(check: Check): OptionRule {
  return { check, isRequired: true }
}

export function optional(check: Check): OptionRule {
  return { check, isRequired: false }
}

/** Every problem of the options of a sink. */
export function checkTable(options: unknown, path: string, table: OptionTable): Issue[] {
  if (!isObject(options)) {
    return [{ path, message: `expected an object of options, got ${typeOf(options)}; write { … }` }]
  }
  const known = Object.keys(table)
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(table, name))
  return [
    ...unknown.map((name) => ({ path: at(name), message: unknownName(name, known) })),
    ...known.flatMap((name) => {
      const message = problemOf(options[name], table[name] as OptionRule)
      return message === undefined ? [] : [{ path: at(name), message }]
    })
  ]
}

function problemOf(value: unknown, { check, isRequired }: OptionRule): string | undefined {
  if (value === undefined && !isRequired) return undefined
  const expected = check(value)
  if (expected === undefined) return undefined
  const advice = value === undefined ? 'add it' : 'change it'
  return `expected ${expected}, got ${value === undefined ? 'nothing' : typeOf(value)}; ${advice}`
}

function unknownName(name: string, known: readonly string[]): string {
  const near = closest(name, known)
  const isNear = distance(name, near) <= Math.max(2, Math.floor(near.length / 3))
  const advice = isNear ? `did you mean \`${near}\`?` : `the names are ${known.join(', ')}`
  return `expected a known option, got an unknown one; ${advice}`
}

export function isString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? undefined : 'a text'
}

export function isBoolean(value: unknown): string | undefined {
  return typeof value === 'boolean' ? undefined : 'true or false'
}

export function isCount(value: unknown): string | undefined {
  return Number.isSafeInteger(value) && (value as number) > 0 ? undefined : 'a whole number from 1'
}

export function isOneOf(names: readonly string[]): Check {
  return (value) =>
    typeof value === 'string' && names.includes(value) ? undefined : `one of ${names.join(', ')}`
}

export function isUrl(value: unknown): string | undefined {
  const expected = 'a URL that begins with http:// or https://'
  try {
    const { protocol } = new URL(value as string)
    return protocol === 'http:' || protocol === 'https:' ? undefined : expected
  } catch {
    return expected
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string' || typeof value === 'number') return `another ${typeof value}`
  return Array.isArray(value) ? 'an array' : typeof value
}
