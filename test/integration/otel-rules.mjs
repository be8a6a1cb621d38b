/**
 * The exported redaction processor in a real OpenTelemetry Collector.
 *
 * In: the built command; a collector: LOGVEIL_OTELCOL names its binary, else the one that the sinks are tested with is built,
 * once, into the cache folder.
 * Out: one line a check and, last, `otel rules: N passed, N failed`, or `skipped` with the reason.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NotHere } from '../servers/cache.mjs'
import { buildOtelcol } from '../servers/otelcol.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { loadRules } = createRequire(import.meta.url)(join(root, 'dist', 'index.js'))
let reason = ''
const work = mkdtempSync(join(tmpdir(), 'logveil-otel-'))
let passed = 0
let failed = 0

function check(name, isTrue, detail = '') {
  if (isTrue) passed++
  else failed++
  console.log(`${isTrue ? 'ok  ' : 'FAIL'} ${name}${isTrue ? '' : ` ${detail}`}`)
}

/** The collector of the sinks' tests, unless another is named; why there is none goes to `reason`. */
function findCollector() {
  if (process.env.LOGVEIL_OTELCOL) return process.env.LOGVEIL_OTELCOL
  try {
    return buildOtelcol()
  } catch (error) {
    if (!(error instanceof NotHere)) throw error
    reason = error.message
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Polls, because the collector tells nobody when it is ready; no fixed wait. */
async function until(what, isDone) {
  for (let tries = 0; tries < 300; tries++) {
    const result = await isDone().catch(() => undefined)
    if (result !== undefined) return result
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${what} took too long`)
}

function exportRules(...args) {
  const text = execFileSync(
    'node',
    [
      join(root, 'dist/cli/main.js'),
      'rules',
      'export',
      '--to',
      'otel-collector',
      '--json',
      ...args
    ],
    { encoding: 'utf8', maxBuffer: 1e8 }
  )
  return JSON.parse(text)
}

function configOf(processors, port, out) {
  return `receivers:
  otlp: { protocols: { http: { endpoint: '127.0.0.1:${port}' } } }
exporters:
  file: { path: '${out}', flush_interval: 100ms }
${processors}
service:
  telemetry: { metrics: { level: none } }
  pipelines:
    logs: { receivers: [otlp], processors: [redaction/logveil], exporters: [file] }
`
}

const value = (stringValue) => ({ stringValue })

function toOtlp(records) {
  const logRecords = records.map(({ body, attributes = {} }, index) => ({
    timeUnixNano: String(index + 1),
    body: value(body),
    attributes: Object.entries(attributes).map(([key, each]) => ({ key, value: value(each) }))
  }))
  return JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] })
}

/** Sends all records through a collector with these processors; what comes out, in order. */
async function through(binary, processors, records) {
  const port = await freePort()
  const out = join(work, `out-${port}.json`)
  const config = join(work, `config-${port}.yaml`)
  writeFileSync(config, configOf(processors, port, out))
  const collector = spawn(binary, ['--config', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  collector.stderr.on('data', (chunk) => {
    log += chunk
  })
  const ended = new Promise((_, reject) => {
    collector.on('exit', (code) =>
      reject(new Error(`the collector ended with ${code}: ${log.slice(-2000)}`))
    )
  })
  ended.catch(() => {})
  try {
    const send = async () => {
      const response = await fetch(`http://127.0.0.1:${port}/v1/logs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: toOtlp(records)
      })
      return response.ok ? true : undefined
    }
    await Promise.race([until('the start', send), ended])
    const read = async () => {
      const { resourceLogs } = JSON.parse(readFileSync(out, 'utf8').split('\n')[0])
      return resourceLogs[0].scopeLogs[0].logRecords
    }
    return await Promise.race([until('the output', read), ended])
  } finally {
    collector.kill('SIGTERM')
  }
}

function attributesOf(record) {
  return Object.fromEntries(
    (record.attributes ?? []).map(({ key, value: each }) => [key, each.stringValue])
  )
}

/** Examples as they are read here without decoding and without a key. */
function plainExamples(ids) {
  const command = [join(root, 'dist/cli/main.js'), 'rules', 'list', '--json']
  const listed = JSON.parse(execFileSync('node', command, { encoding: 'utf8', maxBuffer: 1e8 }))
  const packs = loadRules(listed.map(({ pack }) => pack))
  return packs
    .flatMap(({ rules }) => rules)
    .filter(({ id, patterns }) => patterns !== undefined && ids.has(id))
    .flatMap(({ id, examples }) =>
      examples.match
        .filter((text) => !/[%\\&]|^\s*[[{]/.test(text))
        .map((text) => ({
          id,
          text: text.replace(/[«»]/g, ''),
          spans: [...text.matchAll(/«([^»]+)»/g)].map(([, span]) => span)
        }))
    )
}

const HARMLESS = [
  '2026-06-15T12:12:05.862Z INFO [queue-7790] compaction of lease_4394.sst done: 666 keys, level 8, seq 1146723606826259446',
  'Pulled image registry.example/shard@sha256:b82e6a43ac0bec0acc479104f418382e4d11439d82cc6ba01d397a229309a053',
  '캐시 shard 재구성 완료: 347건, 71.952 ms',
  '10.88.53.151 - - [14/Oct/2025:17:10:48 +0900] "HEAD /health HTTP/1.1" 200 850 "-" "kube-probe/1.33"'
]

async function main(binary) {
  const exported = exportRules()
  const ids = new Set([...exported.exact, ...exported.looser.map(({ id }) => id)])
  const examples = plainExamples(ids)
  const keys = {
    'db.password': 'three birds',
    apiKey: 'x',
    'x-api-key': 'y',
    monkey: 'banana',
    keyboard: 'qwerty',
    note: 'plain'
  }
  const records = [
    ...examples.map(({ text }) => ({ body: text, attributes: { text } })),
    ...HARMLESS.map((body) => ({ body })),
    { body: 'keys', attributes: keys }
  ]
  const out = await through(binary, exported.text, records)
  check(
    'every record comes out',
    out.length === records.length,
    `${out.length} of ${records.length}`
  )
  for (const [place, where] of [
    ['body', (record) => record.body.stringValue],
    ['attribute', (record) => attributesOf(record).text]
  ]) {
    const missed = examples.filter(({ spans }, index) =>
      spans.some((span) => where(out[index]).includes(span))
    )
    check(
      `each of ${examples.length} examples of ${ids.size} rules is masked in the ${place}`,
      missed.length === 0,
      missed.map(({ id }) => id).join(', ')
    )
  }
  const harmless = out
    .slice(examples.length, examples.length + HARMLESS.length)
    .map(({ body }) => body.stringValue)
  check(
    'harmless lines stay as they are',
    harmless.every((text, index) => text === HARMLESS[index]),
    harmless.join('\n')
  )
  const named = attributesOf(out.at(-1))
  check(
    'what stands under a strong name is masked whole',
    ['db.password', 'apiKey', 'x-api-key'].every((key) => named[key] === '****'),
    JSON.stringify(named)
  )
  check(
    'names that only look alike are left alone',
    ['monkey', 'keyboard', 'note'].every((key) => named[key] === keys[key]),
    JSON.stringify(named)
  )
}

const binary = findCollector()
if (binary === undefined) {
  console.log(`otel rules: 0 passed, 0 failed; skipped: ${reason}`)
} else {
  try {
    await main(binary)
  } catch (error) {
    failed++
    console.log(`FAIL ${error.message}`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  console.log(`otel rules: ${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
