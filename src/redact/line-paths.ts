/**
 * The option `redact` on lines.
 *
 * In: pino's option, and the paths that stand above (a parent's). Out: paths that match places in a finished line.
 * Promise: a child's paths add to its parent's; a field that was moved to attrs is still found under its own name.
 */

import type { Matcher } from '../scan/matcher.ts'
import { type PathMatcher, parseRedact, type RedactOption } from '../scan/paths.ts'
import type { LinePaths } from './guard.ts'
import type { OperatorPlan } from './operator-plan.ts'
import { createCensor, toSegments } from './operators/censor.ts'
import { rewrite } from './rewrite.ts'

export function combinePaths(option: unknown, above: LinePaths | null): LinePaths {
  const own = parseRedact(option as RedactOption)
  const paths = {
    matcher: underAttrs(own.matcher),
    censor: createCensor(own),
    constant: () => (typeof own.censor === 'string' && !own.remove ? own.censor : undefined)
  }
  return above === null ? paths : join(above, paths)
}

function join(one: LinePaths, other: LinePaths): LinePaths {
  const at = (path: string) => (other.matcher.match(toSegments(path)) !== -1 ? other : one)
  const anyLine = one.matcher.anchors.length === 0 || other.matcher.anchors.length === 0
  return {
    matcher: {
      anchors: anyLine ? [] : [...one.matcher.anchors, ...other.matcher.anchors],
      mayMatch: (line) => one.matcher.mayMatch(line) || other.matcher.mayMatch(line),
      match: (path) => Math.max(one.matcher.match(path), other.matcher.match(path))
    },
    censor: (value, path) => at(path).censor(value, path),
    constant: (path) => at(path).constant(path)
  }
}

function underAttrs(matcher: PathMatcher): PathMatcher {
  const match = (path: readonly (string | number)[]) =>
    Math.max(matcher.match(path), path[0] === 'attrs' ? matcher.match(path.slice(1)) : -1)
  return { ...matcher, match }
}

/** The paths alone, in a JSON text that becomes part of a message; the rules look at the whole line later. */
export function censorText(
  json: string,
  paths: LinePaths,
  { matcher, operators }: { readonly matcher: Matcher; readonly operators: OperatorPlan }
): string {
  if (!paths.matcher.mayMatch(json)) return json
  const hits = matcher.scanLine(json, paths.matcher)?.filter((hit) => hit.pathIndex !== -1) ?? []
  return hits.length === 0 ? json : rewrite(json, hits, operators, paths.censor)
}
