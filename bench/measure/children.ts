/**
 * Fresh processes.
 *
 * In: a TypeScript file of the bench and what to tell it. Out: the JSON that it printed last.
 * Promise: the child runs on plain Node without a loader (the file is bundled first), with no logging variable of the caller's environment.
 */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { build, buildSync, type Plugin } from 'esbuild'
import { BUNDLES, ROOT } from './paths.ts'

/** Bundles one file of the bench to plain JavaScript; packages stay outside. */
export function bundle(file: string): string {
  mkdirSync(BUNDLES, { recursive: true })
  const outfile = join(BUNDLES, `${basename(file, '.ts')}.mjs`)
  buildSync({
    entryPoints: [join(ROOT, 'bench', file)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error'
  })
  return outfile
}

/** The same under another name, with some files in the place of others; who stands in for a file may import it. */
export async function bundleWith(
  file: string,
  name: string,
  replaced: ReadonlyMap<string, string>
): Promise<string> {
  mkdirSync(BUNDLES, { recursive: true })
  const outfile = join(BUNDLES, `${name}.mjs`)
  await build({
    entryPoints: [join(ROOT, 'bench', file)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // src/ is compiled to CommonJS, where these are there for everybody
    banner: {
      js: "import { createRequire as toRequire } from 'node:module'\nconst require = toRequire(import.meta.url), __dirname = import.meta.dirname ?? '.', __filename = __dirname"
    },
    plugins: [replace(replaced)],
    logLevel: 'error'
  })
  return outfile
}

function replace(replaced: ReadonlyMap<string, string>): Plugin {
  const standIns = new Set(replaced.values())
  return {
    name: 'replace',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, importer }) => {
        if (standIns.has(importer)) return undefined
        const instead = replaced.get(resolve(dirname(importer), path))
        return instead === undefined ? undefined : { path: instead }
      })
    }
  }
}

export type ChildOptions = {
  readonly timeoutMs?: number
  readonly flags?: readonly string[]
  /** The repository whose build is measured: another work tree. @default this one */
  readonly root?: string
}

/** Runs `node file <task as JSON>`; rejects with the child's stderr when it fails or says nothing. */
export function runChild<T>(file: string, task: object, options: ChildOptions = {}): Promise<T> {
  const args = [...(options.flags ?? []), file, JSON.stringify(task)]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: options.root ?? ROOT,
      env: { ...cleanEnv(), LOGVEIL_BENCH_ROOT: options.root ?? ROOT },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs ?? 120_000
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (data: Buffer) => (out += data.toString()))
    child.stderr.on('data', (data: Buffer) => (err += data.toString()))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const last = out.trimEnd().split('\n').at(-1) ?? ''
      if (code === 0 && last.startsWith('{')) resolve(JSON.parse(last) as T)
      else reject(new Error(err.trim().slice(-1500) || `the child ended with ${code ?? signal}`))
    })
  })
}

export function cleanEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(LOG_|OTEL_|DD_|DEBUG|NODE_OPTIONS|NODE_DEBUG|NODE_V8)/.test(name)
  )
  return { ...Object.fromEntries(kept), NODE_ENV: 'production', LOGVEIL_BENCH_ROOT: ROOT }
}
