/**
 * A value that looks drawn at random.
 *
 * In: matched text. Out: whether it looks like a secret.
 * Promise: the same judgement as for values under weak key names (`token`, `session`): `Bearer authentication` is rejected.
 */
import { looksLikeSecret } from '../secret-value.ts'

/** Whether the text looks like a secret rather than words, numbers or a path. */
export function isSecretLike(text: string): boolean {
  return looksLikeSecret(text)
}
