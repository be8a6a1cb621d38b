/**
 * `logveil rules test`: does each rule find what its examples say, and nothing else?
 */
import { LogveilError } from '../../errors.ts'
import { costOfEach } from '../../rule-cost.ts'
import { benignLines } from '../../rules/benign-lines.ts'
import type { RuleReport } from '../../rules/check.ts'
import { checkRules } from '../../rules-api.ts'
import type { EngineName } from '../../scan/regex-engine.ts'
import type { Command, ExitCode, Invocation } from '../command.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'
import { report as reportError } from '../report.ts'
import { reportText, sampleText } from '../rule-report-text.ts'
import { runSample, type SampleReport } from '../rule-sample.ts'
import { compiledPacksOf, packsOf } from '../rule-sources.ts'
import { watchFiles } from '../watch-files.ts'

export const rulesTestCommand: Command = {
  name: 'rules test',
  summary: "Runs each rule's own examples, and tries it on harmless lines and on yours.",
  args: '[FILE…]',
  flags: ['sample', 'watch', 'engine', 'json'],
  details: `Rule files, or the shipped packs where none is named. Of an example that fails it says which check decided.
A rule is refused that marks more than 0.1 % of 1,000 harmless lines, or that searches every line at too high a cost.
--sample counts in a log of your own, and never shows a value of it.
Exit code 1 if an example fails or a rule is refused.`,
  examples: [
    ['logveil rules test ./rules/acme.yaml', 'checks a pack of your own'],
    ['logveil rules test ./rules/acme.yaml --watch', 'the same at each save'],
    [
      'logveil rules test ./rules/acme.yaml --sample app.log',
      'how many lines it would mark, at what cost'
    ],
    ['logveil rules test --engine re2', 'the shipped rules on RE2']
  ],
  async run(invocation) {
    const { args, flags } = invocation
    if (!flags.watch) return testOnce(invocation)
    if (args.length === 0) {
      const message =
        'expected a rule file to watch, got none; write `logveil rules test FILE --watch`'
      throw new LogveilError('ERR_USAGE', 'The command cannot run.', [{ path: '--watch', message }])
    }
    return watchAndTest(invocation)
  }
}

/** Until Ctrl-C; the exit code is that of the last run. */
async function watchAndTest(invocation: Invocation): Promise<ExitCode> {
  const { args, flags, io } = invocation
  const stop = new AbortController()
  const end = (): void => stop.abort()
  process.once('SIGINT', end)
  io.signal?.addEventListener('abort', end)
  let runs = 0
  let code: ExitCode = 0
  const again = async (): Promise<void> => {
    // One JSON document after another stays readable for a program; a person needs to see where a run begins.
    if (runs++ > 0 && !flags.json) await createOutput(io.stdout).write(`\n${'─'.repeat(40)}\n`)
    code = await testAndReport(invocation)
  }
  await watchFiles([...args, ...flags.sample], again, stop.signal)
  process.removeListener('SIGINT', end)
  return code
}

/** While it watches, a file that is broken for a moment must not end it. */
async function testAndReport(invocation: Invocation): Promise<ExitCode> {
  try {
    return await testOnce(invocation)
  } catch (error) {
    if (!(error instanceof LogveilError)) throw error
    reportError(error, invocation.io.stderr)
    return 2
  }
}

async function testOnce({ args, flags, io }: Invocation): Promise<ExitCode> {
  const engine = parseEngine(flags.engine)
  const packs = packsOf(args, { gates: false })
  const report = checkRules(packs, { engine, gates: args.length > 0 })
  const compiled = compiledPacksOf(args, { gates: false })
  const sample =
    flags.sample.length === 0 ? undefined : await runSample(compiled, flags.sample, io, engine)
  const text = flags.json
    ? toJsonDocument({ ...report, ...(sample !== undefined && { sample }) })
    : reportText(report, packs, costsOf(report, args, engine)) +
      (sample === undefined ? '' : sampleText(sample))
  await createOutput(io.stdout).write(text)
  return toExitCode(report, sample)
}

/** Only of rules that are warned of: the others cost what a keyword costs, which is nothing on most lines. */
function costsOf(
  { rules }: RuleReport,
  args: readonly string[],
  engine: EngineName
): ReadonlyMap<string, number> {
  const ids = new Set(rules.filter(({ warnings }) => warnings.length > 0).map(({ id }) => id))
  if (ids.size === 0) return new Map()
  const packs = compiledPacksOf(args, { gates: false }).map((pack) => ({
    ...pack,
    rules: pack.rules.filter(({ id }) => ids.has(id))
  }))
  const costs = costOfEach(packs, benignLines(), engine)
  return new Map(costs.map(({ id, nsPerLine }) => [id, nsPerLine]))
}

function toExitCode({ failed, refused }: RuleReport, sample: SampleReport | undefined): ExitCode {
  if ((sample?.unreadable ?? 0) > 0) return 2
  return failed + refused > 0 ? 1 : 0
}

function parseEngine(name: string | undefined): EngineName {
  if (name === undefined) return 'v8'
  if (name === 'v8' || name === 're2') return name
  const message = 'expected v8 or re2, got another name; write `--engine=re2`'
  throw new LogveilError('ERR_USAGE', 'The command cannot run.', [{ path: '--engine', message }])
}
