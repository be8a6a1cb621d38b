/**
 * Flags become the options of a scanner.
 *
 * In: flags and the environment. Out: scanner options. Promise: the pseudonym key comes from the environment only: a flag stands in `ps`.
 */
import { type Issue, LogveilError } from '../errors.ts'
import type { ScannerOptions } from '../scanner.ts'
import type { FlagName, Flags } from './flags.ts'

/** The flags of every command that looks at lines. */
export const SCANNER_FLAGS: readonly FlagName[] = [
  'rules',
  'lock',
  'operators',
  'min-likelihood',
  'engine'
]

/** Environment variable of the pseudonym key, which the operator `hash` needs. */
export const KEY_VARIABLE = 'LOGVEIL_PSEUDONYM_KEY'

export function toScannerOptions(
  flags: Flags,
  env: Readonly<Record<string, string | undefined>>
): ScannerOptions {
  const key = env[KEY_VARIABLE]
  return {
    ...(flags.rules.length === 0 ? {} : { rules: flags.rules }),
    ...(flags.lock === undefined ? {} : { rulesLock: flags.lock }),
    ...(flags.operators.length === 0 ? {} : { operators: parseOperators(flags.operators) }),
    ...(flags['min-likelihood'] === undefined ? {} : { minLikelihood: flags['min-likelihood'] }),
    ...(flags.engine === undefined ? {} : { engine: flags.engine }),
    ...(key === undefined || key === '' ? {} : { pseudonymKey: key })
    // The names are checked by createScanner, which tells all problems at once.
  } as ScannerOptions
}

function parseOperators(flags: readonly string[]): Readonly<Record<string, string>> {
  const operators: Record<string, string> = Object.create(null)
  const issues: Issue[] = []
  flags.forEach((flag) => {
    const at = flag.indexOf('=')
    if (at < 1) {
      const message = 'expected TYPE=OPERATOR, got no `=`; write `--operators EMAIL_ADDRESS=remove`'
      issues.push({ path: '--operators', message })
    } else operators[flag.slice(0, at)] = flag.slice(at + 1)
  })
  if (issues.length > 0) throw new LogveilError('ERR_USAGE', 'The command cannot run.', issues)
  return { ...operators }
}
