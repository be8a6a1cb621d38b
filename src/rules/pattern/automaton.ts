/**
 * A tree of parts becomes a small automaton, for the proof in linear.ts.
 *
 * In: parts, and up to which bound repetition is written out. Out: states, free moves and reading moves.
 * Promise: it has at least the ways through the pattern that a backtracking engine has, and no cycle of free moves.
 */
import { type CodePoints, isWithin, type Range } from './code-points.ts'
import type { Char, Part, Repeat } from './part.ts'

export type Read = { readonly letters: ReadonlySet<number>; readonly next: number }
export type Automaton = {
  readonly start: number
  /** Moves that read nothing, by state. */
  readonly free: readonly (readonly number[])[]
  /** The character that a state reads. */
  readonly reads: readonly (Read | undefined)[]
  /** A place for each state such that moves that read nothing only go up. */
  readonly rank: readonly number[]
  /** One number for each class of characters that the pattern cannot tell apart. */
  readonly letters: readonly number[]
}

class Builder {
  readonly free: number[][] = []
  readonly reads: (Read | undefined)[] = []
  readonly bound: number
  readonly limit: number
  readonly lettersOf: (char: Char) => ReadonlySet<number>

  constructor(bound: number, limit: number, lettersOf: (char: Char) => ReadonlySet<number>) {
    this.bound = bound
    this.limit = limit
    this.lettersOf = lettersOf
  }

  get isFull(): boolean {
    return this.free.length > this.limit
  }

  state(): number {
    this.reads.push(undefined)
    return this.free.push([]) - 1
  }

  move(from: number, to: number): void {
    this.free[from]?.push(to)
  }

  /** Adds a part that begins in `from`; returns where it ends. */
  add(part: Part, from: number): number {
    if (this.isFull) return from
    switch (part.kind) {
      case 'char':
        return this.read(part, from)
      case 'value':
        return this.add(part.body, from)
      case 'sequence':
        return part.parts.reduce((at, each) => this.add(each, at), from)
      case 'choice':
        return this.choose(part.branches, from)
      case 'repeat':
        return part.most <= this.bound ? this.unroll(part, from) : this.loop(part, from)
    }
  }

  private read(char: Char, from: number): number {
    const reader = this.state()
    const next = this.state()
    this.move(from, reader)
    this.reads[reader] = { letters: this.lettersOf(char), next }
    return next
  }

  private choose(branches: readonly Part[], from: number): number {
    const ends = branches.map((branch) => {
      const entry = this.state()
      this.move(from, entry)
      return this.add(branch, entry)
    })
    return this.join(ends)
  }

  private unroll(part: Repeat, from: number): number {
    const ends: number[] = []
    let at = from
    for (let count = 0; count < part.most && !this.isFull; count++) {
      if (count >= part.least) ends.push(at)
      at = this.add(part.body, at)
    }
    return this.join([...ends, at])
  }

  // Any number of times: more ways than the bounded repetition has, so a proof for it holds for that.
  private loop(part: Repeat, from: number): number {
    const entry = this.state()
    this.move(from, entry)
    const end = this.add(part.body, entry)
    const exit = this.join(part.least === 0 ? [from, end] : [end])
    this.move(end, entry)
    return exit
  }

  private join(ends: readonly number[]): number {
    const joint = this.state()
    for (const end of ends) this.move(end, joint)
    return joint
  }
}

/** Builds the automaton; undefined if it has more than `limit` states. */
export function toAutomaton(part: Part, bound: number, limit: number): Automaton | undefined {
  const letters = lettersOf(part)
  const cache = new Map<Char, ReadonlySet<number>>()
  const builder = new Builder(bound, limit, (char) => {
    const known = cache.get(char) ?? lettersIn(char.points, letters)
    cache.set(char, known)
    return known
  })
  const start = builder.state()
  builder.add(part, start)
  if (builder.isFull) return undefined
  const { free, reads } = builder
  return { start, free, reads, rank: toRank(free), letters: letters.map((_, index) => index) }
}

// Kahn's order. It exists because a repeated part that can be empty is refused, so no loop reads nothing.
function toRank(free: readonly (readonly number[])[]): readonly number[] {
  const incoming = free.map(() => 0)
  for (const next of free.flat()) incoming[next] = (incoming[next] as number) + 1
  const rank = free.map(() => 0)
  const ready = incoming.flatMap((count, state) => (count === 0 ? [state] : []))
  for (let place = 0; place < ready.length; place++) {
    const state = ready[place] as number
    rank[state] = place
    for (const next of free[state] ?? []) {
      incoming[next] = (incoming[next] as number) - 1
      if (incoming[next] === 0) ready.push(next)
    }
  }
  return rank
}

function lettersIn(points: CodePoints, letters: readonly Range[]): ReadonlySet<number> {
  const all = letters.map((_, index) => index)
  return new Set(all.filter((index) => isWithin([letters[index] as Range], points)))
}

/** One range for each class: characters between the same bounds of the same sets behave alike. */
function lettersOf(part: Part): Range[] {
  const sets = setsIn(part)
  const bounds = new Set<number>()
  for (const [from, to] of sets.flat()) {
    bounds.add(from)
    bounds.add(to + 1)
  }
  const sorted = [...bounds].sort((a, b) => a - b)
  const cells = sorted.slice(0, -1).map((from, at): Range => [from, (sorted[at + 1] as number) - 1])
  const classes = new Map<string, Range>()
  for (const cell of cells) {
    const signature = sets.map((set) => (isWithin([cell], set) ? '1' : '0')).join('')
    if (signature.includes('1') && !classes.has(signature)) classes.set(signature, cell)
  }
  return [...classes.values()]
}

function setsIn(part: Part): CodePoints[] {
  const sets = new Map<string, CodePoints>()
  const visit = (each: Part): void => {
    if (each.kind === 'char') sets.set(each.points.join(';'), each.points)
    else if (each.kind === 'sequence') each.parts.forEach(visit)
    else if (each.kind === 'choice') each.branches.forEach(visit)
    else visit(each.body)
  }
  visit(part)
  return [...sets.values()]
}
