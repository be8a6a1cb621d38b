/**
 * pino's censor, for values that the user named by path.
 *
 * In: the compiled option `redact`. Out: a function of a value and its JSON Pointer that gives what takes its place.
 * Promise: never throws, and gives only what JSON can hold. If the user's function throws or gives anything else,
 * pino's `[Redacted]` stands there, never the value. What it gives may hold parts of the value: scan it as any text.
 */
import { DEFAULT_CENSOR, type PathRedaction } from '../../scan/paths.ts'

/** undefined: key and value are to be left out, as in pino for `remove` and for a censor that gives undefined. */
export function createCensor(redaction: PathRedaction): (value: string, path: string) => unknown {
  const { censor, remove } = redaction
  if (remove) return () => undefined
  if (typeof censor === 'string') return () => censor
  return (value, path) => {
    try {
      return toPlain(censor(toValue(value), toSegments(path)))
    } catch {
      return DEFAULT_CENSOR
    }
  }
}

// The line tells a string from a number, its text does not: only objects and arrays are given as such.
function toValue(text: string): unknown {
  if (!text.startsWith('{') && !text.startsWith('[')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The segments of a JSON Pointer (RFC 6901). */
export function toSegments(pointer: string): string[] {
  const segments = pointer.split('/').slice(1)
  return segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}

// Through JSON and back, so that a BigInt, a cycle or a toJSON that throws does so here and not while the line is built.
function toPlain(value: unknown): unknown {
  const json: string | undefined = JSON.stringify(value)
  return json === undefined ? undefined : JSON.parse(json)
}
