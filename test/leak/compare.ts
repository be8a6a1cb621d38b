/**
 * What redaction changed.
 *
 * In: the line as it is without rules, and the safe line. Out: the places where they differ, as pairs of texts.
 */
import { parseStrict, type Tree, toText } from './strict-json.ts'

export type Change = { readonly raw: string; readonly safe: string; readonly path: string }

/** Differences of two lines; what logveil says of itself (`pii`) is no part of it. */
export function changesOf(raw: string, safe: string): readonly Change[] {
  const changes: Change[] = []
  compare(withoutStamp(parseStrict(raw, true)), withoutStamp(parseStrict(safe, true)), '', changes)
  return changes
}

function withoutStamp(line: Tree): Tree {
  if (line.type !== 'object') return line
  return { type: 'object', members: line.members.filter(([key]) => key !== 'pii') }
}

function compare(raw: Tree, safe: Tree, path: string, changes: Change[]): void {
  if (raw.type === 'object' && safe.type === 'object') {
    compareMembers(raw.members, safe.members, path, changes)
    return
  }
  if (raw.type === 'array' && safe.type === 'array' && raw.items.length === safe.items.length) {
    raw.items.forEach((item, i) => {
      compare(item, safe.items[i] as Tree, `${path}/${i}`, changes)
    })
    return
  }
  const [before, after] = [raw, safe].map((tree) =>
    tree.type === 'string' ? tree.value : toText(tree)
  ) as [string, string]
  if (before !== after || raw.type !== safe.type) changes.push({ raw: before, safe: after, path })
}

type Members = readonly (readonly [string, Tree])[]

function count(members: Members, key: string): number {
  return members.filter(([other]) => other === key).length
}

/** In order: a key that is not there was either renamed, if an unknown one stands in its place, or left out. */
function compareMembers(raw: Members, safe: Members, path: string, changes: Change[]): void {
  let at = 0
  for (const [i, [key, value]] of raw.entries()) {
    const other = safe[at]
    // of two equal keys, which pino writes, one can be left out
    const isGone =
      count(raw.slice(i), key) > count(safe.slice(at), key) &&
      toText(value) !== toText(other?.[1] ?? value)
    if (other !== undefined && other[0] === key && !isGone) {
      compare(value, other[1], `${path}/${key}`, changes)
      at++
    } else if (other !== undefined && !raw.some(([known]) => known === other[0])) {
      changes.push({ raw: key, safe: other[0], path })
      compare(value, other[1], `${path}/${other[0]}`, changes)
      at++
    } else {
      changes.push({
        raw: value.type === 'string' ? value.value : toText(value),
        safe: '',
        path: `${path}/${key}`
      })
    }
  }
  for (const [key, value] of safe.slice(at))
    changes.push({ raw: '', safe: toText(value), path: `${path}/${key}` })
}

/** The part of `raw` that is left when both are without what they begin and end with alike. */
export function trimAlike(raw: string, safe: string): { start: number; end: number } {
  let start = 0
  while (start < raw.length && start < safe.length && raw[start] === safe[start]) start++
  let end = 0
  const most = Math.min(raw.length, safe.length) - start
  while (end < most && raw[raw.length - 1 - end] === safe[safe.length - 1 - end]) end++
  return { start, end: raw.length - end }
}
