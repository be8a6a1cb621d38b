/**
 * Located hits become safe text.
 *
 * In: a line or text, its hits (disjoint, in order), what is done to each. Out: the text rebuilt from slices.
 * Promise: a line of JSON stays a line of valid JSON: a replaced number, object or byte array becomes a string,
 * written through whatever layers of encoding it stands in; nothing but the hits is changed.
 */
import { parseJson } from '../scan/json-tree.ts'
import type { Located } from '../scan/located.ts'
import { DEFAULT_CENSOR } from '../scan/paths.ts'
import { encodeThrough } from '../scan/view.ts'
import type { OperatorPlan } from './operator-plan.ts'

/** What stands in the place of a value that a user's path names; undefined takes it out. */
export type PathCensor = (value: string, path: string) => unknown

export function rewrite(
  text: string,
  hits: readonly Located[],
  operators: OperatorPlan,
  censor: PathCensor | null
): string {
  return applyEdits(text, hits, toEdits(text, hits, operators, censor))
}

export function applyEdits(text: string, hits: readonly Located[], edits: readonly Edit[]): string {
  let out = ''
  let at = 0
  for (const edit of edits) {
    // inside of a member that was taken out with its key
    if (edit.start < at) continue
    out += text.slice(at, edit.start)
    at = edit.end
    if (edit.member) [out, at] = closeGap(text, out, at)
    out += edit.text
  }
  const safe = out + text.slice(at)
  return hits.some((hit) => hit.inKey) ? renameTwins(safe) : safe
}

/** A span that gives way to a text; `member`: a whole member of an object. */
export type Edit = {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly member: boolean
}

/** In order of place. A member that is taken out begins before a hit in its own key: the wider of two comes first. */
export function toEdits(
  text: string,
  hits: readonly Located[],
  operators: OperatorPlan,
  censor: PathCensor | null
): readonly Edit[] {
  const edits: Edit[] = []
  let isSorted = true
  for (const hit of hits) {
    const edit = toEdit(text, hit, operators, censor)
    if (edit === null) continue
    const last = edits[edits.length - 1]
    if (last !== undefined && edit.start < last.end) isSorted = false
    edits.push(edit)
  }
  return isSorted ? edits : edits.sort((a, b) => a.start - b.start || b.end - a.end)
}

function toEdit(
  text: string,
  hit: Located,
  operators: OperatorPlan,
  censor: PathCensor | null
): Edit | null {
  const { start, end } = hit
  if (hit.pathIndex !== -1 && censor !== null) return toCensored(hit, censor(hit.text, hit.path))
  const operator = operators(hit.ruleId)
  if (operator.type === 'keep') return null
  if (operator.type === 'remove') return toRemoved(text, hit)
  const written = operator.apply(hit.text, hit.infoType)
  return { start, end, text: hit.whole === null ? written : quoted(hit, written), member: false }
}

function quoted(hit: Located, text: string): string {
  return encodeThrough(hit.whole ?? [], `"${text}"`)
}

function toCensored(hit: Located, value: unknown): Edit {
  const json = value === undefined ? undefined : JSON.stringify(value)
  if (json === undefined) return takeOut(hit)
  // a rule found the whole text around the place: what is written stays between its quotes
  if (hit.whole === null)
    return { start: hit.start, end: hit.end, text: toPlainText(value), member: false }
  return {
    start: hit.start,
    end: hit.end,
    text: encodeThrough(hit.whole ?? [], json),
    member: false
  }
}

/** Nothing in it needs an escape, whatever layers of encoding it stands in. */
function toPlainText(value: unknown): string {
  return typeof value === 'string' && /^[\w ()[\].,*-]*$/.test(value) ? value : DEFAULT_CENSOR
}

/** A whole value goes with its key; in an array `null` stays, so that nothing moves; a part of a text leaves nothing. */
function toRemoved(text: string, hit: Located): Edit {
  if (hit.whole !== null) return takeOut(hit)
  const { start, end, member } = hit
  const fillsMember =
    member !== null &&
    member[1] === end + 1 &&
    text[start - 1] === '"' &&
    isValueStart(text, start - 1)
  return fillsMember ? takeOut(hit) : { start, end, text: '', member: false }
}

function isValueStart(text: string, quote: number): boolean {
  return /:\s{0,8}$/.test(text.slice(Math.max(0, quote - 9), quote))
}

function takeOut(hit: Located): Edit {
  if (hit.member === null) return { start: hit.start, end: hit.end, text: 'null', member: false }
  return { start: hit.member[0], end: hit.member[1], text: '', member: true }
}

/** After a member was taken out, one of the commas around it goes too. */
function closeGap(text: string, out: string, at: number): [string, number] {
  const after = /^\s{0,8},/.exec(text.slice(at, at + 9))
  if (after !== null) return [out, at + after[0].length]
  return [out.replace(/,\s{0,8}$/, ''), at]
}

/** Two keys that became the same token are told apart by a number, so that no line has a key twice. */
function renameTwins(line: string): string {
  const root = parseJson(line)
  if (root === null) return line
  const inserts: { at: number; text: string }[] = []
  collectTwins(line, root, inserts)
  inserts.sort((a, b) => a.at - b.at)
  let out = ''
  let at = 0
  for (const insert of inserts) {
    out += line.slice(at, insert.at) + insert.text
    at = insert.at
  }
  return out + line.slice(at)
}

function collectTwins(
  line: string,
  node: NonNullable<ReturnType<typeof parseJson>>,
  inserts: { at: number; text: string }[]
): void {
  if (node.type === 'array') for (const item of node.items) collectTwins(line, item, inserts)
  if (node.type !== 'object') return
  const counts = new Map<string, number>()
  for (const member of node.members) {
    const key = line.slice(member.keyStart, member.keyEnd)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count > 1) inserts.push({ at: member.keyEnd - 1, text: ` (${count})` })
    collectTwins(line, member.value, inserts)
  }
}
