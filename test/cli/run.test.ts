import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { logveil } from './shell.ts'

const COMMANDS = ['redact', 'scan', 'rules list', 'rules show', 'rules test']

async function usageError(words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await logveil(words)
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^logveil: ERR_USAGE: [^\n]*\n$/)
  return stderr
}

test('lists the commands', async () => {
  const { code, stdout } = await logveil(['--help'])
  expect(code).toBe(0)
  for (const name of COMMANDS) expect(stdout).toContain(name)
})

test.each(COMMANDS)('%s --help has an example that runs it', async (name) => {
  const { code, stdout } = await logveil([...name.split(' '), '--help'])
  expect(code).toBe(0)
  expect(stdout.split('Examples:')[1]).toContain(`logveil ${name}`)
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(140)
})

test('prints the version of the package', async () => {
  const file = join(__dirname, '..', '..', 'package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  expect(await logveil(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  expect(await logveil(['scan', '-v'])).toMatchObject({ stdout: `${version}\n` })
})

test('an unknown command is met with the nearest one', async () => {
  expect(await usageError(['scann'])).toContain('did you mean `scan`?')
  expect(await usageError(['rules', 'tset'])).toContain('did you mean `rules test`?')
  expect(await usageError(['xyzzy-plugh'])).toContain('there are redact, scan,')
  expect(await usageError([])).toContain('got none')
})

test('an unknown flag is met with the nearest one, and its value is not repeated', async () => {
  const stderr = await usageError(['scan', '--fail-on-finding=hunter2'])
  expect(stderr).toContain('--fail-on-finding: expected a known flag')
  expect(stderr).toContain('did you mean `--fail-on-findings`?')
  expect(stderr).not.toContain('hunter2')
})

test('a flag without its value, or with one that it does not take, is told', async () => {
  expect(await usageError(['scan', '--rules'])).toContain('--rules: expected NAME behind it')
  expect(await usageError(['scan', '--rules', '--json'])).toContain('--rules: expected NAME')
  expect(await usageError(['scan', '--json=yes'])).toContain('--json: expected no value')
})

test('all wrong flags are told at once, one line each', async () => {
  const { stderr } = await logveil(['redact', '--wrong', '--rules'])
  expect(stderr.trimEnd().split('\n')).toHaveLength(2)
})

test('wrong names of rules, operators and likelihoods exit with 2 and say what there is', async () => {
  const { code, stderr } = await logveil(['redact', '--min-likelihood=LIKLEY'], { stdin: '' })
  expect(code).toBe(2)
  expect(stderr).toMatch(/^logveil: ERR_OPTIONS_INVALID: --min-likelihood: expected one of/)
  const rules = await logveil(['redact', '--rules=-core.emial'], { stdin: '' })
  expect(rules.stderr).toContain('did you mean `core.email`?')
  const operators = await logveil(['redact', '--operators', 'EMAIL_ADDRESS'], { stdin: '' })
  expect(operators.stderr).toContain('--operators: expected TYPE=OPERATOR')
})

test('what is typed cannot steer the terminal', async () => {
  const { stderr } = await logveil(['scan', '\u001b[2J.log'])
  expect(stderr).not.toContain('\u001b')
})
