/**
 * `npm run demo`.
 *
 * In: the built package. Out: the demo's exit code. The demo's files are bundled without their packages and run from demo-out/,
 * on plain Node, so that `import 'logveil'` in them is the built package and no loader is in its way.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { cleanEnv } from '../measure/children.ts'
import { ROOT } from '../measure/paths.ts'

if (!existsSync(join(ROOT, 'dist', 'index.mjs'))) {
  console.error('demo: expected the built package in dist/, got none; run `npm run build`')
  process.exit(2)
}
const out = join(ROOT, 'demo-out')
rmSync(out, { recursive: true, force: true })
mkdirSync(out)
buildSync({
  entryPoints: ['demo', 'service', 'cost'].map((name) => join(ROOT, 'bench', 'demo', `${name}.ts`)),
  outdir: join(out, '.build'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'error'
})
const demo = spawnSync(process.execPath, [join(out, '.build', 'demo.mjs')], {
  cwd: ROOT,
  env: cleanEnv(),
  stdio: 'inherit'
})
process.exitCode = demo.status ?? 1
