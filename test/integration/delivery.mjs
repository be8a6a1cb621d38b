/**
 * Delivery as users run it: with its worker, behind pino.transport, bundled by esbuild, in a function that is frozen between calls.
 *
 * Run by `npm run test:integration` after the build. Prints one line a check and, last, `delivery: N passed, N failed`.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const module = join(root, 'test', 'deliver', 'ndjson-sink.mjs')
const dist = JSON.stringify(join(root, 'dist', 'index.js'))
const work = mkdtempSync(join(tmpdir(), 'logveil-delivery-'))
let passed = 0
let failed = 0
let count = 0

async function check(name, body) {
  const folder = join(work, String(count++))
  mkdirSync(folder)
  try {
    await body(folder)
    passed++
    console.log(`ok   ${name}`)
  } catch (error) {
    failed++
    console.log(`FAIL ${name}\n${error.stdout ?? ''}${error.stderr ?? ''}${error.stack}`)
  }
}

const run = (file) => promisify(execFile)(process.execPath, [file], { timeout: 60_000 })

function expect(condition, what) {
  if (!condition) throw new Error(what)
}

function rows(folder) {
  return readFileSync(join(folder, 'out.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const deliveryIn = (folder) => ({
  folder: join(folder, 'spool'),
  sinks: { main: { type: 'module', module, options: { path: join(folder, 'out.ndjson') } } }
})

/** A service that logs a hundred lines and closes. */
const service = (folder) => `
const log = createLogger({ service: { name: 'shop' }, delivery: ${JSON.stringify(deliveryIn(folder))} })
for (let n = 0; n < 100; n++) log.info({ n, mail: 'jane.doe@example.com' }, 'hello')
log.close().then((ledger) => console.log(JSON.stringify(ledger)))
`

function expectAll(folder, { stdout }) {
  const ledger = JSON.parse(stdout.trim().split('\n').at(-1))
  expect(ledger.main.delivered === 101 && ledger.main.pending === 0, `the ledger says ${stdout}`)
  const lines = rows(folder).filter(({ n }) => n !== undefined)
  expect(lines.length === 100, `${lines.length} lines`)
  expect(
    lines.every(({ mail }) => mail === '[EMAIL_ADDRESS]'),
    'not redacted'
  )
}

await check('with the worker', async (folder) => {
  const file = join(folder, 'a.cjs')
  writeFileSync(file, `const { createLogger } = require(${dist})\n${service(folder)}`)
  const told = await run(file)
  expectAll(folder, told)
  expect(told.stderr === '', told.stderr)
})

for (const format of ['cjs', 'esm']) {
  await check(`bundled by esbuild as ${format}: no worker's file, told once`, async (folder) => {
    const file = join(folder, 'a.js')
    const out = join(folder, format === 'esm' ? 'out.mjs' : 'out.cjs')
    writeFileSync(file, `import { createLogger } from ${dist}\n${service(folder)}`)
    await build({
      entryPoints: [file],
      outfile: out,
      bundle: true,
      platform: 'node',
      format,
      // optional peers, as a user of a bundler leaves them out
      external: ['re2'],
      logLevel: 'error',
      ...(format === 'esm'
        ? {
            banner: {
              js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"
            }
          }
        : {})
    })
    const told = await run(out)
    expectAll(folder, told)
    expect(told.stderr.split("The worker's file").length === 2, `stderr: ${told.stderr}`)
  })
}

await check('in a function that is frozen between calls', async (folder) => {
  const file = join(folder, 'a.cjs')
  const delivery = { ...deliveryIn(folder), worker: false }
  writeFileSync(
    file,
    `const { createLogger } = require(${dist})
const log = createLogger({ service: { name: 'shop' }, delivery: ${JSON.stringify(delivery)} })
async function handler(n) {
  log.info({ n }, 'called')
  await log.flush()
}
handler(1).then(() => handler(2)).then(() => process.kill(process.pid, 'SIGKILL'))`
  )
  await run(file).catch((error) => expect(error.signal === 'SIGKILL', error.stack))
  expect(
    rows(folder)
      .map(({ n }) => n)
      .join() === ',1,2',
    JSON.stringify(rows(folder))
  )
})

