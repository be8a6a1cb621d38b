/**
 * Scores scanners over our own lines, by what comes out: the value is readable there, or it is not.
 *
 * In: scanners and labelled lines. Out: for each kind and scanner how many values were taken out of how many lines,
 * and how many lines were broken (JSON in, not JSON out).
 */
import type { LabelledLine } from '../corpus/synthetic.ts'
import { toTable } from '../measure/table.ts'
import type { Scanner } from '../scanners/scanner.ts'

export type SyntheticRow = {
  readonly kind: string
  readonly sensitive: boolean
  readonly lines: number
  /** By scanner: values that are no longer readable. Right for sensitive kinds, wrong for harmless ones. */
  readonly removed: Readonly<Record<string, number>>
  readonly broken: Readonly<Record<string, number>>
  /** By scanner: places in which at least one sensitive value stayed readable. */
  readonly missedPlaces: Readonly<Record<string, readonly string[]>>
}

type Outcome = LabelledLine & {
  readonly scanner: string
  readonly removed: boolean
  readonly broken: boolean
}

export async function scoreSynthetic(
  scanners: readonly Scanner[],
  lines: readonly LabelledLine[]
): Promise<SyntheticRow[]> {
  const outcomes: Outcome[] = []
  for (const scanner of scanners)
    for (const line of lines) outcomes.push(await runOne(scanner, line))
  const kinds = [...new Set(lines.map(({ kind }) => kind))]
  return kinds.map((kind) =>
    toRow(
      scanners,
      outcomes.filter((outcome) => outcome.kind === kind)
    )
  )
}

async function runOne(scanner: Scanner, labelled: LabelledLine): Promise<Outcome> {
  const safe = await scanner.redact(labelled.line)
  const readable = readings(safe).some((text) => text.includes(labelled.value))
  const broken = labelled.line.startsWith('{') && !isJson(safe)
  return { ...labelled, scanner: scanner.name, removed: !readable, broken }
}

function toRow(scanners: readonly Scanner[], outcomes: readonly Outcome[]): SyntheticRow {
  const of = (name: string): readonly Outcome[] =>
    outcomes.filter(({ scanner }) => scanner === name)
  const by = <T>(value: (own: readonly Outcome[]) => T): Record<string, T> =>
    Object.fromEntries(scanners.map(({ name }) => [name, value(of(name))]))
  const missed = (own: readonly Outcome[]): string[] =>
    own.filter(({ removed, sensitive }) => sensitive && !removed).map(({ place }) => place)
  return {
    kind: outcomes[0]?.kind ?? '',
    sensitive: outcomes[0]?.sensitive ?? false,
    lines: outcomes.length / Math.max(1, scanners.length),
    removed: by((own) => own.filter(({ removed }) => removed).length),
    broken: by((own) => own.filter(({ broken }) => broken).length),
    missedPlaces: by((own) => [...new Set(missed(own))])
  }
}

/** Everything that a reader of the line could decode: the line, its strings, JSON and percent-encoding in them. */
export function readings(line: string): string[] {
  if (!isJson(line)) return [line, unescapeJson(line), decodePercent(line)]
  const strings = stringsOf(JSON.parse(line))
  const inner = strings.filter(isJson).flatMap((text) => stringsOf(JSON.parse(text)))
  return [line, ...strings, ...inner, ...strings.map(decodePercent)]
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) => [key, ...stringsOf(item)])
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function unescapeJson(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('\\"', '"')
}

function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (encoded) => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return encoded
    }
  })
}

export function printSynthetic(scanners: readonly Scanner[], rows: readonly SyntheticRow[]): void {
  const names = scanners.map(({ name }) => name)
  console.log('## Our own lines: values taken out (should be all)\n')
  printHalf(
    names,
    rows.filter(({ sensitive }) => sensitive)
  )
  console.log('\n## Our own lines: harmless values taken out (should be none)\n')
  printHalf(
    names,
    rows.filter(({ sensitive }) => !sensitive)
  )
  const broken = names.map((name) =>
    String(rows.reduce((sum, row) => sum + (row.broken[name] ?? 0), 0))
  )
  console.log('\n## Our own lines: JSON in, not JSON out\n')
  console.log(toTable(['', ...names], [['lines broken', ...broken]]))
}

function printHalf(names: readonly string[], rows: readonly SyntheticRow[]): void {
  const total = (count: (row: SyntheticRow) => number): number =>
    rows.reduce((sum, row) => sum + count(row), 0)
  const body = rows.map((row) => [
    row.kind,
    String(row.lines),
    ...names.map((name) => String(row.removed[name]))
  ])
  const sums = names.map((name) => String(total((row) => row.removed[name] ?? 0)))
  console.log(
    toTable(
      ['kind', 'lines', ...names],
      [...body, ['total', String(total(({ lines }) => lines)), ...sums]]
    )
  )
}
