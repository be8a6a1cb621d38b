/**
 * `npm run bench:logs`: what is found in real logs of real programs, where next to nothing should be.
 *
 * Programs of this machine are run once with all their tracing on (bench/.cache keeps it; --fresh runs them again), then
 * each line goes through logveil's default rules. Options: --samples=<number of contexts shown for each rule and program>,
 * --no-rivals, --save. Values are never printed: only the text around them and their shape.
 */
import { bundle, runChild } from './measure/children.ts'
import { describeMachine, printMachine } from './measure/machine.ts'
import { saveResult } from './measure/results.ts'
import { installRivals } from './measure/rivals-installed.ts'
import { toTable } from './measure/table.ts'
import { isBuilt, type ProductFinding } from './product.ts'
import { collectLogs, type ProgramLog } from './programs/collect.ts'
import { type Context, toContext } from './programs/context.ts'
import type { RivalResult } from './programs/rival-child.ts'
import { openDefault } from './scanners/logveil.ts'

const PACKAGES = [
  'logveil',
  'redact-pii',
  '@redactpii/node',
  'openredaction',
  '@logtape/redaction',
  '@secretlint/core'
]
const RIVALS = [
  'redact-pii',
  '@redactpii/node',
  'openredaction',
  '@logtape/redaction',
  'secretlint',
  '17 regexes'
]
const RIVAL_LIMIT_MS = 20_000

const samples = Number(process.argv.find((flag) => flag.startsWith('--samples='))?.slice(10) ?? 4)

type Group = {
  readonly program: string
  readonly ruleId: string
  readonly infoType: string
  count: number
  readonly contexts: Context[]
}
type Scan = {
  readonly groups: readonly Group[]
  readonly flagged: number
  readonly broken: number
  readonly nsPerCharacter: number
}

function scanAll(logs: readonly ProgramLog[]): Scan {
  const scanner = openDefault()
  const groups = new Map<string, Group>()
  const start = performance.now()
  const outcomes = logs.flatMap(({ name, lines }) =>
    lines.map((line) => {
      const { line: safe, findings } = scanner.redactLine(line)
      for (const finding of findings) addTo(groups, name, finding, () => toContext(line, safe))
      return { found: findings.length > 0, broken: isJson(line) && !isJson(safe) }
    })
  )
  const ms = performance.now() - start
  const characters = logs.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.length, 0)
  return {
    groups: [...groups.values()],
    flagged: outcomes.filter(({ found }) => found).length,
    broken: outcomes.filter(({ broken }) => broken).length,
    nsPerCharacter: (ms * 1e6) / characters
  }
}

function addTo(
  groups: Map<string, Group>,
  program: string,
  { ruleId, infoType }: ProductFinding,
  context: () => Context
): void {
  const key = `${program}\0${ruleId}`
  const group = groups.get(key) ?? { program, ruleId, infoType, count: 0, contexts: [] }
  groups.set(key, group)
  group.count++
  if (group.contexts.length >= samples) return
  const { around, shape } = context()
  // The same line a hundred times over teaches nothing.
  if (!group.contexts.some((other) => other.around === around))
    group.contexts.push({ around, shape })
}

function isJson(text: string): boolean {
  if (!text.startsWith('{')) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function printScan(scan: Scan, total: number): void {
  console.log(
    `## logveil, default rules: findings in ${scan.flagged} of ${total} lines, ${scan.broken} lines broken, ${scan.nsPerCharacter.toFixed(1)} ns a character\n`
  )
  const groups = [...scan.groups].sort((a, b) => b.count - a.count)
  const rows = groups.map(({ program, ruleId, infoType, count }) => [
    program,
    ruleId,
    infoType,
    String(count)
  ])
  console.log(toTable(['program', 'rule', 'infoType', 'findings'], rows))
  for (const { program, ruleId, contexts } of groups) {
    console.log(`\n${program} · ${ruleId}`)
    for (const { around, shape } of contexts) console.log(`  ${around}\n      shape: ${shape}`)
  }
}

async function runRivals(): Promise<RivalResult[]> {
  installRivals()
  const file = bundle('programs/rival-child.ts')
  const results: RivalResult[] = []
  for (const scanner of RIVALS) {
    const task = { scanner, limitMs: RIVAL_LIMIT_MS }
    const nothing = { scanner, lines: 0, flagged: 0, microseconds: 0, slowestMs: 0 }
    // A rival whose regex never comes back is ended by the time limit and shown with no lines.
    results.push(
      await runChild<RivalResult>(file, task, { timeoutMs: 3 * RIVAL_LIMIT_MS }).catch(
        () => nothing
      )
    )
  }
  return results
}

function printRivals(rivals: readonly RivalResult[]): void {
  console.log(`\n## Beside it, at most ${RIVAL_LIMIT_MS / 1000} s each\n`)
  const rows = rivals.map(({ scanner, lines, flagged, microseconds, slowestMs }) => [
    scanner,
    lines === 0 ? 'did not come back' : String(lines),
    String(flagged),
    `${((100 * flagged) / Math.max(1, lines)).toFixed(1)} %`,
    microseconds.toFixed(1),
    slowestMs.toFixed(1)
  ])
  console.log(
    toTable(['scanner', 'lines', 'lines with findings', 'share', 'µs a line', 'slowest, ms'], rows)
  )
}

const machine = describeMachine(PACKAGES)
printMachine(machine)
const logs = collectLogs(process.argv.includes('--fresh'))
const total = logs.reduce((sum, { lines }) => sum + lines.length, 0)
console.log(
  `${total} lines of ${logs.length} programs: ${logs.map(({ name, lines }) => `${name} ${lines.length}`).join(', ')}\n`
)
const scan = isBuilt() ? scanAll(logs) : undefined
if (scan === undefined)
  console.log('logveil is not built (npm run build): only the others are measured.')
else printScan(scan, total)
const rivals = process.argv.includes('--no-rivals') ? [] : await runRivals()
if (rivals.length > 0) printRivals(rivals)
const programs = logs.map(({ name, lines }) => ({ name, lines: lines.length }))
const found = scan?.groups.map(({ contexts: _, ...group }) => group)
saveResult('real-logs', {
  machine,
  programs,
  found,
  flagged: scan?.flagged,
  broken: scan?.broken,
  rivals
})
