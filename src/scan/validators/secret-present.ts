/**
 * A value is there, not only its place.
 *
 * In: matched text. Out: whether it may be a secret at all.
 * Promise: placeholders (`${X}`, `%s`, `<password>`), masks (`***`, `xxxx`) and logveil's own tokens are rejected, anything else stands.
 */
import { isNoValue } from '../secret-value.ts'

/** Whether the text is more than a placeholder or a mask. */
export function isSecretPresent(text: string): boolean {
  return !isNoValue(text)
}
