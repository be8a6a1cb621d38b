/**
 * What the first characters of a match can be, one after the other, where the first pass asks before it searches.
 *
 * In: parts. Out: the digits that a match can begin with, as a few sequences; the classes that stand behind a literal.
 * Promise: sound. A match that begins with none of the sequences does not exist; where there would be too many of them,
 * or too long ones, they end early and leave the rest open.
 */
import { type CodePoints, DIGITS, isWithin, overlaps, union } from './code-points.ts'
import { SEPARATOR_POINTS } from './digit-run.ts'
import { emit } from './emit.ts'
import { type Char, flatten, type Part, type Repeat } from './part.ts'

/** Classes in a row; `open`: what follows in the pattern may be appended, else nothing more is known. */
type Way = { readonly classes: readonly CodePoints[]; readonly open: boolean }

/** What one character of the pattern adds to a way: each of these, or nothing more is known. */
type Reading = {
  read(char: Char, at: number): readonly (readonly CodePoints[])[] | undefined
  /** Fewer ways that cover the same. */
  merge(ways: readonly Way[]): readonly Way[]
  readonly longest: number
}

const START: readonly Way[] = [{ classes: [], open: true }]

/** Beyond these a month and a day are told, and more would not pay. */
const MOST_WAYS = 24
const MOST_DIGITS = 9
/** Units behind a literal that are asked for. */
const BEHIND = 4

/**
 * The digits, separators aside, that a run of digits can begin with: sequences of sets of digits, each set as two
 * characters to base 32, bit d for the digit d. undefined: any.
 */
export function leadOf(parts: readonly Part[]): readonly string[] | undefined {
  const ways = walk(START, parts, DIGITS_ONLY)
  const leads = [...new Set(ways.map(({ classes }) => classes.map(toDigitSet).join('')))]
  const cut = leads.map((lead) => lead.replace(/(?:vv)+$/, ''))
  return cut.includes('') ? undefined : [...new Set(cut)]
}

const DIGITS_ONLY: Reading = {
  longest: MOST_DIGITS,
  merge: (ways) => distinct(ways),
  read({ points }) {
    if (!isWithin(points, union(DIGITS, SEPARATOR_POINTS))) return undefined
    const digits = DIGITS.flatMap(([from, to]) => within(points, from, to))
    return [
      ...(digits.length > 0 ? [[digits]] : []),
      ...(overlaps(points, SEPARATOR_POINTS) ? [[]] : [])
    ]
  }
}

function within(points: CodePoints, low: number, high: number): CodePoints {
  return points
    .map(([from, to]) => [Math.max(from, low), Math.min(to, high)] as const)
    .filter(([from, to]) => from <= to)
}

function toDigitSet(points: CodePoints): string {
  let bits = 0
  for (const [from, to] of points)
    for (let code = from; code <= to; code++) bits |= 1 << (code - 48)
  return bits.toString(32).padStart(2, '0')
}

/** The classes, for V8, of the units behind one of these literals at the start of a match; as many as are known of all. */
export function behindLiterals(part: Part, literals: readonly string[]): readonly string[] {
  const known = literals.map((literal) => behindLiteral(flatten(part), literal))
  const count = Math.min(...known.map((classes) => classes.length))
  return Array.from({ length: count }, (_, at) =>
    emit(
      { kind: 'char', points: union(...known.map((classes) => classes[at] as CodePoints)) },
      'v8'
    )
  )
}

function behindLiteral(parts: readonly Part[], literal: string): readonly CodePoints[] {
  const ways = walk(START, parts, behind(literal))
  const count = Math.min(...ways.map(({ classes }) => classes.length - literal.length))
  return Array.from({ length: Math.max(0, count) }, (_, at) =>
    union(...ways.map(({ classes }) => classes[literal.length + at] as CodePoints))
  )
}

function behind(literal: string): Reading {
  const spelled = Array.from({ length: literal.length }, (_, at): CodePoints => {
    const code = literal.charCodeAt(at)
    const upper = literal[at]?.toUpperCase().charCodeAt(0) ?? code
    return union([[code, code]], upper < 128 ? [[upper, upper]] : [])
  })
  return {
    longest: literal.length + BEHIND,
    // only their union is asked for, so ways of one length are one
    merge: (ways) => byLength(ways),
    read({ points }, at) {
      // two units: where the next ones stand is not known
      if ((points.at(-1)?.[1] ?? 0) > 0xffff && (points[0]?.[0] ?? 0) > 0xffff) return undefined
      const letter = spelled[at]
      return letter !== undefined && !overlaps(points, letter) ? [] : [[points]]
    }
  }
}

function byLength(ways: readonly Way[]): readonly Way[] {
  const lengths = new Map<string, Way>()
  for (const way of ways) {
    const key = `${way.open}${way.classes.length}`
    const other = lengths.get(key)
    const classes = way.classes.map((points, at) => union(points, other?.classes[at] ?? []))
    lengths.set(key, { classes, open: way.open })
  }
  return [...lengths.values()]
}

function distinct(ways: readonly Way[]): readonly Way[] {
  return [...new Map(ways.map((way) => [`${way.open}|${way.classes.join('|')}`, way])).values()]
}

function walk(from: readonly Way[], parts: readonly Part[], reading: Reading): readonly Way[] {
  let ways = from
  for (const part of parts) {
    if (!ways.some(({ open }) => open)) break
    ways = step(ways, part, reading)
  }
  return ways
}

function step(ways: readonly Way[], part: Part, reading: Reading): readonly Way[] {
  switch (part.kind) {
    case 'char':
      return readChar(ways, part, reading)
    case 'value':
      return step(ways, part.body, reading)
    case 'sequence':
      return walk(ways, part.parts, reading)
    case 'choice':
      return limited(
        ways,
        part.branches.flatMap((branch) => step(ways, branch, reading)),
        reading
      )
    case 'repeat':
      return repeat(ways, part, reading)
  }
}

function readChar(ways: readonly Way[], char: Char, reading: Reading): readonly Way[] {
  const next = ways.flatMap((way): readonly Way[] => {
    if (!way.open) return [way]
    const added = reading.read(char, way.classes.length)
    if (added === undefined) return [{ ...way, open: false }]
    return added.map((classes) => append(way, classes, reading.longest))
  })
  return limited(ways, next, reading)
}

function append({ classes }: Way, added: readonly CodePoints[], longest: number): Way {
  const joined = [...classes, ...added]
  return { classes: joined, open: joined.length < longest }
}

function repeat(from: readonly Way[], part: Repeat, reading: Reading): readonly Way[] {
  let ways = from
  const ended: Way[] = part.least === 0 ? [...from] : []
  for (let count = 1; count <= part.most && ways.some(({ open }) => open); count++) {
    const next = step(ways, part.body, reading)
    if (count >= part.least) ended.push(...next)
    if (count >= part.least && isSame(next, ways)) break
    ways = next
  }
  // what is closed before the last repetition that must be is as much as is known
  if (!ways.some(({ open }) => open)) ended.push(...ways)
  return limited(from, ended, reading)
}

function isSame(a: readonly Way[], b: readonly Way[]): boolean {
  return a.length === b.length && distinct([...a, ...b]).length === distinct(a).length
}

/** Too many ways: nothing is known behind what stood before. */
function limited(
  before: readonly Way[],
  after: readonly Way[],
  { merge }: Reading
): readonly Way[] {
  const ways = merge(after)
  return ways.length > MOST_WAYS ? before.map((way) => ({ ...way, open: false })) : ways
}
