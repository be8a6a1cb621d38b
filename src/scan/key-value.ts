/**
 * Whether the value under a telling name is one to redact.
 *
 * In: a key rule and the value that stands under its name, as JSON or as text. Out: yes or no.
 * Promise: null, booleans, empty and already redacted values are never found.
 */
import type { CompiledKeyRule } from '../rules/rule.ts'
import type { AssignmentSyntax } from './assignment.ts'
import { isAssignedSecret, isNoValue, isPath, looksLikeSecret } from './secret-value.ts'

type ValueKind = CompiledKeyRule['value']

const SHORT_NUMBER = /^\s{0,4}\d{3,8}\s{0,4}$/
const LETTERS = /\p{L}.{0,200}\p{L}/su
/** `octo-org/hello-world`: the full name of a repository or an image, which nobody's name looks like. */
const SLUG = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}){1,3}$/
const DATE =
  /^\s{0,4}(?:\d{4}\D{0,2}\d{1,2}\D{0,2}\d{1,2}\D{0,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}|\d{6}|\d{1,2}[-. ]?\p{L}{3,12}[-., ]{0,2}\d{2,4}|\p{L}{3,12} \d{1,2},? \d{4})(?:[T ][\d:.+Z-]{0,30})?\s{0,4}$/u

/** A JSON value: the decoded string, or a number as it is written. */
export function isFoundValue(kind: ValueKind, value: string, isNumber: boolean): boolean {
  if (isNoValue(value)) return false
  switch (kind) {
    case 'any':
      // the environment as JSON: `"PWD":"/srv/app"`
      return !isPath(value)
    case 'secret':
      return !isNumber && looksLikeSecret(value)
    case 'number':
      return SHORT_NUMBER.test(value)
    case 'date':
      return DATE.test(value)
    case 'text':
      return !isNumber && LETTERS.test(value) && !SLUG.test(value)
  }
}

/** A value that a name is given inside text. */
export function isFoundAssignment(
  kind: ValueKind,
  value: string,
  syntax: AssignmentSyntax
): boolean {
  if (value === '') return false
  if (syntax === 'json' || (kind !== 'any' && kind !== 'secret'))
    return isFoundValue(kind, value, false)
  return isAssignedSecret(value, kind === 'any', syntax)
}
