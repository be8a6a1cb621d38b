/**
 * Wrong numbers, derived from right ones.
 *
 * Out: fast-check arbitraries of numbers that differ from a valid one in one character.
 */
import fc from 'fast-check'

/** One of the numbers with one of its digits replaced by another. */
export function withOneDigitChanged(numbers: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...numbers), fc.nat(), fc.integer({ min: 1, max: 9 }))
    .map(([number, place, step]) => {
      const places = [...number].flatMap((character, index) =>
        /[0-9]/.test(character) ? [index] : []
      )
      const at = places[place % places.length] as number
      const digit = (Number(number[at]) + step) % 10
      return number.slice(0, at) + digit + number.slice(at + 1)
    })
}

/** The number with the character at a place replaced by each other one of its kind: digits by digits, letters by letters. */
export function wrongCharacters(number: string, at: number): readonly string[] {
  const character = number.charAt(at)
  const kind = /[0-9]/.test(character)
    ? '0123456789'
    : /[A-Z]/.test(character)
      ? 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
      : ''
  return [...kind]
    .filter((other) => other !== character)
    .map((other) => number.slice(0, at) + other + number.slice(at + 1))
}
