import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'

test('what a destination has gathered is written at exit, though the collector ran and nothing refers to the logger', () => {
  const program = `
    import { createLogger } from ${JSON.stringify(join(process.cwd(), 'src', 'index.ts'))}
    import { pino } from 'pino'
    const log = () => createLogger({ format: 'pino' }, pino.destination({ minLength: 4096, sync: false }))
    log().info('kept')
    setImmediate(() => globalThis.gc())`
  const folder = mkdtempSync(join(tmpdir(), 'logveil-gathered-'))
  const outfile = join(folder, 'program.cjs')
  buildSync({
    stdin: { contents: program, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    outfile
  })
  const out = execFileSync(process.execPath, ['--expose-gc', outfile], {
    encoding: 'utf8',
    env: { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') }
  })
  rmSync(folder, { recursive: true })
  expect(out).toContain('"msg":"kept"')
})
