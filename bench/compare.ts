/**
 * `npm run bench:compare -- REF`: is this work tree slower than another commit?
 *
 * Options: --rounds=<number> (7), --only=<part of a case's name>, --cpu (processor time: for a busy machine), --json.
 * REF is built in a work tree of its own, then both builds take turns, a fresh process each, the order reversed each round.
 * First pino is compared with itself: what the machine makes of no change. Exit code: 0; 1 where a case is more than 5 %
 * slower or an answer is wrong; 2 where nothing could be measured.
 */
import { ALL_CASES } from './cases/all-cases.ts'
import type { SpeedCase } from './cases/speed-case.ts'
import { bundle, runChild } from './measure/children.ts'
import { describeMachine, printMachine } from './measure/machine.ts'
import { buildOther, type OtherBuild } from './measure/other-build.ts'
import { ROOT } from './measure/paths.ts'
import { toTable } from './measure/table.ts'
import { isBuilt } from './product.ts'
import { type Run, toCaseResult } from './speed/case-result.ts'
import { type Comparison, compare, type Pair, TOLERANCE, toRow } from './speed/comparison.ts'
import { failuresOf } from './speed/failures.ts'
import type { Measured } from './speed/task.ts'

const words = process.argv.slice(2)
const ref = words.find((word) => !word.startsWith('--'))
const rounds = Number(settingOf('--rounds') ?? 7)
const only = settingOf('--only')
const clock = words.includes('--cpu') ? 'cpu' : 'wall'
const json = words.includes('--json')
const TIME_MS = 250

function settingOf(flag: string): string | undefined {
  return words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1)
}

type Outcome = {
  readonly control: Comparison
  readonly comparisons: readonly Comparison[]
  readonly failures: readonly string[]
}

async function main(name: string): Promise<void> {
  tell(`building ${name}`)
  const other = buildOther(name)
  process.once('SIGINT', () => {
    other.remove()
    process.exit(130)
  })
  try {
    const outcome = await compareBuilds(other)
    if (json) console.log(JSON.stringify({ ref: name, commit: other.commit, ...outcome }, null, 2))
    else print(name, other.commit, outcome)
    const slower = outcome.comparisons.some(({ verdict }) => verdict === 'slower')
    if (slower || outcome.failures.length > 0) process.exitCode = 1
  } finally {
    other.remove()
  }
}

async function compareBuilds(other: OtherBuild): Promise<Outcome> {
  const child = bundle('speed/child.ts')
  const { head } = await runChild<{ head: object }>(child, { kind: 'probe' })
  const measureIn = (root: string, speedCase: SpeedCase, variant: string): Promise<Measured> => {
    const task = {
      kind: 'measure',
      caseName: speedCase.name,
      variant,
      head,
      timeMs: TIME_MS,
      clock
    }
    return runChild<Measured>(child, task, { root })
  }
  const cases = ALL_CASES.filter((each) => only === undefined || each.name.includes(only))
  const first = cases[0]
  if (first === undefined) throw new Error('no case has a name that holds what --only says')
  const control = await compareCase(first, 'pino', measureIn, other)
  const comparisons: Comparison[] = []
  const failures: string[] = []
  for (const speedCase of cases) {
    const compared = await compareCase(speedCase, 'logveil', measureIn, other)
    comparisons.push(compared.comparison)
    failures.push(...failuresOf(toCaseResult(speedCase, ['logveil'], compared.runs)))
  }
  tell('')
  return { control: control.comparison, comparisons, failures }
}

type MeasureIn = (root: string, speedCase: SpeedCase, variant: string) => Promise<Measured>

async function compareCase(
  speedCase: SpeedCase,
  variant: string,
  measureIn: MeasureIn,
  other: OtherBuild
): Promise<{ comparison: Comparison; runs: Run[] }> {
  const pairs: Pair[] = []
  const runs: Run[] = []
  for (let round = 0; round < rounds; round++) {
    tell(`${speedCase.name}: round ${round + 1} of ${rounds}, ${variant}`)
    const ours = () => measureIn(ROOT, speedCase, variant)
    const theirs = () => measureIn(other.root, speedCase, variant)
    const [after, before] =
      round % 2 === 0
        ? await inTurn(ours, theirs)
        : ((await inTurn(theirs, ours)).reverse() as [Measured, Measured])
    pairs.push({ before: before.ns.median, after: after.ns.median })
    runs.push({ round, variant, ...after })
  }
  return { comparison: compare(speedCase.name, pairs), runs }
}

async function inTurn(
  first: () => Promise<Measured>,
  second: () => Promise<Measured>
): Promise<[Measured, Measured]> {
  return [await first(), await second()]
}

function print(name: string, commit: string, { control, comparisons, failures }: Outcome): void {
  printMachine(describeMachine(['logveil', 'pino', 'tinybench']))
  const head = ['case', `${name} (${commit.slice(0, 9)}) ns`, 'here ns', '× before', '']
  console.log(toTable(head, comparisons.map(toRow)))
  const [, , , ratio] = toRow(control)
  console.log(`\npino beside itself: × ${ratio}. Differences of that size say nothing.`)
  for (const failure of failures) console.log(`WRONG: ${failure}`)
  const slower = comparisons.filter(({ verdict }) => verdict === 'slower')
  if (slower.length > 0)
    console.log(
      `SLOWER by more than ${TOLERANCE * 100} %: ${slower.map((each) => each.name).join(', ')}`
    )
}

function tell(text: string): void {
  if (!json && process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

if (ref === undefined || !(rounds >= 1) || !isBuilt()) {
  console.error(
    isBuilt()
      ? 'expected a commit and rounds of at least 1; write `npm run bench:compare -- main`'
      : 'logveil is not built; run `npm run build` first'
  )
  process.exitCode = 2
} else {
  await main(ref).catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 2
  })
}
