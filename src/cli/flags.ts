/**
 * Every flag, once: the parser and the help are made from this table.
 *
 * In: the words behind a command's name. Out: flags and arguments, or every problem at once.
 * Promise: no message repeats what was typed but a flag's name: a value may be a secret.
 */
import { parseArgs } from 'node:util'
import { type Issue, LogveilError } from '../errors.ts'
import { suggest } from '../rules/suggest.ts'

type FlagSpec = {
  readonly type: 'string' | 'boolean'
  readonly multiple?: true
  readonly short?: string
  /** What the help calls the value. */
  readonly value?: string
  readonly help: string
}

export type FlagName =
  | 'rules'
  | 'operators'
  | 'min-likelihood'
  | 'engine'
  | 'fail-on-findings'
  | 'sample'
  | 'seconds'
  | 'watch'
  | 'lock'
  | 'to'
  | 'out'
  | 'check'
  | 'name'
  | 'json'
  | 'help'
  | 'version'

export const FLAGS: Readonly<Record<FlagName, FlagSpec>> = {
  rules: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    help: "a pack's name, a rule file, a rule's id; `-` before it switches off; repeatable"
  },
  operators: {
    type: 'string',
    multiple: true,
    value: 'TYPE=OP',
    help: 'replace, mask, truncate, hash, remove or keep for a rule, an infoType, a pack or `default`; repeatable'
  },
  'min-likelihood': {
    type: 'string',
    value: 'LEVEL',
    help: 'VERY_UNLIKELY, UNLIKELY, POSSIBLE (default), LIKELY or VERY_LIKELY'
  },
  engine: { type: 'string', value: 'ENGINE', help: 'v8 (default) or re2' },
  'fail-on-findings': { type: 'boolean', help: 'exit with 1 if anything was found' },
  sample: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    help: 'lines of your own: what the rules mark and cost there, in numbers; repeatable'
  },
  seconds: { type: 'string', value: 'N', help: 'how long to measure; 5 without it' },
  watch: { type: 'boolean', help: 'run again whenever a file changes' },
  lock: {
    type: 'string',
    value: 'FILE',
    help: 'a lock file; packs that differ from it are refused'
  },
  to: { type: 'string', value: 'NAME', help: 'the system or the file that it is for' },
  out: { type: 'string', value: 'FILE', help: 'write there instead of to stdout' },
  check: {
    type: 'boolean',
    help: 'write nothing; exit with 1 if the file is not what would be written'
  },
  name: { type: 'string', value: 'NAME', help: 'what the result is called where it goes' },
  json: { type: 'boolean', help: 'print JSON' },
  help: { type: 'boolean', short: 'h', help: 'print this help' },
  version: { type: 'boolean', short: 'v', help: 'print the version' }
}

export type Flags = {
  readonly rules: readonly string[]
  readonly operators: readonly string[]
  readonly 'min-likelihood': string | undefined
  readonly engine: string | undefined
  readonly 'fail-on-findings': boolean
  readonly sample: readonly string[]
  readonly seconds: string | undefined
  readonly watch: boolean
  readonly lock: string | undefined
  readonly to: string | undefined
  readonly out: string | undefined
  readonly check: boolean
  readonly name: string | undefined
  readonly json: boolean
  readonly help: boolean
  readonly version: boolean
}

export type Parsed = { readonly flags: Flags; readonly args: readonly string[] }

/** The flags of one command; throws ERR_USAGE with every problem. */
export function parseFlags(words: readonly string[], known: readonly FlagName[]): Parsed {
  const names: readonly FlagName[] = [...known, 'help', 'version']
  const options = Object.fromEntries(names.map((name) => [name, toOption(FLAGS[name])]))
  const { values, positionals, tokens } = parseArgs({
    args: [...words],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true
  })
  const issues = tokens.flatMap((token) => (token.kind === 'option' ? check(token, names) : []))
  if (issues.length > 0) throw new LogveilError('ERR_USAGE', 'The command cannot run.', issues)
  return { flags: { ...NO_FLAGS, ...values } as Flags, args: positionals }
}

const NO_FLAGS: Flags = {
  rules: [],
  operators: [],
  'min-likelihood': undefined,
  engine: undefined,
  'fail-on-findings': false,
  sample: [],
  seconds: undefined,
  watch: false,
  lock: undefined,
  to: undefined,
  out: undefined,
  check: false,
  name: undefined,
  json: false,
  help: false,
  version: false
}

function toOption({ type, multiple, short }: FlagSpec) {
  return {
    type,
    ...(multiple === undefined ? {} : { multiple }),
    ...(short === undefined ? {} : { short })
  }
}

type OptionToken = {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function check(token: OptionToken, known: readonly FlagName[]): readonly Issue[] {
  const spec = known.includes(token.name as FlagName) ? FLAGS[token.name as FlagName] : undefined
  if (spec === undefined) return [unknownFlag(token.rawName, known)]
  const path = token.rawName
  if (spec.type === 'boolean') {
    if (token.inlineValue !== true) return []
    return [{ path, message: 'expected no value, got one; write the flag alone' }]
  }
  if (token.value !== undefined && !isFlag(token, known)) return []
  const message = `expected ${spec.value} behind it, got nothing; write \`--${token.name}=${spec.value}\``
  return [{ path, message }]
}

/** `--rules --json`: the value was forgotten, and the next flag eaten. */
function isFlag(token: OptionToken, known: readonly FlagName[]): boolean {
  if (token.inlineValue === true || token.value?.startsWith('--') !== true) return false
  return known.includes(token.value.slice(2).split('=', 1)[0] as FlagName)
}

function unknownFlag(name: string, known: readonly FlagName[]): Issue {
  const flags = known.map((flag) => `--${flag}`)
  return {
    path: name,
    message: `expected a known flag, got an unknown one; ${suggest(name, flags)}`
  }
}
