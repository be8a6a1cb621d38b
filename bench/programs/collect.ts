/**
 * Runs the programs once and keeps what they said.
 *
 * In: commands. Out: for each program its lines, at most 40,000 of them. Kept in bench/.cache, which git ignores:
 * logs of this machine are nobody else's business.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CACHE, ROOT } from '../measure/paths.ts'
import type { Command } from './command.ts'
import { COMMANDS } from './commands.ts'

export type ProgramLog = { readonly name: string; readonly lines: readonly string[] }

const MAX_LINES = 40_000
const TIMEOUT_MS = 90_000

export const LOGS: string = join(CACHE, 'logs')

export function collectLogs(fresh: boolean): ProgramLog[] {
  mkdirSync(LOGS, { recursive: true })
  return COMMANDS.filter(isInstalled).map((command) => {
    const path = join(LOGS, `${command.name.replaceAll(/\W+/g, '-')}.log`)
    if (fresh || !existsSync(path)) writeFileSync(path, run(command))
    return { name: command.name, lines: toLines(readFileSync(path, 'utf8')) }
  })
}

function isInstalled({ needs }: Command): boolean {
  return spawnSync('sh', ['-c', `command -v ${needs}`]).status === 0
}

/** Output and errors together, in an empty folder that is removed afterwards. A failing program is as good as another. */
function run({ name, shell }: Command): string {
  process.stderr.write(`\r\x1b[Kcollecting: ${name}`)
  const cwd = mkdtempSync(join(tmpdir(), 'logveil-logs-'))
  const done = spawnSync('bash', ['-c', `{ ${shell}\n} 2>&1 | cat`], {
    cwd,
    env: { ...process.env, ROOT, LC_ALL: 'C.UTF-8' },
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    maxBuffer: 2 ** 29
  })
  rmSync(cwd, { recursive: true, force: true })
  process.stderr.write('\r\x1b[K')
  return done.stdout?.toString() ?? ''
}

/** The first and the last lines of a long log: its beginning and its end differ most. */
function toLines(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length <= MAX_LINES) return lines
  return [...lines.slice(0, MAX_LINES / 2), ...lines.slice(-MAX_LINES / 2)]
}
