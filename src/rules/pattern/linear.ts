/**
 * Is a pattern linear for a backtracking engine?
 *
 * In: parts. Out: true only if it is proved.
 *
 * What is proved: from one start, whatever the text, at most MOST_PATHS ways through the pattern are
 * alive after any number of characters. A backtracking engine walks each way once, and between two
 * characters it can try each part of the pattern once, so its work from one start is at most
 * MOST_PATHS × parts × longest match: linear in the window, with a constant that is known.
 *
 * How: the pattern becomes an automaton whose states are its characters. For each text (by classes of
 * characters that the pattern cannot tell apart) the number of ways to each state is counted, and the
 * set of all such counts is explored. Three times, coarse to exact: first each repetition is
 * taken as unbounded, which only adds ways and keeps the automaton small; then short ones are
 * written out; then all. The first attempt that stays under MOST_PATHS is a proof.
 *
 * `(?:a{1,9}){1,9}b`, `(?:a|a){1,64}b`, `(?:a|aa){1,64}$`, `\d{1,64}\d{1,64}x` all grow past it.
 */
import { type Automaton, toAutomaton } from './automaton.ts'
import type { Part } from './part.ts'

export const MOST_PATHS = 32

/** Repetition up to these bounds is written out, in turn. */
const UNROLLED_UP_TO = [1, 40, 4096]
/** A proof that needs more is given up: the pattern then counts as not linear. */
const MOST_CONFIGURATIONS = 10_000
const MOST_STATES = 6_000

/** How many ways lead to each state, as `state:ways` pairs in order of states. */
type Configuration = ReadonlyMap<number, number>

/** True if backtracking over any text takes at most linear work from each start. */
export function isLinear(part: Part): boolean {
  return UNROLLED_UP_TO.some((bound) => {
    const automaton = toAutomaton(part, bound, MOST_STATES)
    return automaton !== undefined && staysBounded(automaton)
  })
}

function staysBounded(automaton: Automaton): boolean {
  const seen = new Set<string>()
  const waiting: Configuration[] = [new Map([[automaton.start, 1]])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const reading = closure(automaton, next)
    for (const letter of automaton.letters) {
      const after = step(automaton, reading, letter)
      if (after === undefined) return false
      const key = keyOf(after)
      if (after.size === 0 || seen.has(key)) continue
      if (seen.size >= MOST_CONFIGURATIONS) return false
      seen.add(key)
      waiting.push(after)
    }
  }
  return true
}

/** Ways to the states that read a character, after all moves that read none. In order of rank, so that each state is counted in full before it hands on. */
function closure(automaton: Automaton, from: Configuration): Configuration {
  const ways = new Map(from)
  const reading = new Map<number, number>()
  const waiting = [...from.keys()].sort((a, b) => rankOf(automaton, a) - rankOf(automaton, b))
  while (waiting.length > 0) {
    const state = waiting.shift() as number
    const count = ways.get(state) as number
    if (automaton.reads[state] !== undefined) reading.set(state, count)
    for (const next of automaton.free[state] ?? []) {
      if (!ways.has(next)) insert(automaton, waiting, next)
      ways.set(next, Math.min((ways.get(next) ?? 0) + count, MOST_PATHS + 1))
    }
  }
  return reading
}

function rankOf(automaton: Automaton, state: number): number {
  return automaton.rank[state] as number
}

function insert(automaton: Automaton, sorted: number[], state: number): void {
  const rank = rankOf(automaton, state)
  let at = sorted.length
  while (at > 0 && rankOf(automaton, sorted[at - 1] as number) > rank) at--
  sorted.splice(at, 0, state)
}

/** The ways that are left after one character; undefined if there are too many. */
function step(
  automaton: Automaton,
  reading: Configuration,
  letter: number
): Configuration | undefined {
  const after = new Map<number, number>()
  let total = 0
  for (const [state, count] of reading) {
    const read = automaton.reads[state]
    if (read === undefined || !read.letters.has(letter)) continue
    total += count
    if (total > MOST_PATHS) return undefined
    after.set(read.next, (after.get(read.next) ?? 0) + count)
  }
  return after
}

function keyOf(configuration: Configuration): string {
  return [...configuration]
    .sort(([a], [b]) => a - b)
    .map(([state, count]) => `${state}:${count}`)
    .join(' ')
}