await check(
  'a process without a worker ends though its sink is down, and the next one delivers',
  async (folder) => {
    const file = join(folder, 'a.cjs')
    const downFile = join(folder, 'down')
    writeFileSync(downFile, '')
    const { folder: spool, sinks } = deliveryIn(folder)
    const main = { ...sinks.main, options: { ...sinks.main.options, downFile } }
    const delivery = JSON.stringify({
      folder: spool,
      worker: false,
      exitWaitMs: 200,
      sinks: { main }
    })
    writeFileSync(
      file,
      `const { createLogger } = require(${dist})
const log = createLogger({ service: { name: 'shop' }, delivery: ${delivery} })
if (process.argv[2] === undefined) log.info({ n: 1 }, 'hello')
else log.close()`
    )
    await run(file)
    rmSync(downFile)
    await promisify(execFile)(process.execPath, [file, 'close'], { timeout: 60_000 })
    expect(
      rows(folder).some(({ n }) => n === 1),
      'not delivered'
    )
  }
)

await check('in memory, a worker that dies takes nothing with it', async (folder) => {
  const file = join(folder, 'a.cjs')
  const dieFile = join(folder, 'die')
  writeFileSync(join(folder, 'no-folder'), '')
  const { sinks } = deliveryIn(folder)
  const main = {
    ...sinks.main,
    options: { ...sinks.main.options, dieFile },
    batch: { maxRecords: 20, maxWaitMs: 1 }
  }
  const delivery = JSON.stringify({ folder: join(folder, 'no-folder', 'spool'), sinks: { main } })
  writeFileSync(
    file,
    `const { createLogger } = require(${dist})
const log = createLogger({ service: { name: 'shop' }, delivery: ${delivery} })
let n = 0
function turn() {
  if (n === 500) require('node:fs').writeFileSync(${JSON.stringify(dieFile)}, '')
  for (let i = 0; i < 50; i++) log.info({ n: n++ }, 'hello')
  if (n < 2000) setTimeout(turn, 5)
  else log.close().then((ledger) => console.log(JSON.stringify(ledger)))
}
turn()`
  )
  const { stdout, stderr } = await run(file)
  expect(
    stderr.includes('durability: memory') && stderr.includes('worker failed') === false,
    stderr
  )
  const { main: books } = JSON.parse(stdout)
  expect(books.delivered === 2001 && books.pending === 0, stdout)
  const seen = new Set(rows(folder).map((row) => row.n))
  expect(seen.size === 2001, `${seen.size} of 2001`)
})

await check('behind pino.transport: plain pino lines become redacted records', async (folder) => {
  const file = join(folder, 'a.cjs')
  writeFileSync(
    file,
    `const pino = require(${JSON.stringify(join(root, 'node_modules', 'pino'))})
const target = ${JSON.stringify(join(root, 'dist', 'transport.js'))}
const transport = pino.transport({ target, options: ${JSON.stringify({ ...deliveryIn(folder), service: { name: 'shop' } })} })
const log = pino(transport)
for (let n = 0; n < 100; n++) log.info({ n, mail: 'jane.doe@example.com' }, 'hello')
log.error(new Error('boom'), 'failed')`
  )
  await run(file)
  const [manifest, ...lines] = rows(folder)
  expect(manifest.event_name === 'logveil.manifest', JSON.stringify(manifest))
  expect(lines.length === 101, `${lines.length} lines`)
  const [first] = lines
  expect(
    first.mail === '[EMAIL_ADDRESS]' && first.severity === 'INFO' && first.message === 'hello',
    JSON.stringify(first)
  )
  expect(/^[0-9a-f]{12}$/.test(first.pii.rules) && first.process.pid > 0, JSON.stringify(first))
  expect(lines.at(-1).exception.type === 'Error', JSON.stringify(lines.at(-1)))
})

await check('a sink that blocks makes the log call wait, and loses nothing', async (folder) => {
  const file = join(folder, 'a.cjs')
  const { folder: spool, sinks } = deliveryIn(folder)
  const main = {
    ...sinks.main,
    buffer: { maxBytes: 65_536, onFull: 'block' },
    options: { ...sinks.main.options, delayMs: 20 },
    batch: { maxRecords: 50, maxWaitMs: 1 }
  }
  writeFileSync(
    file,
    `const { createLogger } = require(${dist})
const log = createLogger({ service: { name: 'shop' }, delivery: ${JSON.stringify({ folder: spool, sinks: { main }, blockMs: 20_000, segmentBytes: 65_536 })} })
let n = 0
function turn() {
  for (let i = 0; i < 100; i++) log.info({ n: n++, text: 'x'.repeat(300) }, 'hello')
  if (n < 3000) setImmediate(turn)
  else log.close().then((ledger) => console.log(JSON.stringify(ledger)))
}
turn()`
  )
  const { stdout } = await run(file)
  const { main: books } = JSON.parse(stdout)
  expect(books.delivered === 3001 && books.dropped === 0, stdout)
})

rmSync(work, { recursive: true, force: true })
console.log(`delivery: ${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
