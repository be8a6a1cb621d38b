/**
 * A real OpenTelemetry Collector: OTLP over HTTP in, a file of JSON out.
 *
 * The first run builds it (one to three minutes of a core, needs Go); later runs find it in the cache folder.
 */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, freePort, mustRun, startServer } from './cache.mjs'

const SOURCE = fileURLToPath(new URL('./otelcol', import.meta.url))

/** The binary, built where the cache has none; throws NotHere with the reason where it cannot be. */
export function buildOtelcol() {
  const hash = createHash('sha256')
  const files = readdirSync(SOURCE).filter((name) => !name.endsWith('.md'))
  for (const name of files.sort()) hash.update(readFileSync(join(SOURCE, name)))
  const folder = join(cacheFolder(), `otelcol-${hash.digest('hex').slice(0, 12)}`)
  const binary = join(folder, 'otelcol')
  if (existsSync(binary)) return binary
  const source = join(folder, 'src')
  mkdirSync(source, { recursive: true })
  for (const name of files) cpSync(join(SOURCE, name), join(source, name))
  // Linked beside and renamed: a build that was interrupted leaves no half a binary.
  const args = ['build', '-trimpath', '-ldflags=-s -w', '-o', '../otelcol.new', '.']
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod -buildvcs=false' }
  mustRun('OpenTelemetry Collector', 'nice', ['-n', '10', 'go', ...args], { cwd: source, env })
  mustRun('OpenTelemetry Collector', 'mv', [join(folder, 'otelcol.new'), binary])
  return binary
}

/** Starts a Collector. `stop()` resolves to what it wrote; with `keeps: false` it takes records and writes none. */
export async function startOtelcol({ keeps = true } = {}) {
  const binary = buildOtelcol()
  const [port, folder] = [await freePort(), mkdtempSync(join(tmpdir(), 'logveil-otelcol-'))]
  const [config, out] = [join(folder, 'config.yaml'), join(folder, 'out.jsonl')]
  writeFileSync(
    config,
    `receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:${port}"}}}}
exporters: {file: {path: "${out}", flush_interval: 100ms}, debug: {verbosity: basic}}
service:
  telemetry: {metrics: {level: none}}
  pipelines: {logs: {receivers: [otlp], exporters: [${keeps ? 'file' : 'debug'}]}}
`
  )
  const url = `http://127.0.0.1:${port}`
  const isReady = async () => (await fetch(`${url}/v1/logs`)).status === 405
  const options = { isReady, timeoutMs: 30_000, cwd: folder }
  const server = await startServer('OpenTelemetry Collector', binary, ['--config', config], options)
  return {
    url,
    async stop() {
      await server.stop()
      const text = existsSync(out) ? readFileSync(out, 'utf8') : ''
      rmSync(folder, { recursive: true, force: true })
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
    }
  }
}
