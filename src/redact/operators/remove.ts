/**
 * remove: nothing stands in the value's place.
 *
 * In: any value. Out: the empty text; the line rewriter sees the type and writes null, or leaves the field out.
 * Promise: the only operator for what must not be stored at all (CVV, PIN, track data: PCI DSS 3.3.1).
 */
import type { CompiledOperator } from '../operator.ts'

export function createRemove(): CompiledOperator {
  return { type: 'remove', apply: () => '', meaning: 'remove' }
}
