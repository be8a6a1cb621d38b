/**
 * What rules cost, measured.
 *
 * In: compiled packs and lines. Out: nanoseconds a line and megabytes a second, and what each rule adds to a scan without it.
 * Promise: the least of several rounds, because a busy machine only ever adds; nothing of a line is kept.
 */
import { performance } from 'node:perf_hooks'
import { loadEngine } from './engine.ts'
import type { CompiledPack } from './rules/rule.ts'
import { createMatcher } from './scan/matcher.ts'
import type { EngineName } from './scan/regex-engine.ts'
import { VALIDATORS } from './scan/validators/index.ts'

export type Cost = {
  readonly nsPerLine: number
  readonly megabytesPerSecond: number
}
export type RuleCost = { readonly id: string; readonly nsPerLine: number }

const ROUNDS = 5
/** Fewer scans are over before V8 has compiled them. */
const LEAST_LINES = 2000
/** Of one scan; a sample of a gigabyte is measured on its first lines. */
const MOST_MS = 400

/** What a scan of these lines with these packs costs. */
export function costOf(
  packs: readonly CompiledPack[],
  lines: readonly string[],
  engine: EngineName = 'v8'
): Cost {
  const { ms, count, characters } = measure(scanOf(packs, engine), lines)
  return {
    nsPerLine: (ms * 1e6) / Math.max(1, count),
    megabytesPerSecond: characters / 1000 / Math.max(ms, 1e-6)
  }
}

/** What each rule alone adds to a scan without rules. */
export function costOfEach(
  packs: readonly CompiledPack[],
  lines: readonly string[],
  engine: EngineName = 'v8'
): readonly RuleCost[] {
  const without = measure(scanOf([], engine), lines)
  const base = without.ms / Math.max(1, without.count)
  return packs.flatMap((pack) =>
    pack.rules.map((rule) => {
      const alone = { ...pack, rules: [rule] }
      const { ms, count } = measure(scanOf([alone], engine), lines)
      return { id: rule.id, nsPerLine: Math.max(0, (ms / Math.max(1, count) - base) * 1e6) }
    })
  )
}

function scanOf(packs: readonly CompiledPack[], name: EngineName): (text: string) => void {
  const matcher = createMatcher(packs, { engine: loadEngine(name, packs), validators: VALIDATORS })
  return (text) => {
    if (matcher.mayHoldText(text)) matcher.scanText(text)
  }
}

type Measured = { readonly ms: number; readonly count: number; readonly characters: number }

/** The first pass also warms up; where it takes too long, only the lines that it came to are measured. */
function measure(scan: (text: string) => void, lines: readonly string[]): Measured {
  const used = firstLines(scan, lines)
  const passes = Math.ceil(LEAST_LINES / Math.max(1, used.length))
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    for (let pass = 0; pass < passes; pass++) for (const line of used) scan(line)
    const ms = (performance.now() - start) / passes
    least = Math.min(least, ms)
    if (ms * passes > MOST_MS) break
  }
  const characters = used.reduce((sum, line) => sum + line.length, 0)
  return { ms: least, count: used.length, characters }
}

function firstLines(scan: (text: string) => void, lines: readonly string[]): readonly string[] {
  const start = performance.now()
  for (const [index, line] of lines.entries()) {
    scan(line)
    if (performance.now() - start > MOST_MS) return lines.slice(0, index + 1)
  }
  return lines
}
