/**
 * The measured process of `bench/parts.ts`: all variants in one process, taking turns batch by batch.
 *
 * A difference of a few per cent drowns in what two processes differ by; two batches within the same millisecond share
 * their machine. In: a task as JSON in the arguments. Out: one line of JSON, the nanoseconds a call of each batch.
 */
import type { Part } from './part.ts'

export type PartsTask = {
  readonly caseName: string
  /** Files of the bundles, the whole product first. */
  readonly bundles: readonly string[]
  readonly rounds: number
  readonly clock: 'wall' | 'cpu'
}

export type PartsAnswer = { readonly batches: readonly (readonly number[])[] }

/** Calls in a batch: some milliseconds, so that the clock of processor time (steps of a microsecond) is exact enough. */
const CALLS = 256
const WARM_UP_ROUNDS = 60

async function measure({ caseName, bundles, rounds, clock }: PartsTask): Promise<PartsAnswer> {
  const parts: Part[] = []
  for (const file of bundles) {
    const { openPart } = (await import(file)) as { openPart(name: string): Part }
    parts.push(openPart(caseName))
  }
  const now = clock === 'cpu' ? cpuNs : () => performance.now() * 1e6
  const batches: number[][] = parts.map(() => [])
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    const order = round % 2 === 0 ? [...parts.keys()] : [...parts.keys()].reverse()
    for (const index of order) {
      const start = now()
      parts[index]?.run(CALLS)
      if (round >= 0) batches[index]?.push((now() - start) / CALLS)
    }
  }
  for (const part of parts) part.close()
  return { batches }
}

/** Of the whole process: its compiler and collector too. */
function cpuNs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) * 1000
}

process.stdout.write(
  `${JSON.stringify(await measure(JSON.parse(process.argv[2] ?? '{}') as PartsTask))}\n`
)
