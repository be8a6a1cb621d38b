/**
 * `npm run bench`, third table: memory over bare pino's after many lines, and bytes allocated for a clean line.
 *
 * Also alone: `tsx bench/memory.ts`, options --lines=<number> (10 million), --quick (200,000), --json.
 */
import { pathToFileURL } from 'node:url'
import { bundle, runChild } from './measure/children.ts'
import { saveResult } from './measure/results.ts'
import { toTable } from './measure/table.ts'
import type { GarbageAnswer, GrowthAnswer, MemoryTask } from './memory/child.ts'

/** Issue 5: MB over pino's, MB of growth (what one run differs from another by), bytes a line beyond pino's. */
const BARS = { mb: 20, growth: 2, bytes: 64 }
const TIMEOUT_MS = 1_800_000
const MANY_LINES = 10_000_000
const FEW_LINES = 200_000
const FORMATS = ['logveil', 'logveil:gcp', 'logveil:ecs', 'logveil:datadog', 'logveil:pino']

export type MemoryRows = {
  readonly lines: number
  readonly growth: Readonly<Record<string, GrowthAnswer>>
  readonly garbage: readonly GarbageRow[]
}
type GarbageRow = { readonly kind: string; readonly variant: string; readonly bytes: number }

export type MemoryOptions = { readonly lines: number; readonly head: object }

export async function measureMemory({ lines, head }: MemoryOptions): Promise<MemoryRows> {
  const child = bundle('memory/child.ts')
  const ask = <Answer>(task: MemoryTask, flags: readonly string[]): Promise<Answer> =>
    runChild<Answer>(child, task, { flags: ['--expose-gc', ...flags], timeoutMs: TIMEOUT_MS })
  const growth: Record<string, GrowthAnswer> = {}
  for (const variant of ['pino', 'logveil'])
    growth[variant] = await ask({ kind: 'growth', variant, lines, head }, [])
  const garbage: GarbageRow[] = []
  // all of the lines fit into the young generation, so the heap's growth is what was allocated
  const young = ['--min-semi-space-size=256', '--max-semi-space-size=256']
  for (const [kind, call, variants] of [
    ['request record', 'port', ['pino', ...FORMATS]],
    ['business record', 'info', ['pino', 'logveil']]
  ] as const)
    for (const variant of variants) {
      const answer = await ask<GarbageAnswer>({ kind: 'garbage', variant, call, head }, young)
      garbage.push({ kind, variant, bytes: answer.bytes })
    }
  return { lines, growth, garbage }
}

export function linesOf(flags: readonly string[]): number {
  const own = flags.find((flag) => flag.startsWith('--lines='))
  if (own !== undefined) return Number(own.slice('--lines='.length))
  return flags.includes('--quick') ? FEW_LINES : MANY_LINES
}

export function printMemory({ lines, growth, garbage }: MemoryRows): void {
  console.log(`\n## Memory after ${lines.toLocaleString('en')} request records\n`)
  const base = growth.pino?.late.rss ?? Number.NaN
  const rows = Object.entries(growth).map(([variant, { early, late }]) => {
    const over = late.rss - base
    const grown = late.heap - early.heap
    const isMet = over <= BARS.mb && grown <= BARS.growth
    return [
      variant,
      late.rss.toFixed(0),
      late.heap.toFixed(1),
      `+${grown.toFixed(2)}`,
      ...(variant === 'pino'
        ? []
        : [over.toFixed(1), `≤ ${BARS.mb} MB, no growth`, isMet ? 'PASS' : 'MISS'])
    ]
  })
  const head = ['', 'resident, MB', 'heap, MB', 'heap since a tenth', 'over pino, MB', 'bar', '']
  console.log(toTable(head, rows))
  console.log('\n## Bytes allocated for a clean line\n')
  console.log(
    toTable(['lines', 'variant', 'bytes', 'beyond pino', 'bar', ''], garbage.map(toCells))
  )
}

function toCells(
  { kind, variant, bytes }: GarbageRow,
  _: number,
  all: readonly GarbageRow[]
): string[] {
  const pino = all.find((row) => row.kind === kind && row.variant === 'pino')
  const beyond = bytes - (pino?.bytes ?? Number.NaN)
  const cells = [kind, variant, bytes.toFixed(0)]
  if (variant === 'pino') return cells
  const verdict = beyond <= BARS.bytes ? 'PASS' : 'MISS'
  return [...cells, beyond.toFixed(0), `≤ ${BARS.bytes}`, verdict]
}

async function main(): Promise<void> {
  const flags = process.argv.slice(2)
  const { head } = await runChild<{ head: object }>(bundle('speed/child.ts'), { kind: 'probe' })
  const rows = await measureMemory({ lines: linesOf(flags), head })
  if (flags.includes('--json')) console.log(JSON.stringify(rows, null, 2))
  else {
    printMemory(rows)
    saveResult('memory', rows)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
