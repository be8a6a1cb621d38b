/**
 * `npm run bench`: what redaction costs beside the logging itself.
 *
 * Then what guard, reserved names and stamp cost (parts.ts), and memory (memory.ts), where no case was chosen.
 * Options: --quick (three short rounds), --lines=<number> (for the memory), --cpu (processor time instead of the wall clock: for a busy machine), --only=<part of a case's name>, --no-rivals, --json, --write (the tables into docs/explanation/performance.md).
 * A fresh process for each variant and round, the order reversed each round, ratios within a round; a wrong answer fails the run.
 */
import { ALL_CASES } from './cases/all-cases.ts'
import type { SpeedCase } from './cases/speed-case.ts'
import { bundle, runChild } from './measure/children.ts'
import { describeMachine, printMachine } from './measure/machine.ts'
import { recordPrinted, writeToPage } from './measure/page.ts'
import { saveResult } from './measure/results.ts'
import { installRivals } from './measure/rivals-installed.ts'
import { linesOf, measureMemory, printMemory } from './memory.ts'
import { measureParts, printParts } from './parts.ts'
import { isBuilt } from './product.ts'
import { type CaseResult, type Run, toCaseResult } from './speed/case-result.ts'
import { failuresOf } from './speed/failures.ts'
import { printCases, printRivals, printShares } from './speed/report.ts'
import type { Measured, TokenisedShare } from './speed/task.ts'

const PACKAGES = [
  'logveil',
  'pino',
  'tinybench',
  '@redactpii/node',
  'redact-pii',
  'openredaction',
  '@logtape/logtape',
  '@logtape/redaction',
  'winston',
  'evlog'
]

const PAGE = 'docs/explanation/performance.md'

const flags = process.argv.slice(2)
const quick = flags.includes('--quick')
const rounds = quick ? 3 : 5
const timeMs = quick ? 120 : 250
const clock = flags.includes('--cpu') ? 'cpu' : 'wall'
const only = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length)
if (!flags.includes('--no-rivals')) installRivals()
const child = bundle('speed/child.ts')
const built = isBuilt()
const quiet = flags.includes('--json')

async function main(): Promise<void> {
  const machine = describeMachine(PACKAGES)
  if (!built && !quiet)
    console.log('logveil is not built (npm run build): only the others are measured.\n')
  const head = await probeHead()
  const results: CaseResult[] = []
  for (const speedCase of chosenCases()) results.push(await runCase(speedCase, head))
  const shares = only === undefined ? await countShares() : []
  const isWhole = built && only === undefined
  const parts = isWhole ? await measureParts({ quick, clock }) : []
  const memory = isWhole ? await measureMemory({ lines: linesOf(flags), head }) : undefined
  const failures = results.flatMap(failuresOf)
  const all = { machine, rounds, timeMs, clock, results, shares, parts, memory, failures }
  if (quiet) console.log(JSON.stringify(all, null, 2))
  else {
    const printed = recordPrinted(() => {
      printMachine(machine)
      print(results, shares, failures)
      if (parts.length > 0) printParts(parts)
      if (memory !== undefined) printMemory(memory)
    })
    saveResult('speed', all)
    if (flags.includes('--write')) writeToPage(PAGE, 'speed', printed)
  }
  if (failures.length > 0) process.exitCode = 1
}

function chosenCases(): readonly SpeedCase[] {
  return ALL_CASES.filter(({ name }) => only === undefined || name.includes(only))
}

async function probeHead(): Promise<object> {
  if (!built) return { severity: 'INFO', service: { name: 'bench', version: '1.4.2' } }
  const { head } = await runChild<{ head: object }>(child, { kind: 'probe' })
  return head
}

async function runCase(speedCase: SpeedCase, head: object): Promise<CaseResult> {
  const variants = variantsOf(speedCase)
  const runs: Run[] = []
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? variants : [...variants].reverse()
    for (const variant of order) {
      if (isRival(variant) && round >= 3) continue
      if (!quiet)
        process.stderr.write(
          `\r\x1b[K${speedCase.name}: round ${round + 1} of ${rounds}, ${variant}`
        )
      runs.push({ round, variant, ...(await measureOnce(speedCase.name, variant, head)) })
    }
  }
  if (!quiet) process.stderr.write('\r\x1b[K')
  return toCaseResult(speedCase, variants, runs)
}

function measureOnce(caseName: string, variant: string, head: object): Promise<Measured> {
  return runChild<Measured>(child, { kind: 'measure', caseName, variant, head, timeMs, clock })
}

function variantsOf(speedCase: SpeedCase): string[] {
  const also = (speedCase.also ?? []).filter(
    (name) => !(flags.includes('--no-rivals') && isRival(name))
  )
  const all = ['pino', 'pino-defaults', 'logveil', ...also]
  return built ? all : all.filter((name) => !name.startsWith('logveil'))
}

function isRival(variant: string): boolean {
  return !/^(pino|pino-defaults|pino-iso-time|logveil.*)$/.test(variant)
}

async function countShares(): Promise<readonly TokenisedShare[]> {
  if (!built) return []
  const task = { kind: 'tokenised', lines: quick ? 2000 : 20_000 }
  return (await runChild<{ shares: TokenisedShare[] }>(child, task)).shares
}

function print(
  results: readonly CaseResult[],
  shares: readonly TokenisedShare[],
  failures: readonly string[]
): void {
  printCases(results)
  printRivals(results)
  if (shares.length > 0) printShares(shares)
  for (const failure of failures) console.log(`WRONG: ${failure}`)
}

await main()
