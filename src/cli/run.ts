/**
 * From the words of a command line to an exit code.
 *
 * In: the words and the streams. Out: 0, 1 or 2; errors on stderr, one line each, that say what to do.
 * Promise: never throws, and no value of the input stands in an error: only names, paths and types.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LogveilError } from '../errors.ts'
import { suggest } from '../rules/suggest.ts'
import type { Command, ExitCode, Io } from './command.ts'
import { benchCommand } from './commands/bench.ts'
import { redactCommand } from './commands/redact.ts'
import { replayCommand } from './commands/replay.ts'
import { rulesExportCommand } from './commands/rules-export.ts'
import { rulesListCommand } from './commands/rules-list.ts'
import { rulesLockCommand } from './commands/rules-lock.ts'
import { rulesShowCommand } from './commands/rules-show.ts'
import { rulesTestCommand } from './commands/rules-test.ts'
import { scanCommand } from './commands/scan.ts'
import { schemaCommand } from './commands/schema.ts'
import { parseFlags } from './flags.ts'
import { commandHelp, overview } from './help.ts'
import { ClosedOutputError, createOutput } from './output.ts'
import { report } from './report.ts'

const COMMANDS: readonly Command[] = [
  redactCommand,
  scanCommand,
  rulesListCommand,
  rulesShowCommand,
  rulesTestCommand,
  rulesLockCommand,
  rulesExportCommand,
  schemaCommand,
  replayCommand,
  benchCommand
]

/** Runs one command line. */
export async function run(words: readonly string[], io: Io): Promise<ExitCode> {
  // Nobody reads the complaints: no reason to die of it.
  io.stderr.on('error', () => {})
  try {
    return await dispatch(words, io)
  } catch (error) {
    // `logveil … | head`: the reader has what it wanted.
    if (error instanceof ClosedOutputError) return 0
    report(error, io.stderr)
    return 2
  }
}

async function dispatch(words: readonly string[], io: Io): Promise<ExitCode> {
  const found = findCommand(words)
  if (found === undefined) return withoutCommand(words, io)
  const { command, rest } = found
  const { flags, args } = parseFlags(rest, command.flags)
  if (flags.help) return print(commandHelp(command), io)
  if (flags.version) return print(`${readVersion()}\n`, io)
  return command.run({ args, flags, io })
}

type Found = { readonly command: Command; readonly rest: readonly string[] }

function findCommand(words: readonly string[]): Found | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const command = COMMANDS.find((each) => each.name === name)
    if (command !== undefined && words.length >= length) {
      return { command, rest: words.slice(length) }
    }
  }
  return undefined
}

async function withoutCommand(words: readonly string[], io: Io): Promise<ExitCode> {
  const isGroup = words[0] === 'rules'
  const { flags, args } = parseFlags(isGroup ? words.slice(1) : words, [])
  if (flags.version) return print(`${readVersion()}\n`, io)
  if (flags.help) return print(overview(COMMANDS), io)
  const names = COMMANDS.map(({ name }) => name)
  const known = isGroup ? names.filter((name) => name.startsWith('rules ')) : names
  const typed = isGroup ? ['rules', ...args].slice(0, 2).join(' ') : (args[0] ?? '')
  const advice =
    typed === '' || typed === 'rules'
      ? `expected a command, got none; there are ${known.join(', ')}`
      : `expected a command, got an unknown one; ${suggest(typed, known)}`
  throw new LogveilError('ERR_USAGE', 'There is no such command.', [
    { path: '', message: `${advice} (logveil --help)` }
  ])
}

async function print(text: string, io: Io): Promise<ExitCode> {
  await createOutput(io.stdout).write(text)
  return 0
}

function readVersion(): string {
  // The same two steps up from src/cli and from dist/cli.
  const text = readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')
  return String((JSON.parse(text) as { version: unknown }).version)
}
