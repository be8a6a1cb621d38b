/**
 * `npm run bench`, second table: what the guard around each call, the reserved names and the stamp cost of a line.
 *
 * Also alone: `tsx bench/parts.ts`, options --quick, --cpu, --json. The variants are the product's own source, bundled
 * with a function of it replaced (bench/parts/variants.ts); they take turns within one process, a ratio a turn.
 */
import { pathToFileURL } from 'node:url'
import { bundle, bundleWith, runChild } from './measure/children.ts'
import { saveResult } from './measure/results.ts'
import { type Summary, summarise } from './measure/statistics.ts'
import { toTable } from './measure/table.ts'
import type { PartsAnswer, PartsTask } from './parts/child.ts'
import { PARTS_VARIANTS, type PartsVariant, replacementsOf } from './parts/variants.ts'

/** Issue 4: all three together, of what a line costs. */
const BAR = 0.05
const CASES = ['business record', 'request record'] as const
const WHOLE = 'logveil'
const LAST = 'without all three'

export type PartsRow = {
  readonly caseName: string
  readonly variant: string
  /** Nanoseconds a call, over all turns. */
  readonly ns: Summary
  /** What the missing parts cost, as a share of the whole line, over the processes. */
  readonly share: Summary
}

export type PartsOptions = {
  readonly quick: boolean
  readonly clock: 'wall' | 'cpu'
}

export async function measureParts({ quick, clock }: PartsOptions): Promise<PartsRow[]> {
  const bundles: string[] = []
  for (const variant of PARTS_VARIANTS) bundles.push(await bundleVariant(variant))
  const child = bundle('parts/child.ts')
  const rows: PartsRow[] = []
  for (const caseName of CASES) {
    const answers: PartsAnswer[] = []
    for (let run = 0; run < (quick ? 1 : 5); run++) {
      // what is loaded first is compiled first: each process begins with another
      const at = run % bundles.length
      const task: PartsTask = {
        caseName,
        bundles: [...bundles.slice(at), ...bundles.slice(0, at)],
        rounds: quick ? 100 : 300,
        clock
      }
      const { batches } = await runChild<PartsAnswer>(child, task)
      const back = bundles.length - at
      answers.push({ batches: [...batches.slice(back), ...batches.slice(0, back)] })
    }
    rows.push(...PARTS_VARIANTS.map(({ name }, index) => toRow(caseName, name, index, answers)))
  }
  return rows
}

function bundleVariant(variant: PartsVariant): Promise<string> {
  const name = `parts-${variant.name.replace(/\W+/g, '-')}`
  return bundleWith('parts/part.ts', name, replacementsOf(variant))
}

function toRow(
  caseName: string,
  variant: string,
  index: number,
  answers: readonly PartsAnswer[]
): PartsRow {
  const shares = answers.map(({ batches }) => {
    const whole = batches[0] ?? []
    return 1 - summarise((batches[index] ?? []).map((ns, i) => ns / (whole[i] ?? 0))).median
  })
  return {
    caseName,
    variant,
    ns: summarise(answers.flatMap(({ batches }) => batches[index] ?? [])),
    share: summarise(shares)
  }
}

export function printParts(rows: readonly PartsRow[]): void {
  console.log('\n## What the guard, the reserved names and the stamp cost\n')
  console.log(
    'The product, and its source with a part left out, taking turns in one process. The share is that of the whole line: in each process the median of the ratios of a turn; over the processes the median (5th–95th percentile).\n'
  )
  const cells = rows.map(({ caseName, variant, ns, share }) => [
    caseName,
    variant,
    `${Math.round(ns.median)} ± ${Math.round(ns.mad)}`,
    variant === WHOLE ? '' : toShare(share),
    ...(variant === LAST ? [`≤ ${BAR * 100} %`, share.median <= BAR ? 'PASS' : 'MISS'] : [])
  ])
  console.log(toTable(['case', 'variant', 'ns', 'share of the line', 'bar', ''], cells))
}

function toShare({ median, p5, p95 }: Summary): string {
  const percent = (value: number): string => (value * 100).toFixed(1)
  return `${percent(median)} % (${percent(p5)} to ${percent(p95)})`
}

async function main(): Promise<void> {
  const flags = process.argv.slice(2)
  const quick = flags.includes('--quick')
  const rows = await measureParts({ quick, clock: flags.includes('--cpu') ? 'cpu' : 'wall' })
  if (flags.includes('--json')) console.log(JSON.stringify({ rows }, null, 2))
  else {
    printParts(rows)
    saveResult('parts', { rows })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
