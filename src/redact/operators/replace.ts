/**
 * replace: the value gives way to a token with its infoType, or to a fixed text.
 *
 * In: any value. Out: `[EMAIL_ADDRESS]`.
 * Promise: nothing of the value is left, not even its length.
 */
import type { CompiledOperator } from '../operator.ts'
import { toToken } from '../token.ts'

/** `fixed` was checked by `parseOperator`. */
export function createReplace(fixed?: string): CompiledOperator {
  if (fixed !== undefined) {
    return { type: 'replace', apply: () => fixed, meaning: `replace(with=${fixed})` }
  }
  return { type: 'replace', apply: (_value, infoType) => toToken(infoType), meaning: 'replace' }
}
