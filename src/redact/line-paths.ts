/**
 * The option `redact` on lines.
 *
 * In: pino's option, and the paths that stand above (a parent's). Out: paths that match places in a finished line.
 * Promise: a child's paths add to its parent's; a field that was moved to attrs is still found under its own name.
 */
import { type PathMatcher, parseRedact, type RedactOption } from '../scan/paths.ts'
import type { LinePaths } from './guard.ts'
import { createCensor, toSegments } from './operators/censor.ts'

export function combinePaths(option: unknown, above: LinePaths | null): LinePaths {
  const own = parseRedact(option as RedactOption)
  const paths = {
    matcher: underAttrs(own.matcher),
    censor: createCensor(own)
  }
  return above === null ? paths : join(above, paths)
}

function join(one: LinePaths, other: LinePaths): LinePaths {
  const anyLine = one.matcher.anchors.length === 0 || other.matcher.anchors.length === 0
  return {
    matcher: {
      anchors: anyLine ? [] : [...one.matcher.anchors, ...other.matcher.anchors],
      mayMatch: (line) => one.matcher.mayMatch(line) || other.matcher.mayMatch(line),
      match: (path) => Math.max(one.matcher.match(path), other.matcher.match(path))
    },
    censor: (value, path) =>
      (other.matcher.match(toSegments(path)) !== -1 ? other : one).censor(value, path)
  }
}

function underAttrs(matcher: PathMatcher): PathMatcher {
  const match = (path: readonly (string | number)[]) =>
    Math.max(matcher.match(path), path[0] === 'attrs' ? matcher.match(path.slice(1)) : -1)
  return { ...matcher, match }
}
