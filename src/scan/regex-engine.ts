/**
 * The regex engines behind one interface: V8, or RE2 where it is installed.
 *
 * In: a pattern compiled for both. Out: a search that starts at an offset and answers with spans.
 * Promise: the same pattern finds the same spans on either (the emitted sources are made for that).
 */
import type { CompiledPattern } from '../rules/rule.ts'

export type EngineName = 'v8' | 're2'

/** What both RegExp and RE2 objects do. */
export type RegexLike = {
  lastIndex: number
  exec(text: string): RegexResult | null
}
type RegexResult = {
  readonly index: number
  readonly 0: string
  readonly groups?: Readonly<Record<string, string | undefined>> | undefined
  readonly indices?: {
    readonly groups?: Readonly<Record<string, readonly [number, number] | undefined>> | undefined
  }
}
export type RegexConstructor = new (source: string, flags: string) => RegexLike

export type Engine = {
  readonly name: EngineName
  /** RegExp, or the class that the package re2 exports. */
  readonly Regex: RegexConstructor
}

export const V8_ENGINE: Engine = Object.freeze({
  name: 'v8',
  Regex: RegExp as unknown as RegexConstructor
})

/** A match of a pattern; `start` and `end` are of its group `value` where it has one. */
export type Span = {
  readonly matchStart: number
  readonly matchEnd: number
  readonly start: number
  readonly end: number
}

export type Search = {
  readonly min: number
  readonly max: number
  /** The leftmost match that begins in [from, to], or null. */
  between(text: string, from: number, to: number): Span | null
}

/** A search for one pattern; the engine's objects are made once, here. */
export function createSearch(pattern: CompiledPattern, engine: Engine): Search {
  const source = engine.name === 're2' ? pattern.re2 : pattern.v8
  const narrowed = source.includes('(?<value>') || source.includes('(?P<value>')
  const { min, max } = pattern
  // made when first used: most rules of a service's life never meet a candidate, and 700 regexes take 20 ms to make
  let find: RegexLike | null = null
  let stick: RegexLike | null = null
  let spans: RegexLike | null = null
  return { min, max, between }

  function between(text: string, from: number, to: number): Span | null {
    const first = Math.max(0, from)
    const regex = first === to ? sticky() : finding()
    // A window keeps a search from running to the end of a long line; the same regex object never sees two texts at once.
    const window = first !== to && to + max < text.length ? text.slice(0, to + max) : text
    regex.lastIndex = first
    const result = regex.exec(window)
    if (result === null || result.index > to) return null
    return toSpan(text, result)
  }

  function sticky(): RegexLike {
    stick ??= new engine.Regex(source, 'yu')
    return stick
  }

  function finding(): RegexLike {
    find ??= new engine.Regex(source, 'gu')
    return find
  }

  function toSpan(text: string, result: RegexResult): Span {
    const matchStart = result.index
    const matchEnd = matchStart + result[0].length
    const value = narrowed ? valueSpan(text, matchStart) : undefined
    return { matchStart, matchEnd, start: value?.[0] ?? matchStart, end: value?.[1] ?? matchEnd }
  }

  function valueSpan(text: string, at: number): readonly [number, number] | undefined {
    spans ??= new engine.Regex(source, 'dyu')
    spans.lastIndex = at
    return spans.exec(text)?.indices?.groups?.value
  }
}
