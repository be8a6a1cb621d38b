/**
 * The fault matrix: each way in which delivery can be disturbed, for one sink of each kind of guarantee, with real processes.
 *
 * Run by `npm run test:integration`. Prints one line a cell and, last, `faults: N passed, N failed`. With `--write` it writes
 * docs/explanation/delivery-faults.md; `--only=<part of a name>` runs a part; LOGVEIL_LONG runs 500 kills in place of 30,
 * `--kills=` another number.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { KINDS, ownFile } from './delivery/kinds.mjs'
import { progressOf, root, start, until } from './delivery/processes.mjs'
import { SCENARIOS } from './delivery/scenarios.mjs'

const { createLogger } = createRequire(import.meta.url)(join(root, 'dist', 'index.js'))
const only = process.argv.find((each) => each.startsWith('--only='))?.slice(7) ?? ''
const asked = process.argv.find((each) => each.startsWith('--kills='))?.slice(8)
const kills = Number(asked ?? (process.env.LOGVEIL_LONG === undefined ? 30 : 500))
const work = mkdtempSync(join(tmpdir(), 'logveil-faults-'))
const module = join(root, 'test', 'deliver', 'ndjson-sink.mjs')
const saboteur = join(root, 'test', 'integration', 'delivery', 'saboteur-sink.mjs')
let passed = 0
let failed = 0
const rows = []

/** Which kinds of sinks this build knows. */
function isBuiltIn(type) {
  try {
    createLogger({ delivery: { sinks: { probe: { type } } } })
    return true
  } catch (error) {
    return !error.issues.some(
      ({ path, message }) => path.endsWith('.type') && message.startsWith('expected one of')
    )
  }
}

/** A command that runs another with a disk of 256 kB at a folder; undefined where that is not allowed. */
function tinyDisk(folder) {
  const wrap = [
    'unshare',
    '-rm',
    'sh',
    '-c',
    `mount -t tmpfs -o size=256k,mode=700 tmpfs '${folder}' && exec "$@"`,
    'sh'
  ]
  try {
    execFileSync(wrap[0], [...wrap.slice(1), 'true'], { stdio: 'ignore' })
    return wrap
  } catch {
    return undefined
  }
}

let count = 0
async function openPlace(kind, durability) {
  const folder = join(work, String(count++))
  const harm = join(folder, 'harm')
  const spool = join(folder, 'spool')
  for (const each of [folder, harm, spool]) mkdirSync(each, { mode: 0o700 })
  const destination = await kind.open(folder, { module })
  // a scenario may change the destination's options before it starts a process
  const delivery = () => ({
    folder: spool,
    deadLetters: { folder: join(folder, 'dead-letters') },
    durability,
    segmentBytes: 65_536,
    watchdogMs: 1000,
    exitWaitMs: 1000,
    flushTimeoutMs: 30_000,
    sinks: {
      main: {
        ...destination.options,
        batch: { maxWaitMs: 20, maxRecords: 100 },
        retry: { baseMs: 20, maxMs: 200 },
        timeoutMs: 5000
      },
      harm: { type: 'module', module: saboteur, options: { folder: harm }, batch: { maxWaitMs: 0 } }
    }
  })
  const progress = join(folder, 'progress')
  const children = []
  return {
    folder,
    harm,
    spool,
    progress,
    destination,
    start({ onTinyDisk, ...plan }) {
      const child = start(
        { delivery: delivery(), progress, ...plan },
        onTinyDisk ? tinyDisk(spool) : []
      )
      children.push(child)
      return child
    },
    /** A cell that fails leaves no process behind to slow the next. */
    close() {
      for (const child of children) child.process.kill('SIGKILL')
      destination.close()
    }
  }
}

function deadLettersOf(place) {
  const folder = join(place.folder, 'dead-letters')
  try {
    return readdirSync(folder)
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line))
  } catch {
    return []
  }
}

function tally(place, logged, ledgers) {
  const arrived = place.destination.arrived()
  const ids = new Map()
  let duplicates = 0
  let strangers = 0
  for (const { n, id } of arrived) {
    if (ids.has(n)) {
      duplicates++
      if (ids.get(n) !== id) strangers++
    }
    ids.set(n, id)
  }
  const dead = deadLettersOf(place)
  for (const { record, record_id: id } of dead) {
    const n = Number(/^line (\d+)$/.exec(record.message)?.[1])
    if (!Number.isNaN(n) && !ids.has(n)) ids.set(n, id)
  }
  const last = ledgers.at(-1).main
  let lost = 0
  for (let n = 0; n < logged; n++) if (!ids.has(n)) lost++
  return {
    routed: logged,
    delivered: new Set(arrived.map(({ n }) => n)).size,
    pending: last.pending,
    deadLettered: dead.length,
    dropped: ledgers.reduce((sum, { main }) => sum + main.dropped, 0),
    lost,
    duplicates,
    strangers,
    isBalanced: ledgers.every(
      ({ main: { routed, delivered, pending, deadLettered, dropped } }) =>
        routed === delivered + pending + deadLettered + dropped
    )
  }
}

function judge(result) {
  const problems = []
  if (result.lost > 0) problems.push(`${result.lost} lost`)
  if (result.strangers > 0) problems.push(`${result.strangers} duplicates with another id`)
  if (!result.isBalanced) problems.push('the books do not balance')
  if (result.pending > 0) problems.push(`${result.pending} still pending`)
  return problems
}

/** One more process: it adopts what the others left, delivers it and closes. */
async function recover(place) {
  const child = place.start({ lines: 0, end: 'close', progress: `${place.progress}-after` })
  const { code } = await child.ended
  if (code !== 0) throw new Error(`the next process ended with ${code}: ${child.stderr()}`)
  return child.ledger()
}

