/**
 * Letters and digits in one word.
 *
 * In: matched text. Out: whether it holds both.
 * Promise: words, numbers and separators alone are rejected.
 */

/** Whether the text has at least one ASCII letter and at least one digit. */
export function hasMixedCharacters(text: string): boolean {
  return /[A-Za-z]/.test(text) && /[0-9]/.test(text)
}
