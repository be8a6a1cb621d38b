/**
 * keep: the finding is counted and the value stays.
 *
 * In: any value. Out: the same.
 * Promise: none; it is never a default and only stands where the user wrote it.
 */
import type { CompiledOperator } from '../operator.ts'

export function createKeep(): CompiledOperator {
  return { type: 'keep', apply: (value) => value, meaning: 'keep' }
}