async function runCell(kind, scenario, durability) {
  const place = await openPlace(kind, durability)
  const needed =
    scenario.needs === 'tiny disk'
      ? tinyDisk(place.spool)
      : scenario.needs === undefined || place.destination[scenario.needs]
  try {
    if (needed === undefined)
      return { skipped: scenario.needs === 'tiny disk' ? 'no tiny disk here' : 'cannot happen' }
    const { logged, ledger } = await scenario.run(place)
    const after = await recover(place)
    const result = tally(place, logged, ledger === undefined ? [after] : [ledger, after])
    const left = readdirSync(place.spool)
    return {
      ...result,
      problems: [...judge(result), ...(left.length > 0 ? [`${left.length} folders left`] : [])]
    }
  } catch (error) {
    return { problems: [error.message] }
  } finally {
    place.close()
  }
}

async function check(kind, name, scenario, durability) {
  const result = await runCell(kind, scenario, durability)
  rows.push({ name, kind: kind.name, ...result })
  const label = `${name} × ${kind.name}`
  if (result.skipped !== undefined) return console.log(`skip ${label}: ${result.skipped}`)
  if (result.problems.length === 0) passed++
  else failed++
  const { problems, skipped: _, isBalanced: __, strangers: ___, ...numbers } = result
  console.log(
    `${problems.length === 0 ? 'ok  ' : 'FAIL'} ${label} ${problems.join(', ')} ${JSON.stringify(numbers)}`
  )
}

/** Kills at moments of chance, from before the first line on. */
async function killOften(durability) {
  let lost = 0
  let duplicates = 0
  let lines = 0
  const problems = []
  for (let i = 0; i < kills; i++) {
    const place = await openPlace(ownFile, durability)
    const child = place.start({ lines: 1e6, end: 'stay', pauseMs: 0 })
    // most while it logs, every tenth while it starts
    if (i % 10 !== 9) await until(() => progressOf(place.progress).logged > 0, 'the first line')
    await wait(Math.random() * 400)
    child.process.kill('SIGKILL')
    await child.ended
    const { logged, committed } = progressOf(place.progress)
    const result = tally(place, durability === 'tick' ? committed : logged, [await recover(place)])
    lost += result.lost
    duplicates += result.duplicates
    lines += logged
    problems.push(...judge(result))
    place.close()
    rmSync(place.folder, { recursive: true, force: true })
    if (i % 25 === 24)
      console.log(`     ${i + 1} kills, ${lines} lines, ${lost} lost, ${duplicates} duplicates`)
  }
  const name = `kill -9, ${kills} times, durability ${durability}`
  if (problems.length === 0) passed++
  else failed++
  console.log(
    `${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${lines} lines, ${lost} lost, ${duplicates} duplicates ${problems.join(', ')}`
  )
  return { name, lines, lost, duplicates }
}

const kinds = KINDS.filter(({ type }) => isBuiltIn(type))
for (const [name, scenario] of Object.entries(SCENARIOS))
  for (const kind of kinds)
    if (`${name} × ${kind.name}`.includes(only)) await check(kind, name, scenario, 'tick')
const killRows = []
for (const durability of ['line', 'tick'])
  if (`kill often ${durability}`.includes(only)) killRows.push(await killOften(durability))
if (process.argv.includes('--write')) writeTable()
rmSync(work, { recursive: true, force: true })
console.log(`faults: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** Rows of longer runs than this one stay: `npm run test:long` is not run every day. */
function longerRuns(page) {
  return readFileSync(page, 'utf8')
    .split('\n')
    .filter((row) => Number(/^\| kill -9, (\d+) times/.exec(row)?.[1]) > kills)
}

function writeTable() {
  const COLUMNS = [
    'routed',
    'delivered',
    'pending',
    'deadLettered',
    'dropped',
    'lost',
    'duplicates'
  ]
  const cells = rows.map((row) => {
    const numbers =
      row.skipped === undefined
        ? COLUMNS.map((column) => row[column])
        : [row.skipped, '', '', '', '', '', '']
    return `| ${[row.name, row.kind, ...numbers].join(' | ')} |`
  })
  const page = join(root, 'docs', 'explanation', 'delivery-faults.md')
  const today = new Date().toISOString().slice(0, 10)
  const killed = killRows.map(
    ({ name, lines, lost, duplicates }) =>
      `| ${name} | ${lines} | ${lost} | ${duplicates} | ${today} |`
  )
  writeFileSync(
    page,
    `# What delivery survives

Written by \`node test/integration/delivery-faults.mjs --write\` on ${today} with Node ${process.version}: each row is a run with real processes; what counts as delivered is what the destination holds, and \`lost\` is what was logged and is neither there nor among the dead letters. Duplicates carry the \`record_id\` of the first. Where a process ends without \`close()\`, the next one delivers what it left; the numbers are those after that. \`kill -9\` counts what was logged up to the last turn of the event loop (\`durability: 'tick'\`). _Cannot happen_: the destination has no such failure. A partial success of OTLP tells a number and not which records: all of that request become dead letters, though the Collector has the others.

| what happens | sink | ${COLUMNS.map((column) => column.replace('deadLettered', 'dead letters')).join(' | ')} |
|---|---|${COLUMNS.map(() => '---').join('|')}|
${cells.join('\n')}

## kill -9 at moments of chance

With \`durability: 'line'\` every line whose log call returned counts, with \`tick\` every line of a finished turn.

| runs | lines | lost | duplicates | date |
|---|---|---|---|---|
${[...killed, ...longerRuns(page)].join('\n')}
`
  )
}
