import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import openTransport, { type TransportOptions } from '../src/transport.ts'

const MODULE = join(__dirname, 'deliver', 'ndjson-sink.mjs')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logveil-transport-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function options(more: Partial<TransportOptions> = {}): TransportOptions {
  return {
    service: { name: 'shop' },
    folder: join(folder, 'spool'),
    sinks: { main: { type: 'module', module: MODULE, options: { path: join(folder, 'out') } } },
    ...more
  }
}

function rows(): Record<string, unknown>[] {
  return readFileSync(join(folder, 'out'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('logveil/transport', () => {
  test('begins with the manifest that its stamp stands for', async () => {
    const stream = openTransport(options())
    stream.end('{"level":30,"time":1764000000000,"msg":"hello"}\n')
    await finished(stream)
    const [manifest, line] = rows()
    expect(manifest).toMatchObject({
      event_name: 'logveil.manifest',
      service: { name: 'shop' },
      manifest: { engine: 'v8' }
    })
    expect(line).toMatchObject({ message: 'hello', pii: manifest?.pii })
  })

  test('the books are a record, now and then, and balance', async () => {
    const stream = openTransport(options({ ledgerMs: 5 }))
    stream.write('{"level":30,"time":1764000000000,"msg":"hello"}\n')
    await wait(50)
    stream.end()
    await finished(stream)
    const ledgers = rows().filter((row) => row.event_name === 'logveil.ledger')
    expect(ledgers.length).toBeGreaterThan(0)
    for (const { ledger } of ledgers) {
      const { main } = ledger as { main: Record<string, number> }
      const { routed, delivered, pending, deadLettered, dropped } = main as Required<typeof main>
      expect(routed).toBe((delivered ?? 0) + (pending ?? 0) + (deadLettered ?? 0) + (dropped ?? 0))
    }
  })

  test('a sink for clean records needs redaction, and every problem is told at once', () => {
    const main = {
      type: 'module',
      module: MODULE,
      cleanOnly: { rules: ['core.no_such', 'core.emial'] }
    } as const
    expect(() => openTransport(options({ sinks: { main } }))).toThrow(/rules\[0\][\s\S]*rules\[1\]/)
    expect(() => openTransport(options({ sinks: { main }, redaction: false }))).toThrow(
      /expected redaction/
    )
  })
})
