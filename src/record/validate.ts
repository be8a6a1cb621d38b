/**
 * Is this a standard record?
 *
 * In: a parsed line. Out: every problem with its path, none if it is one. Promise: no message holds a value; nothing is changed.
 * The check itself is compiled from the schema at build time, so nothing of ajv is loaded.
 */
import type { Issue } from '../errors.ts'
import { findProblems, type SchemaProblem } from '../generated/validate-record.ts'

/**
 * All that keeps a record from being a standard one; paths are JSON Pointers.
 *
 * @example
 * validateRecord(JSON.parse(line)) // [{ path: '/latency_ms', message: 'expected a number, got string; …' }]
 */
export function validateRecord(record: unknown): readonly Issue[] {
  // `if` only says that `then` failed; what failed in it is reported itself.
  return findProblems(record)
    .filter((problem) => problem.keyword !== 'if')
    .map((problem) => toIssue(problem, record))
}

function toIssue(problem: SchemaProblem, record: unknown): Issue {
  const missing = problem.params.missingProperty ?? problem.params.additionalProperty
  const path = problem.instancePath + (missing === undefined ? '' : `/${escapeName(missing)}`)
  return { path, message: `expected ${expected(problem)}, got ${got(problem, record)}` }
}

function expected(problem: SchemaProblem): string {
  const { params } = problem
  if (problem.keyword === 'required') return 'a value'
  if (problem.keyword === 'additionalProperties') return 'no field of this name'
  if (problem.keyword === 'enum') return `one of ${params.allowedValues?.join(', ')}`
  if (problem.keyword === 'pattern') return `text of the form ${params.pattern}`
  if (problem.keyword === 'minimum') return `a number from ${params.limit}`
  if (problem.keyword === 'type') return `${params.type}`
  return 'what the schema asks'
}

function got(problem: SchemaProblem, record: unknown): string {
  if (problem.keyword === 'required') return 'nothing; add it'
  if (problem.keyword === 'additionalProperties') return 'one; move it to attrs'
  const type = typeName(valueAt(record, problem.instancePath))
  return problem.keyword === 'type' ? `${type}; reserved names are typed` : `another ${type}`
}

function valueAt(record: unknown, pointer: string): unknown {
  let value = record
  for (const part of pointer.split('/').slice(1)) {
    value = (value as Record<string, unknown> | undefined)?.[unescapeName(part)]
  }
  return value
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function escapeName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

function unescapeName(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~')
}
