/**
 * pino's error serializer marks the errors it is inside of, to see cycles; where a getter throws, its mark stays behind.
 *
 * In: what a log call was given. Out: nothing; the marks are gone, so that the caller's object is as it was.
 * Promise: never throws; runs only after something else has thrown.
 */

// pino-std-serializers/lib/err.js: `const seen = Symbol('circular-ref-tag')`
const MARK = 'circular-ref-tag'
const DEEPEST = 8

export function removeMarks(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return
  try {
    const descriptors = Object.getOwnPropertyDescriptors(value)
    for (const symbol of Object.getOwnPropertySymbols(value))
      if (symbol.description === MARK) Reflect.deleteProperty(value, symbol)
    for (const descriptor of Object.values(descriptors)) removeMarks(descriptor.value, depth + 1)
  } catch {
    // a proxy that refuses was not marked either
  }
}
