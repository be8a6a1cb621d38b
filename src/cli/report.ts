/**
 * Errors for a person at a shell.
 *
 * In: anything that was thrown. Out: one line a problem on stderr: code, where, what was expected, what to do.
 * Promise: a terminal cannot be steered by it; an error that is not ours is named by its class only, because its text could hold a value.
 */
import { LogveilError } from '../errors.ts'
import { escapeForTerminal } from '../formats/terminal.ts'
import type { Out } from './command.ts'

/** What an option of the library is called here. */
const FLAG_OF: Readonly<Record<string, string>> = {
  minLikelihood: '--min-likelihood',
  engine: '--engine',
  rules: '--rules',
  rulesLock: '--lock',
  operators: '--operators',
  pseudonymKey: 'LOGVEIL_PSEUDONYM_KEY'
}

export function report(error: unknown, stderr: Out): void {
  for (const line of toLines(error)) stderr.write(`logveil: ${escapeForTerminal(line)}\n`)
}

function toLines(error: unknown): readonly string[] {
  if (!(error instanceof LogveilError)) {
    const name = error instanceof Error ? error.name : typeof error
    return [
      `unexpected ${name}; this is a fault of logveil's, please report it with the command line`
    ]
  }
  if (error.issues.length === 0) return [`${error.code}: ${error.message}`]
  return error.issues.map(({ path, message }) => {
    // A file may be called `rules`.
    const where = error.code === 'ERR_INPUT_UNREADABLE' ? path : toFlag(path)
    return `${error.code}: ${where === '' ? '' : `${where}: `}${message}`
  })
}

function toFlag(path: string): string {
  const name = /^[A-Za-z]+/.exec(path)?.[0] ?? ''
  const flag = FLAG_OF[name]
  if (flag === undefined || !/^(?:$|[.[])/.test(path.slice(name.length))) return path
  // The index counts what the command itself added.
  const rest = path
    .slice(name.length)
    .replace(/^\[\d+\]/, '')
    .replace(/^\./, ' ')
  return flag + rest
}
