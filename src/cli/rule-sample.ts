/**
 * Rules over a log of the user's own.
 *
 * In: compiled packs, names of files. Out: how many lines each rule marks, at which fields, and what that costs.
 * Promise: names, numbers and JSON Pointers, never a value; constant memory but for the first lines, which are timed.
 */
import { loadEngine } from '../engine.ts'
import { type Cost, costOf, costOfEach, type RuleCost } from '../rule-cost.ts'
import type { CompiledPack } from '../rules/rule.ts'
import { createMatcher } from '../scan/matcher.ts'
import type { EngineName } from '../scan/regex-engine.ts'
import { VALIDATORS } from '../scan/validators/index.ts'
import type { Io } from './command.ts'
import { openInputs, toUnreadable } from './inputs.ts'
import { report } from './report.ts'

export type SampleRule = {
  readonly id: string
  readonly lines: number
  readonly findings: number
  /** JSON Pointers with indexes as `*`; empty for a line of text. Most first. */
  readonly fields: readonly { readonly field: string; readonly findings: number }[]
  readonly nsPerLine: number
}

export type SampleReport = {
  readonly lines: number
  /** Lines in which anything was found. */
  readonly marked: number
  readonly unreadable: number
  readonly rules: readonly SampleRule[]
  /** Of a scan with these rules alone, over the lines that were timed. */
  readonly cost: Cost & { readonly lines: number }
}

/** Enough to time, little enough to keep. */
const TIMED_CHARACTERS = 8_000_000
const MOST_FIELDS = 10_000

type Counted = { lines: number; findings: number; readonly fields: Map<string, number> }

export async function runSample(
  packs: readonly CompiledPack[],
  names: readonly string[],
  io: Io,
  engine: EngineName
): Promise<SampleReport> {
  const matcher = createMatcher(packs, {
    engine: loadEngine(engine, packs),
    validators: VALIDATORS
  })
  const counts = new Map<string, Counted>()
  const timed: string[] = []
  const sums = { lines: 0, marked: 0, unreadable: 0, kept: 0 }
  await eachLine(names, io, sums, (text) => {
    sums.lines++
    if (sums.kept < TIMED_CHARACTERS) {
      timed.push(text)
      sums.kept += text.length
    }
    const hits = matcher.mayHoldText(text) ? matcher.scanText(text) : []
    if (hits.length === 0) return
    sums.marked++
    for (const id of new Set(hits.map(({ ruleId }) => ruleId))) countedOf(counts, id).lines++
    for (const { ruleId, path } of hits) count(countedOf(counts, ruleId), path)
  })
  const { lines, marked, unreadable } = sums
  const cost = { ...costOf(packs, timed, engine), lines: timed.length }
  const each = costOfEach(packs, timed, engine)
  return { lines, marked, unreadable, rules: toRules(each, counts), cost }
}

async function eachLine(
  names: readonly string[],
  io: Io,
  sums: { unreadable: number },
  take: (text: string) => void
): Promise<void> {
  const { inputs, unreadable } = await openInputs(names, io)
  for (const error of unreadable) report(error, io.stderr)
  sums.unreadable += unreadable.length
  for (const input of inputs) {
    try {
      for await (const { lines } of input.read()) {
        for (const line of lines) if (!line.isTooLong) take(line.text)
      }
    } catch (error) {
      sums.unreadable++
      report(toUnreadable(input.name, error), io.stderr)
    }
  }
}

function countedOf(counts: Map<string, Counted>, id: string): Counted {
  const known = counts.get(id)
  if (known !== undefined) return known
  const counted = { lines: 0, findings: 0, fields: new Map<string, number>() }
  counts.set(id, counted)
  return counted
}

function count(counted: Counted, path: string): void {
  counted.findings++
  const field = path.replace(/\/\d+(?=\/|$)/g, '/*')
  const { fields } = counted
  if (fields.has(field) || fields.size < MOST_FIELDS)
    fields.set(field, (fields.get(field) ?? 0) + 1)
}

function toRules(
  each: readonly RuleCost[],
  counts: ReadonlyMap<string, Counted>
): readonly SampleRule[] {
  return each.map(({ id, nsPerLine }) => {
    const counted = counts.get(id)
    const fields = [...(counted?.fields ?? [])]
      .map(([field, findings]) => ({ field, findings }))
      .sort((a, b) => b.findings - a.findings)
    return { id, lines: counted?.lines ?? 0, findings: counted?.findings ?? 0, fields, nsPerLine }
  })
}
