/**
 * `logveil rules lock`: what the rules mean today, in a file to commit.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { LogveilError } from '../../errors.ts'
import { lockIssues, lockOf, type RuleLock, readLock } from '../../rules/lock.ts'
import type { CompiledPack } from '../../rules/rule.ts'
import type { Command, ExitCode, Io } from '../command.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'
import { quantity } from '../quantity.ts'
import { report } from '../report.ts'
import { compiledPacksOf } from '../rule-sources.ts'

const LOCK_FILE = 'logveil-rules.lock'

export const rulesLockCommand: Command = {
  name: 'rules lock',
  summary: 'Writes a lock file: each pack, its version, and a hash of what its rules mean.',
  args: '',
  flags: ['rules', 'out', 'check', 'json'],
  details: `The shipped packs, and the rule files that --rules names. createLogger({ rulesLock }), loadRules(…, { lock }) and
\`--lock\` then refuse a pack that means something else, or that is not in the file. The rules must pass the gates first.
--check compares instead: exit code 1, and what differs on stderr.`,
  examples: [
    ['logveil rules lock --rules ./rules/acme.yaml', `writes ${LOCK_FILE}`],
    [
      'logveil rules lock --rules ./rules/acme.yaml --check',
      'fails a build whose rules have changed'
    ]
  ],
  async run({ flags, io }) {
    const path = flags.out ?? LOCK_FILE
    const packs = compiledPacksOf(flags.rules, { besides: true })
    if (flags.check) return check(path, packs, io)
    const lock = lockOf(packs)
    write(path, toJsonDocument(lock))
    await createOutput(io.stdout).write(flags.json ? toJsonDocument(lock) : toText(path, lock))
    return 0
  }
}

function check(path: string, packs: readonly CompiledPack[], io: Io): ExitCode {
  const lock = readLock(path)
  const loaded = new Set(packs.map(({ pack }) => pack))
  const gone = Object.keys(lock.packs)
    .filter((name) => !loaded.has(name))
    .map((name) => ({
      path: name,
      message: 'expected the pack that is locked, got none of this name; lock again'
    }))
  const issues = [...lockIssues(lock, packs), ...gone]
  if (issues.length === 0) return 0
  report(
    new LogveilError('ERR_RULES_LOCKED', 'The rules are not those of the lock file.', issues),
    io.stderr
  )
  return 1
}

function write(path: string, text: string): void {
  try {
    // Left alone where nothing changes: a build that watches the file must not run for ever.
    if (readOrNothing(path) !== text) writeFileSync(path, text)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'an error'
    const message = `expected a file that can be written, got ${code}; name another with --out`
    throw new LogveilError('ERR_DELIVERY_FAILED', 'The lock file cannot be written.', [
      { path, message }
    ])
  }
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function toText(path: string, { packs }: RuleLock): string {
  const entries = Object.entries(packs)
  const rules = entries.reduce((sum, [, pack]) => sum + Object.keys(pack.rules).length, 0)
  const names = entries.map(([name, { version }]) => `${name} ${version}`)
  return `${path}: ${quantity(rules, 'rule')} in ${names.join(', ')}\n`
}
