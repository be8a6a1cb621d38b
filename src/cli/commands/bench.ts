/**
 * `logveil bench`: what redaction costs on lines of one's own.
 */
import { availableParallelism, cpus, loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import { LogveilError } from '../../errors.ts'
import { benchText, type Machine } from '../bench-text.ts'
import type { Command, Io } from '../command.ts'
import type { Flags } from '../flags.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'
import { readSample, type SampleLines } from '../sample-lines.ts'
import { SCANNER_FLAGS, toScannerOptions } from '../scanner-flags.ts'

export const benchCommand: Command = {
  name: 'bench',
  summary: 'Measures what redaction costs on your own log with your own rules, beside bare pino.',
  args: '',
  flags: ['sample', 'seconds', ...SCANNER_FLAGS, 'json'],
  details: `One log call of pino and of logveil with the same records, MB/s, what each rule costs, and why the dearest do.
Without --sample it is a built-in log of 2,000 lines. No value of the log is shown.
A busy machine makes all figures larger; ratios are made within rounds that take turns.`,
  examples: [
    ['logveil bench', 'the built-in log, all default rules'],
    [
      'logveil bench --sample app.log --rules ./rules/acme.yaml',
      'your log, with a pack of your own'
    ],
    ['kubectl logs app | logveil bench --sample -', 'a log from stdin'],
    ['logveil bench --sample app.log --json | jq .logging.toPino.median', 'the ratio for a program']
  ],
  async run({ args, flags, io }) {
    refuseArguments(args)
    const machine = describeMachine()
    const ms = parseSeconds(flags.seconds) * 1000
    const { lines, isCut, unreadable } = await linesOf(flags, io)
    // Loads pino and the logger, which no other command needs.
    const { measure } = await import('../../cost/measure.ts')
    const rules = toScannerOptions(flags, io.env)
    const report = measure(lines, { rules, ms, now: () => performance.now() })
    const sample = flags.sample.length === 0 ? 'built-in log' : flags.sample.join(', ')
    const text = flags.json
      ? toJsonDocument({ machine, ...report, unreadable })
      : benchText({ machine, report, sample, isCut: isCut || report.sample.lines < lines.length })
    await createOutput(io.stdout).write(text)
    return unreadable > 0 ? 2 : 0
  }
}

/** Looked at before anything is measured: afterwards the load is our own. */
function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    node: process.version
  }
}

/** A log that is left out without a word would be measured as the built-in one. */
function refuseArguments(args: readonly string[]): void {
  if (args.length === 0) return
  const message = 'expected no argument, got one; name a log with `--sample=FILE`'
  throw new LogveilError('ERR_USAGE', 'The command cannot run.', [{ path: '', message }])
}

async function linesOf({ sample }: Flags, io: Io): Promise<SampleLines> {
  if (sample.length === 0) {
    const { builtInSample } = await import('../../cost/built-in-sample.ts')
    return { lines: builtInSample(), isCut: false, unreadable: 0 }
  }
  const read = await readSample(sample, io)
  if (read.lines.length > 0) return read
  const message = 'expected at least one line to measure with, got none; name a log that has some'
  throw new LogveilError('ERR_USAGE', 'The command cannot run.', [{ path: '--sample', message }])
}

/** Below a tenth of a second nothing is compiled yet; beyond an hour it is a slip. */
function parseSeconds(text: string | undefined): number {
  const seconds = text === undefined ? 5 : Number(text)
  if (text?.trim() !== '' && seconds >= 0.1 && seconds <= 3600) return seconds
  const message = 'expected seconds from 0.1 to 3600, got something else; write `--seconds=10`'
  throw new LogveilError('ERR_USAGE', 'The command cannot run.', [{ path: '--seconds', message }])
}
