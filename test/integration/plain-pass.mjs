/**
 * The tests of the scan once more without WebAssembly.
 *
 * In: nothing. Out: vitest's summary and `plain pass: N passed, N failed`. The first pass is written twice (src/scan/simd and
 * src/scan/plain-pass.ts); what holds with one must hold with the other.
 */
import { spawnSync } from 'node:child_process'

const FILES = ['test/scan', 'test/redact', 'test/leak/regressions', 'test/leak/false-positives']
// it asks whether this machine has the WebAssembly pass
const NOT = ['test/scan/candidates.test.ts', 'test/scan/validators/**']

const { stdout, stderr } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'test/vitest.config.mts',
    ...FILES,
    ...NOT.flatMap((name) => ['--exclude', name])
  ],
  { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, LOGVEIL_SIMD: 'off' } }
)
// biome-ignore lint/suspicious/noControlCharactersInRegex: vitest's colours
const output = `${stdout}${stderr}`.replace(/\u001b\[[0-9;]*m/g, '')
const summary = /^ *Tests +.*$/m.exec(output)?.[0] ?? ''
const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0)
const passed = count('passed')
const failed = count('failed')
for (const line of output.match(/^ *FAIL .*$/gm) ?? []) console.log(line.trim())
console.log(`plain pass: ${passed} passed, ${failed + (passed === 0 ? 1 : 0)} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
