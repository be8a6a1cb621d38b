/**
 * The packed tarball in an empty project beside pino: by import, by require, and from TypeScript in each module mode.
 *
 * Run by `npm run test:integration`. Prints one line a check and, last, `package: N passed, N failed`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'logveil-package-'))
let passed = 0
let failed = 0

const run = (command, args, cwd = work) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

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

const USE = `
const lines = []
const log = createLogger({ service: { name: 'shop' } }, { write: (line) => void lines.push(line) })
log.info({ user: { email: 'jane.doe@example.com' } }, 'address changed')
const record = JSON.parse(lines.at(-1))
if (record.user.email !== '[EMAIL_ADDRESS]') throw new Error('the e-mail address was not replaced')
if (typeof requestLogger(log) !== 'function') throw new Error('no middleware')
`

const TYPED = `
import { createLogger, createScanner, LogveilError, type Finding, type Logger } from 'logveil'
import { requestLogger } from 'logveil/http'
import { requestLogger as fastifyLogger } from 'logveil/fastify'
import { captureLogs } from 'logveil/testing'
const log: Logger = createLogger({ level: 'info' })
const findings: Finding[] = createScanner().scan('x')
void [log, findings, requestLogger, fastifyLogger, captureLogs, LogveilError]
`

try {
  run('npm', ['pack', '--pack-destination', work, '--loglevel=error'], root)
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'))
  writeFileSync(join(work, 'package.json'), '{"name":"empty","private":true}')
  check('installs beside pino', () =>
    run('npm', [
      'install',
      `./${tarball}`,
      'pino@10',
      'typescript@5.9',
      '@types/node@20',
      '--no-audit',
      '--no-fund',
      '--loglevel=error'
    ])
  )
  check('import', () => {
    writeFileSync(
      join(work, 'a.mjs'),
      `import { createLogger } from 'logveil'\nimport { requestLogger } from 'logveil/http'\nimport 'logveil/fastify'\nimport 'logveil/testing'\n${USE}`
    )
    run('node', ['a.mjs'])
  })
  check('require', () => {
    writeFileSync(
      join(work, 'a.cjs'),
      `const { createLogger } = require('logveil')\nconst { requestLogger } = require('logveil/http')\nrequire('logveil/fastify')\nrequire('logveil/testing')\n${USE}`
    )
    run('node', ['a.cjs'])
  })
  check('import and require hold one state', () => {
    writeFileSync(
      join(work, 'one.mjs'),
      "import { createRequire } from 'node:module'\nimport { getLogger } from 'logveil/http'\nif (createRequire(import.meta.url)('logveil/http').getLogger !== getLogger) throw new Error('two copies')\n"
    )
    run('node', ['one.mjs'])
  })
  check('the command runs', () => {
    const help = run('npx', ['logveil', '--help'])
    if (!help.includes('redact')) throw new Error('no help')
  })
  for (const [name, type, compilerOptions] of [
    ['node16 in a CommonJS project', 'commonjs', { module: 'node16', moduleResolution: 'node16' }],
    ['nodenext', 'module', { module: 'nodenext', moduleResolution: 'nodenext' }],
    ['bundler', 'module', { module: 'esnext', moduleResolution: 'bundler' }]
  ]) {
    check(`TypeScript ${name}`, () => {
      const folder = join(work, name.replace(/\W/g, '-'))
      mkdirSync(folder)
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }))
      writeFileSync(join(folder, 'a.ts'), TYPED)
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            strict: true,
            noEmit: true,
            target: 'es2022',
            types: ['node'],
            skipLibCheck: true,
            ...compilerOptions
          },
          files: ['a.ts']
        })
      )
      run('npx', ['tsc', '-p', folder])
    })
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(`package: ${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
