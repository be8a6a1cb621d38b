/**
 * `npx tsx bench/hostile.ts`: the dearest texts that can be found for the shipped rules.
 *
 * In: the words and signs that the rules are woken by. Out: for each of the dearest texts, ns a byte of the first pass and of
 * the exact scan at 250 kB, and by what twice as much takes longer. Fails where that is more than 2.2 times.
 *
 * A text is a short piece, repeated. Pieces are grown by hill climbing: each round the dearest are changed in one place (a
 * part put in, taken out, doubled or exchanged) and measured on 4 kB by processor time. Options: --rounds=<n> (40),
 * --seed=<n>, --exact (climb by the exact scan), --json, --size=<bytes of the long text>.
 */
import { createRuleSet } from '../src/rule-set.ts'
import { createRandom, type Random } from './corpus/random.ts'

type Costs = { readonly pass: number; readonly exact: number }
type Found = { readonly piece: string; readonly cost: number }
type Row = {
  readonly piece: string
  readonly holds: boolean
  readonly ns: Costs
  readonly growth: Costs
}

const flags = process.argv.slice(2)
const numberOf = (name: string, otherwise: number) =>
  Number(flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise)
const rounds = numberOf('rounds', 40)
const long = numberOf('size', 250_000)
const isExact = flags.includes('--exact')
const SHORT = 4000
const KEPT = 16
const MOST_GROWTH = 2.2

const { matcher, packs } = createRuleSet({})
const random: Random = createRandom(numberOf('seed', 1))

const SIGNS = [...' @.:=-_/+%&#;,\\"\'`<>()[]{}|?!$*~^\n\t0123456789aAzZ\uff11\u200b가é']
const ENCODED = ['%41', '%20', '%2541', '&#64;', '&amp;', '\\u0041', '\\x41', '\u001b[3m', 'eyJ']
const SHAPES = [
  '://',
  ';base64,',
  '2024-01-01',
  '12:30',
  '1.2.3.4',
  'a@b.c',
  'AD12',
  '--',
  '</',
  '"}'
]

/** Literals, names and context words of the rules, a few of each rule. */
function wordsOfRules(): readonly string[] {
  const { detectors } = matcher.plan
  const literals = detectors.flatMap(({ patterns }) =>
    patterns.flatMap(({ anchor }) => (anchor.kind === 'literal' ? anchor.literals.slice(0, 3) : []))
  )
  const context = detectors.flatMap(({ rule }) => rule.context?.for?.slice(0, 4) ?? [])
  const names = packs
    .flatMap((pack) => pack.rules)
    .flatMap((rule) => rule.keys?.for?.slice(0, 3) ?? [])
  return [...new Set([...literals, ...context, ...names.map((name) => name.replace(/^[=<]/, ''))])]
}

const WORDS = wordsOfRules()

function pickPart(): string {
  const kinds = [SIGNS, SIGNS, WORDS, WORDS, ENCODED, SHAPES]
  return random.pick(random.pick(kinds))
}

function change(piece: string): string {
  const at = random.integer(0, piece.length)
  const to = Math.min(piece.length, at + random.integer(1, 6))
  const kind = random.integer(0, 3)
  const changed =
    kind === 0
      ? piece.slice(0, at) + pickPart() + piece.slice(at)
      : kind === 1
        ? piece.slice(0, at) + piece.slice(to)
        : kind === 2
          ? piece.slice(0, to) + piece.slice(at)
          : piece.slice(0, at) + pickPart() + piece.slice(to)
  return changed === '' ? pickPart() : changed.slice(0, 60)
}

function repeat(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
}

/** Processor time in ns a byte of UTF-8, the best of some runs. */
function measure(text: string, runs: number, scan: (text: string) => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage()
    scan(text)
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, user + system)
  }
  return (1000 * best) / Buffer.byteLength(text)
}

const pass = (text: string): unknown => matcher.mayHoldText(text)
const exact = (text: string): unknown => matcher.scanText(text)

function climb(): readonly Found[] {
  const scan = isExact ? exact : pass
  const judge = (piece: string): Found => ({
    piece,
    cost: measure(repeat(piece, SHORT), 2, scan)
  })
  let found = Array.from({ length: 4 * KEPT }, () => judge(pickPart() + pickPart()))
  for (let round = 0; round < rounds; round++) {
    const changed = found.flatMap(({ piece }) => [judge(change(piece)), judge(change(piece))])
    found = distinct([...found, ...changed, judge(pickPart())]).slice(0, KEPT)
    // what was dear by chance is measured again
    found = found.map(({ piece, cost }) => ({ piece, cost: Math.min(cost, judge(piece).cost) }))
  }
  return distinct(found)
}

/** The dearest first; of those that hold the same parts, one. */
function distinct(found: readonly Found[]): Found[] {
  const best = new Map<string, Found>()
  for (const each of found.toSorted((a, b) => b.cost - a.cost)) {
    const parts = [...new Set(each.piece)].sort().join('')
    if (!best.has(parts)) best.set(parts, each)
  }
  return [...best.values()]
}

function toRow(piece: string): Row {
  const [once, twice] = [repeat(piece, long), repeat(piece, 2 * long)]
  const ns = { pass: measure(once, 3, pass), exact: measure(once, 1, exact) }
  const growth = {
    pass: (2 * measure(twice, 3, pass)) / ns.pass,
    exact: (2 * measure(twice, 1, exact)) / ns.exact
  }
  return { piece, holds: matcher.mayHoldText(once), ns, growth }
}

/** Texts that were the dearest once. */
const KNOWN = ['password="', '%41', 'a@', '@.:=-', 'password.', 'AD12', 'token: ', 'api key ', '1 ']

function main(): void {
  const rows = [
    ...KNOWN,
    ...climb()
      .slice(0, 10)
      .map(({ piece }) => piece)
  ].map(toRow)
  const worst = rows.filter(({ growth }) => growth.pass > MOST_GROWTH)
  if (flags.includes('--json')) console.log(JSON.stringify({ size: long, rows }, null, 2))
  else print(rows)
  // times a few ms long say little of growth
  if (worst.some(({ ns }) => ns.pass * long > 20e6)) process.exitCode = 1
}

function print(rows: readonly Row[]): void {
  console.log(`${long} characters, processor time\n`)
  console.log(
    '| text, repeated | held | first pass, ns a byte | twice | exact scan, ns a byte | twice |'
  )
  console.log('|---|---|---|---|---|---|')
  for (const { piece, holds, ns, growth } of rows)
    console.log(
      `| \`${JSON.stringify(piece).slice(1, -1)}\` | ${holds ? 'yes' : 'no'} | ${ns.pass.toFixed(0)} | ${growth.pass.toFixed(1)} | ${ns.exact.toFixed(0)} | ${growth.exact.toFixed(1)} |`
    )
}

main()
