/**
 * The option `redact` on lines.
 *
 * In: pino's option, and the paths that stand above (a parent's). Out: paths that match places in a finished line.
 * Promise: a child's paths add to its parent's; a field that was moved to attrs is still found under its own name.
 */
import { type PathMatcher, parseRedact, type RedactOption } from '../scan/paths.ts'
import type { LinePaths } from './guard.ts'

export function combinePaths(option: unknown, above: LinePaths | null): LinePaths {
  const own = parseRedact(option as RedactOption)
  const censor = (value: string, path: string): unknown => {
    if (own.remove) return undefined
    return typeof own.censor === 'string'
      ? own.censor
      : own.censor(readJson(value), toSegments(path))
  }
  const matcher = underAttrs(own.matcher)
  return above === null ? { matcher, censor } : join(above, { matcher, censor })
}

function join(one: LinePaths, other: LinePaths): LinePaths {
  return {
    matcher: {
      anchors:
        one.matcher.anchors.length === 0 || other.matcher.anchors.length === 0
          ? []
          : [...one.matcher.anchors, ...other.matcher.anchors],
      mayMatch: (line) => one.matcher.mayMatch(line) || other.matcher.mayMatch(line),
      match: (path) => Math.max(one.matcher.match(path), other.matcher.match(path))
    },
    censor: (value, path) =>
      (other.matcher.match(toSegments(path)) !== -1 ? other : one).censor(value, path)
  }
}

function underAttrs(matcher: PathMatcher): PathMatcher {
  return {
    ...matcher,
    match: (path) =>
      Math.max(matcher.match(path), path[0] === 'attrs' ? matcher.match(path.slice(1)) : -1)
  }
}

/** A number or literal as itself, a text as a text. */
function readJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function toSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'))
}
