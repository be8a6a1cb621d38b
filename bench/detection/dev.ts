/**
 * Scores scanners over the development corpus, by spans.
 *
 * A positive case is found if a finding overlaps an expected span (any finding, where the source names no span), and whole
 * if every expected character lies in findings. A negative case is false if anything at all is found in its text.
 */
import { type DevCase, isInScope, rowOf } from '../corpus/dev-corpus.ts'
import { toTable } from '../measure/table.ts'
import type { Scanner, Span } from '../scanners/scanner.ts'

export type Tally = {
  found: number
  /** Found, and nothing of the value is left. */
  whole: number
  falselyFound: number
}

export type DevRow = {
  readonly row: string
  readonly inScope: boolean
  readonly positives: number
  readonly negatives: number
  readonly byScanner: Readonly<Record<string, Tally>>
}

export type DevScore = {
  readonly rows: readonly DevRow[]
  /** Positives whose own source calls them weak; counted here and in no row. */
  readonly weak: DevRow
  /** Ids of in-scope cases that a scanner missed or found falsely; never their text. */
  readonly wrong: Readonly<
    Record<string, { readonly missed: string[]; readonly falselyFound: string[] }>
  >
}

type Expected = { readonly start: number; readonly end: number }
type Verdict = { readonly found: boolean; readonly whole: boolean }
type Judged = { readonly item: DevCase; readonly verdicts: Readonly<Record<string, Verdict>> }

export async function scoreDev(
  scanners: readonly Scanner[],
  corpus: readonly DevCase[]
): Promise<DevScore> {
  const judged: Judged[] = []
  for (const item of corpus) judged.push({ item, verdicts: await judge(scanners, item) })
  const names = scanners.map(({ name }) => name)
  const strong = judged.filter(({ item }) => item.weak !== true)
  const rows = [...new Set(strong.map(({ item }) => rowOf(item)))]
    .map((row) =>
      toRow(
        row,
        strong.filter(({ item }) => rowOf(item) === row),
        names
      )
    )
    .sort((a, b) => rank(a) - rank(b) || b.positives - a.positives)
  return {
    rows,
    weak: toRow(
      'weak',
      judged.filter(({ item }) => item.weak === true),
      names
    ),
    wrong: Object.fromEntries(names.map((name) => [name, wrongOf(name, strong)]))
  }
}

/** What is promised first, then what is not, then what must stay silent. */
function rank({ inScope, row }: DevRow): number {
  if (row.startsWith('BENIGN/')) return 2
  return inScope ? 0 : 1
}

async function judge(
  scanners: readonly Scanner[],
  item: DevCase
): Promise<Record<string, Verdict>> {
  const verdicts: Record<string, Verdict> = {}
  for (const scanner of scanners)
    verdicts[scanner.name] = toVerdict(item, await scanner.find(item.text))
  return verdicts
}

function toVerdict(item: DevCase, spans: readonly Span[]): Verdict {
  const { expected, should_match: positive } = item
  const real = spans.filter(({ start, end }) => end > start)
  if (!positive || expected === null || expected.length === 0)
    return { found: real.length > 0, whole: real.length > 0 }
  const found = expected.some((want) =>
    real.some((span) => span.start < want.end && span.end > want.start)
  )
  return { found, whole: expected.every((want) => isCovered(item.text, want, real)) }
}

/** Letters and digits count; a `+` or a bracket that is left over tells nothing. */
function isCovered(text: string, want: Expected, spans: readonly Span[]): boolean {
  for (let at = want.start; at < want.end; at++) {
    const tells = /[\p{L}\p{N}]/u.test(text.charAt(at))
    if (tells && !spans.some(({ start, end }) => start <= at && at < end)) return false
  }
  return true
}

function toRow(row: string, items: readonly Judged[], names: readonly string[]): DevRow {
  const positives = items.filter(({ item }) => item.should_match)
  const negatives = items.filter(({ item }) => !item.should_match)
  const tally = (name: string): Tally => ({
    found: positives.filter(({ verdicts }) => verdicts[name]?.found).length,
    whole: positives.filter(({ verdicts }) => verdicts[name]?.whole).length,
    falselyFound: negatives.filter(({ verdicts }) => verdicts[name]?.found).length
  })
  return {
    row,
    inScope: items.some(({ item }) => isInScope(item)),
    positives: positives.length,
    negatives: negatives.length,
    byScanner: Object.fromEntries(names.map((name) => [name, tally(name)]))
  }
}

function wrongOf(
  name: string,
  items: readonly Judged[]
): { missed: string[]; falselyFound: string[] } {
  const own = items.filter(({ item }) => isInScope(item) || item.entity.startsWith('BENIGN/'))
  const ids = (keep: (judged: Judged) => boolean): string[] =>
    own.filter(keep).map(({ item }) => item.id)
  return {
    missed: ids(({ item, verdicts }) => item.should_match && !verdicts[name]?.found),
    falselyFound: ids(({ item, verdicts }) => !item.should_match && verdicts[name]?.found === true)
  }
}

export function printDev(scanners: readonly Scanner[], score: DevScore): void {
  const names = scanners.map(({ name }) => name)
  console.log('\n## Development corpus: found / falsely found\n')
  console.log(
    '`±` is positive / negative cases. `found` is any overlap; a case counts as false if anything is found in it.\n'
  )
  const inScope = sumRows(
    'total, in scope',
    score.rows.filter(({ inScope }) => inScope),
    names
  )
  const benign = sumRows(
    'total, BENIGN',
    score.rows.filter(({ row }) => row.startsWith('BENIGN/')),
    names
  )
  const all = sumRows('total', score.rows, names)
  const shown = [...score.rows, inScope, benign, all, score.weak]
  console.log(
    toTable(
      ['entity', '±', ...names],
      shown.map((row) => toCells(row, names))
    )
  )
  const whole = names.map(
    (name) => `${inScope.byScanner[name]?.whole} of ${inScope.byScanner[name]?.found}`
  )
  console.log('\nOf those found in scope, nothing of the value left:\n')
  console.log(toTable(['', ...names], [['whole', ...whole]]))
}

function toCells(row: DevRow, names: readonly string[]): string[] {
  const cells = names.map(
    (name) => `${row.byScanner[name]?.found} / ${row.byScanner[name]?.falselyFound}`
  )
  return [row.row, `${row.positives} / ${row.negatives}`, ...cells]
}

function sumRows(label: string, rows: readonly DevRow[], names: readonly string[]): DevRow {
  const sum = (count: (row: DevRow) => number): number =>
    rows.reduce((total, row) => total + count(row), 0)
  const tally = (name: string): Tally => ({
    found: sum((row) => row.byScanner[name]?.found ?? 0),
    whole: sum((row) => row.byScanner[name]?.whole ?? 0),
    falselyFound: sum((row) => row.byScanner[name]?.falselyFound ?? 0)
  })
  return {
    row: label,
    inScope: true,
    positives: sum(({ positives }) => positives),
    negatives: sum(({ negatives }) => negatives),
    byScanner: Object.fromEntries(names.map((name) => [name, tally(name)]))
  }
}
