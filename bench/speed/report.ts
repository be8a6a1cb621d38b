/**
 * The tables that people read.
 *
 * In: results. Out: markdown on stdout. A figure always stands beside its spread and, where one is set, its bar.
 */
import { toTable } from '../measure/table.ts'
import type { CaseResult, VariantResult } from './case-result.ts'
import type { TokenisedShare } from './task.ts'

const RIVAL = /^(?!pino$|pino-defaults$|pino-iso-time$|logveil)/

export function printCases(results: readonly CaseResult[]): void {
  console.log('## Cost of a log call\n')
  console.log(
    'ns a call: median over rounds ± median absolute deviation. Ratios are made within a round: median (5th–95th percentile).\n'
  )
  const rows = results.flatMap((result) =>
    result.variants
      .filter(({ variant }) => !RIVAL.test(variant))
      .map((variant) => toRow(result, variant))
  )
  console.log(
    toTable(
      ['case', 'variant', 'bytes', 'ns', '× pino', 'bar', '', '× pino defaults', 'bar', ''],
      rows
    )
  )
  printFieldNotes(results)
}

function toRow(result: CaseResult, variant: VariantResult): string[] {
  const bars = variant.variant.startsWith('logveil') ? result.bars : {}
  const { toPino, toDefaults } = variant
  return [
    result.name,
    variant.variant,
    String(variant.verdict.bytes),
    toNs(variant),
    toRatio(toPino),
    ...toBar(bars.pino, toPino.median),
    toRatio(toDefaults),
    ...toBar(bars.defaults, toDefaults.median)
  ]
}

function toNs({ ns }: VariantResult): string {
  return `${Math.round(ns.median)} ± ${Math.round(ns.mad)}`
}

function toRatio(ratio: VariantResult['toPino']): string {
  return `${ratio.median.toFixed(2)} (${ratio.p5.toFixed(2)}–${ratio.p95.toFixed(2)})`
}

function toBar(bar: number | undefined, value: number): [string, string] {
  if (bar === undefined) return ['', '']
  return [`≤ ${bar.toFixed(2)}`, value <= bar ? 'PASS' : 'MISS']
}

/** A ratio between lines with different fields must say so. */
function printFieldNotes(results: readonly CaseResult[]): void {
  for (const result of results) {
    const logveil = result.variants.find(({ variant }) => variant === 'logveil')
    if (logveil !== undefined && logveil.otherFields.length > 0)
      console.log(
        `\n${result.name}: fields of logveil's line against pino's: ${logveil.otherFields.join(' ')}`
      )
  }
}

export function printRivals(results: readonly CaseResult[]): void {
  for (const result of results) {
    const rivals = result.variants.filter(({ variant }) => RIVAL.test(variant))
    if (rivals.length === 0) continue
    const shown = result.variants.filter(({ variant }) => /^(pino|logveil)$/.test(variant))
    console.log(`\n## Beside npm's others: ${result.name}\n`)
    console.log(
      toTable(
        ['variant', 'ns', '× pino', 'leaks', 'not JSON', 'clean values changed'],
        [...shown, ...rivals].map(toRivalRow)
      )
    )
  }
}

function toRivalRow(result: VariantResult): string[] {
  const { leaked, planted, invalidJson, expectedLines, changed, lines } = result.verdict
  return [
    result.variant,
    toNs(result),
    toRatio(result.toPino),
    planted === 0 ? '–' : `${leaked} of ${planted}`,
    `${invalidJson + expectedLines - lines} of ${expectedLines}`,
    String(changed)
  ]
}

export function printShares(shares: readonly TokenisedShare[]): void {
  console.log('\n## Clean lines that were tokenised (bar: under 1 %)\n')
  const rows = shares.map(({ kind, lines, tokenised, findings }) => {
    const share = tokenised / lines
    return [
      kind,
      String(lines),
      String(tokenised),
      `${(share * 100).toFixed(2)} %`,
      String(findings),
      share < 0.01 ? 'PASS' : 'MISS'
    ]
  })
  console.log(toTable(['lines', 'written', 'tokenised', 'share', 'findings', ''], rows))
}
