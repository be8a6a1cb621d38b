/**
 * Every integration test, one after the other, each in a process of its own.
 *
 * Run by `npm run test:integration`; a part of a name as argument runs those only. Out: what each prints, how long it took
 * and, last, the sum: `integration: N passed, N failed`. A script that dies counts as a failure.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const SCRIPTS = [
  'package',
  'loads',
  'pino-suite',
  'delivery',
  'delivery-load',
  'delivery-faults',
  'sinks',
  'otel-rules',
  'plain-pass'
]
const only = process.argv[2] ?? ''
let passed = 0
let failed = 0

for (const name of SCRIPTS.filter((each) => each.includes(only))) {
  const started = Date.now()
  console.log(`== ${name}`)
  const script = fileURLToPath(new URL(`./${name}.mjs`, import.meta.url))
  const { stdout, status } = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  process.stdout.write(stdout)
  const counts = [...stdout.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1)
  // one that counts nothing is one check: it ends well or not
  const [ok, bad] = counts === undefined ? [status === 0 ? 1 : 0, 0] : counts.slice(1).map(Number)
  passed += ok
  failed += bad + (bad === 0 && status !== 0 ? 1 : 0)
  console.log(`-- ${name}: ${Math.round((Date.now() - started) / 1000)} s`)
}
console.log(`integration: ${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
