/**
 * The packed tarball wherever a project may load it: Jest 30 with its defaults, vitest, a bundle of esbuild, Node 22 and
 * 24, twice in one process; and what publint and attw say of it.
 *
 * Run by `npm run test:integration`. Prints one line a check and, last, `loads: N passed, N failed`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'logveil-loads-'))
const binaries = `${process.platform}-${process.arch}`
let passed = 0
let failed = 0

const run = (command, args, options = {}) =>
  execFileSync(command, args, {
    cwd: work,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options
  })
const install = (...packages) =>
  run('npm', [
    'install',
    ...packages,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error'
  ])
const write = (name, text) => writeFileSync(join(work, name), text)

function check(name, body) {
  try {
    body()
    passed++
    console.log(`ok   ${name}`)
  } catch (error) {
    failed++
    console.log(
      `FAIL ${name}\n${error.stdout ?? ''}${error.stderr ?? ''}${error.stdout ? '' : error.stack}`
    )
  }
}

/** Logs one address and looks at the line. */
const USE = `
const lines = []
const log = createLogger({ service: { name: 'shop' } }, { write: (line) => void lines.push(line) })
log.info({ user: { email: 'jane.doe@example.com' } }, 'address changed')
const found = JSON.parse(lines.at(-1)).user.email
if (found !== '[EMAIL_ADDRESS]') throw new Error('the e-mail address was not replaced')
`
const REQUIRE =
  "const { createLogger } = require('logveil')\nconst { getLogger } = require('logveil/http')\n"
const IMPORT = "import { createLogger } from 'logveil'\nimport { getLogger } from 'logveil/http'\n"

try {
  run('npm', ['pack', '--pack-destination', work, '--loglevel=error'], { cwd: root })
  const tarball = `./${readdirSync(work).find((name) => name.endsWith('.tgz'))}`
  write('package.json', '{"name":"loads","private":true}')
  install(tarball, `twin@${tarball}`, 'pino@10')
  write('a.cjs', REQUIRE + USE)
  write('a.mjs', IMPORT + USE)

  check('Jest 30 with its defaults', () => {
    install('jest@30')
    write('jest.config.js', 'module.exports = { testMatch: ["**/jest.test.js"] }\n')
    write('jest.test.js', `${REQUIRE}test('replaces', () => {${USE}})\n`)
    run('npx', ['jest', '--ci'])
  })
  check('vitest', () => {
    install('vitest@4')
    write(
      'vitest.test.mjs',
      `import { test } from 'vitest'\n${IMPORT}test('replaces', () => {${USE}})\n`
    )
    run('npx', ['vitest', 'run', 'vitest.test.mjs'])
  })
  check('a bundle of esbuild, away from node_modules', () => {
    install('esbuild@0.28')
    const out = join(work, 'bundled')
    mkdirSync(out)
    run('npx', [
      'esbuild',
      'a.mjs',
      '--bundle',
      '--platform=node',
      `--outfile=${join(out, 'app.cjs')}`,
      '--external:re2',
      '--external:pino-pretty',
      '--log-level=error'
    ])
    const alone = mkdtempSync(join(tmpdir(), 'logveil-alone-'))
    try {
      run('cp', [join(out, 'app.cjs'), alone])
      run('node', ['app.cjs'], { cwd: alone })
    } finally {
      rmSync(alone, { recursive: true, force: true })
    }
  })
  check('two copies in one process hold one state', () => {
    write(
      'twice.cjs',
      `${REQUIRE}const twin = require('twin/http')
if (require.resolve('twin/http') === require.resolve('logveil/http')) throw new Error('one copy')
const { createServer, get } = require('node:http')
const log = createLogger({}, { write() {} })
const { requestLogger } = require('logveil/http')
const middleware = requestLogger(log)
const server = createServer((req, res) => middleware(req, res, () => res.end(String(twin.getLogger() === req.log && getLogger() === req.log))))
server.listen(0, () => get({ port: server.address().port }, (res) => {
  res.setEncoding('utf8').on('data', (text) => { if (text !== 'true') { console.error(text); process.exitCode = 1 } server.close() })
}))
`
    )
    run('node', ['twice.cjs'])
  })
  for (const major of [22, 24]) {
    check(`Node ${major}, by import and by require`, () => {
      install(`node${major}@npm:node-${binaries}@${major}`)
      const node = join(work, 'node_modules', `node${major}`, 'bin', 'node')
      const version = run(node, ['--version']).trim()
      if (!version.startsWith(`v${major}.`)) throw new Error(`it is ${version}`)
      run(node, ['a.mjs'])
      run(node, ['a.cjs'])
      run(node, ['twice.cjs'])
    })
  }
  check('publint', () => run('npx', ['publint', '--strict', join(work, tarball)], { cwd: root }))
  check('attw', () => run('npx', ['attw', join(work, tarball)], { cwd: root }))
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(`loads: ${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
