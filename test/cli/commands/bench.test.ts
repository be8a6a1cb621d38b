import { expect, test } from 'vitest'
import { fileOf, logveil } from '../shell.ts'

const EMAIL = 'jane.doe@example.com'
const LOG = `{"level":30,"user":"${EMAIL}","msg":"signed up"}\n{"level":30,"n":1,"msg":"ok"}\nplain text\n`
const QUICK = '--seconds=0.1'

test('prints one call beside pino, the scan, and the dearest rules; no value of the log', async () => {
  const path = fileOf(LOG)
  const { code, stdout, stderr } = await logveil(['bench', '--sample', path, QUICK])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/: 3 lines, 0\.00 MB; \d+ rules on v8, rule set [0-9a-f]{12}\n/)
  expect(stdout).toMatch(/\npino's defaults +[\d.]+ [nµm]s +[█-▏]+\n/)
  expect(stdout).toMatch(/\nlogveil +[\d.]+ [nµm]s +[█-▏]+\nlogveil (adds|saves) /)
  expect(stdout).toContain('1 finding in 33 % of the lines; 33 % were taken apart')
  expect(stdout).toContain('The dearest, and why\n1. ')
  expect(stdout).toContain('core.email')
  expect(stdout).not.toContain('jane')
})

test('--json prints one document', async () => {
  const { stdout } = await logveil(['bench', '--sample', '-', '--json', QUICK], { stdin: LOG })
  const report = JSON.parse(stdout)
  expect(report).toMatchObject({
    sample: { lines: 3, linesWithFindings: 1, findings: 1 },
    machine: { node: process.version },
    rules: { engine: 'v8' },
    unreadable: 0
  })
  expect(report.logging.toPino.median).toBeGreaterThan(0)
  expect(report.scan.megabytesPerSecond).toBeGreaterThan(0)
  expect(report.cost.rules[0].why).toBeInstanceOf(Array)
  expect(stdout).not.toContain('jane')
})

test('measures a built-in log where none is named', async () => {
  const { code, stdout } = await logveil(['bench', QUICK])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^built-in log: (the first )?[\d,]+ lines, 0\.\d\d MB/)
})

test('an input that is not there is told, and the others are measured', async () => {
  const args = ['bench', '--sample', '/nowhere/app.log', '--sample', fileOf(LOG), QUICK]
  const { code, stdout, stderr } = await logveil(args)
  expect(code).toBe(2)
  expect(stderr).toBe(
    'logveil: ERR_INPUT_UNREADABLE: /nowhere/app.log: expected a file, got nothing of this name; check the path\n'
  )
  expect(stdout).toContain('3 lines')
})

test('a log without lines cannot be measured', async () => {
  const { code, stdout, stderr } = await logveil(['bench', '--sample', fileOf('\n\n')])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe(
    'logveil: ERR_USAGE: --sample: expected at least one line to measure with, got none; name a log that has some\n'
  )
})

test('refuses seconds that are none', async () => {
  for (const seconds of ['', ' ', 'x', '0', '-1', '0.01', '1e9', 'NaN']) {
    const { code, stderr } = await logveil(['bench', `--seconds=${seconds}`])
    expect(code).toBe(2)
    expect(stderr).toBe(
      'logveil: ERR_USAGE: --seconds: expected seconds from 0.1 to 3600, got something else; write `--seconds=10`\n'
    )
  }
})

test('an argument without a flag is not silently left out', async () => {
  const { code, stderr } = await logveil(['bench', 'app.log'])
  expect(code).toBe(2)
  expect(stderr).toContain('--sample')
})

test('the help shows a line to copy', async () => {
  const { stdout } = await logveil(['bench', '--help'])
  expect(stdout).toContain('logveil bench --sample app.log --rules ./rules/acme.yaml')
})
