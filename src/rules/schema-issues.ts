/**
 * What the compiled JSON Schema reports becomes issues for people.
 *
 * In: ajv's errors and the data. Out: issues with dotted paths. Promise: no value is ever repeated, only names and types.
 */
import type { Issue } from '../errors.ts'
import { suggest } from './suggest.ts'

/** What logveil reads of ajv's errors. */
export type SchemaError = {
  readonly instancePath: string
  readonly schemaPath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

export type SchemaTables = {
  readonly expected: Readonly<Record<string, string>>
  readonly knownKeys: Readonly<Record<string, readonly string[]>>
}

/** Errors of `if` only repeat what the branch taken has said. */
const REPEATING = new Set(['if', 'anyOf', 'oneOf', 'allOf'])

/** Turns the errors of one validation into issues, each said once. */
export function toIssues(
  errors: readonly SchemaError[],
  data: unknown,
  tables: SchemaTables
): readonly Issue[] {
  const issues = errors
    .filter(({ keyword }) => !REPEATING.has(keyword))
    .map((error) => toIssue(error, data, tables))
  return [...new Map(issues.map((issue) => [`${issue.path}\n${issue.message}`, issue])).values()]
}

function toIssue(error: SchemaError, data: unknown, tables: SchemaTables): Issue {
  const steps = stepsOf(error.instancePath)
  const place = parentOf(error.schemaPath)
  const value = valueAt(data, steps)
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(steps, String(error.params.additionalProperty), tables.knownKeys[place])
    case 'required':
      return missing(steps, String(error.params.missingProperty))
    case 'enum':
      return notAmong(steps, value, error.params.allowedValues as readonly string[])
    default: {
      const expected = tables.expected[place] ?? 'another value'
      return { path: toPath(steps), message: `expected ${expected}, got ${nameOf(value)}` }
    }
  }
}

function unknownKey(steps: readonly string[], key: string, known: readonly string[] = []): Issue {
  const message = `expected a known key, got an unknown one; ${suggest(key, known)}`
  return { path: toPath([...steps, key]), message }
}

function missing(steps: readonly string[], key: string): Issue {
  return { path: toPath([...steps, key]), message: `expected \`${key}\`, got nothing; add it` }
}

function notAmong(steps: readonly string[], value: unknown, allowed: readonly string[]): Issue {
  const got = typeof value === 'string' ? 'another text' : nameOf(value)
  const hint = typeof value === 'string' ? `; ${suggest(value, allowed)}` : ''
  return {
    path: toPath(steps),
    message: `expected one of ${allowed.join(', ')}, got ${got}${hint}`
  }
}

function parentOf(schemaPath: string): string {
  return schemaPath.slice(0, schemaPath.lastIndexOf('/'))
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function valueAt(data: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], data)
}

/** `rules[3].patterns[0]` */
export function toPath(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((path, step) => {
    if (/^\d+$/.test(String(step))) return `${path}[${step}]`
    return path === '' ? String(step) : `${path}.${step}`
  }, '')
}

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (value === '') return 'an empty text'
  const names: Record<string, string> = {
    string: 'another text',
    number: 'a number',
    boolean: 'a boolean',
    object: 'a mapping',
    undefined: 'nothing'
  }
  return names[typeof value] ?? `a ${typeof value}`
}
