/**
 * pino's own tests, run through logveil.
 *
 * In: a copy of pino with its tests (PINO_TESTS=folder of the package; default: the installed one, which ships them) and
 * the packages that its tests need (PINO_TEST_PACKAGES=a node_modules; default: npm installs them beside the copy).
 * Out: a line a file, every failure by name, and last `pino suite: N passed, N failed, N explained`. Exit code 1 if a
 * test fails that EXPLAINED does not name, or one that it names passes.
 *
 * The copy's `pino.js` becomes a function that calls createLogger with `format: 'pino'` and the default rules; pino itself
 * stands beside it as `pino-itself.js`, and is what logveil requires there. Names given as arguments choose files;
 * `--bare` runs pino itself, which tells what fails here with or without us.
 */
import { execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { EXCLUDED, EXPLAINED } from './pino-suite-explained.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LONGEST_MS = 300_000
const PACKAGES = [
  '@matteo.collina/tspl@0.2',
  'execa@5',
  'flush-write-stream@2',
  'import-fresh@3',
  'pino-std-serializers@7',
  'proxyquire@2',
  'rimraf@6',
  'split2@4',
  'strip-ansi@6'
]

const SHIM = `'use strict'
const pino = require('./pino-itself.js')
const { createLogger } = require('logveil')
const isStream = (value) =>
  value !== null && typeof value === 'object' &&
  (typeof value.write === 'function' || value.writable || value._writableState)
module.exports = function (options, destination) {
  if (typeof options === 'string' || isStream(options)) return createLogger(OWN, options)
  return createLogger({ ...options, ...OWN }, destination)
}
const OWN = { format: 'pino', pretty: false, onError() {} }
module.exports.destination = pino.destination
module.exports.transport = pino.transport
module.exports.multistream = pino.multistream
module.exports.levels = pino.levels
module.exports.stdSerializers = pino.stdSerializers
module.exports.stdTimeFunctions = pino.stdTimeFunctions
module.exports.symbols = pino.symbols
module.exports.version = pino.version
module.exports.default = module.exports
module.exports.pino = module.exports
`

async function prepare(folder, bare) {
  const source = process.env.PINO_TESTS ?? join(ROOT, 'node_modules', 'pino')
  const app = join(folder, 'app')
  cpSync(source, app, {
    recursive: true,
    filter: (path) => !path.startsWith(join(source, 'node_modules'))
  })
  mkdirSync(join(app, 'node_modules', 'logveil'), { recursive: true })
  mkdirSync(join(app, 'node_modules', 'pino'), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir')
  addPackages(app)
  await transpileFixture(app)
  if (bare) return app
  renameSync(join(app, 'pino.js'), join(app, 'pino-itself.js'))
  writeFileSync(join(app, 'pino.js'), SHIM)
  writeFileSync(
    join(app, 'node_modules', 'pino', 'index.js'),
    "module.exports = require('../../pino-itself.js')\n"
  )
  await build({
    entryPoints: [join(ROOT, 'src', 'index.ts')],
    outfile: join(app, 'node_modules', 'logveil', 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error'
  })
  return app
}

/** The one fixture of pino's build step that a JavaScript test needs. */
async function transpileFixture(app) {
  const name = join(app, 'test', 'fixtures', 'ts', 'to-file-transport')
  await build({
    entryPoints: [`${name}.ts`],
    outfile: `${name}.es2017.cjs`,
    target: 'es2017',
    format: 'cjs'
  })
}

function addPackages(app) {
  const given = process.env.PINO_TEST_PACKAGES
  const modules = given ?? join(app, '..', 'packages', 'node_modules')
  if (given === undefined) {
    mkdirSync(join(app, '..', 'packages'))
    writeFileSync(join(app, '..', 'packages', 'package.json'), '{"private":true}')
    execFileSync('npm', ['install', ...PACKAGES, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: join(app, '..', 'packages'),
      stdio: 'inherit'
    })
  }
  for (const name of readdirSync(modules)) {
    if (name.startsWith('.') || name === 'pino') continue
    symlinkSync(join(modules, name), join(app, 'node_modules', name), 'dir')
  }
}

function listFiles(app, wanted) {
  const all = readdirSync(join(app, 'test'), { recursive: true, encoding: 'utf8' })
  return all
    .filter((name) => /\.test\.(?:js|mjs)$/.test(name) && !name.includes('node_modules'))
    .filter((name) => !EXCLUDED.some(([pattern]) => pattern.test(name)))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .sort()
}

function runFile(app, name) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--test-reporter=tap', join('test', name)], {
      cwd: app,
      env: { ...process.env, TERM: 'dumb', LOG_LEVEL: '' },
      timeout: LONGEST_MS,
      killSignal: 'SIGKILL'
    })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      out += text
    })
    child.on('close', (code) => resolve(readTap(out, code)))
  })
}

function readTap(out, code) {
  const results = [...out.matchAll(/^(not ok|ok) \d+ - (.*)$/gm)].map(([, verdict, title]) => ({
    title: title.replace(/\\#/g, '#').replace(/ # (?:SKIP|TODO).*$/, ''),
    ok: verdict === 'ok'
  }))
  const failed = results.filter((result) => !result.ok).map((result) => result.title)
  const passed = results.length - failed.length
  if (code !== 0 && failed.length === 0) failed.push(`(the process ended with ${code})`)
  return { passed, failed, out }
}

const args = process.argv.slice(2)
const bare = args.includes('--bare')
const verbose = args.includes('--verbose')
const wanted = args.filter((arg) => !arg.startsWith('--'))
const folder = mkdtempSync(join(tmpdir(), 'logveil-pino-suite-'))
const sum = { passed: 0, failed: 0, explained: 0 }
try {
  const app = await prepare(folder, bare)
  console.log(`pino ${JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')).version}`)
  for (const name of listFiles(app, wanted)) {
    const { passed, failed, out } = await runFile(app, name)
    const known = EXPLAINED[name] ?? {}
    const open = bare ? failed : failed.filter((title) => known[title] === undefined)
    const healed = bare
      ? []
      : Object.keys(known).filter(
          (title) => !failed.includes(title) && !known[title].startsWith('race: ')
        )
    sum.passed += passed
    sum.failed += open.length + healed.length
    sum.explained += failed.length - open.length
    console.log(
      `${open.length + healed.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed.length} failed`
    )
    for (const title of open) console.log(`     not ok: ${title}`)
    for (const title of healed) console.log(`     passes, though explained: ${title}`)
    if (verbose && open.length > 0) console.log(out)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`pino suite: ${sum.passed} passed, ${sum.failed} failed, ${sum.explained} explained`)
process.exitCode = sum.failed === 0 ? 0 : 1
