import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SinkLedger } from '../../src/deliver/counts.ts'
import type { DeliveryOptions } from '../../src/deliver/delivery-options.ts'
import {
  adoptLeftovers,
  claimFolder,
  releaseFolder,
  type Silences
} from '../../src/deliver/process-folder.ts'
import { nodeSpoolFs } from '../../src/deliver/spool-fs.ts'
import { createLogger, type LoggerOptions } from '../../src/index.ts'

const MODULE = join(__dirname, 'ndjson-sink.mjs')
let folder: string
let out: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logveil-delivery-'))
  out = join(folder, 'out.ndjson')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A logger that delivers in this thread, as a serverless function's does. */
function open(
  delivery: Partial<DeliveryOptions> = {},
  sink: object = {},
  options: LoggerOptions = {}
) {
  const troubles: string[] = []
  const log = createLogger({
    service: { name: 'shop' },
    onError: (error) => void troubles.push(error.message),
    ...options,
    delivery: {
      folder: join(folder, 'spool'),
      worker: false,
      signals: false,
      ledgerMs: 0,
      ...delivery,
      sinks: delivery.sinks ?? {
        main: {
          type: 'module',
          module: MODULE,
          options: { path: out, ...sink },
          retry: { baseMs: 1, maxMs: 5 }
        }
      }
    }
  })
  return { log, troubles }
}

type Row = Record<string, unknown> & { record_id: string; message: string }

function rows(file: string = out): Row[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
}

describe('createLogger({ delivery })', () => {
  test('flush means that the sink has everything, with ids and resource, redacted', async () => {
    const { log } = open()
    log.info({ user: { email: 'jane.doe@example.com' } }, 'changed')
    log.child({ tenant: 'acme' }).warn('careful')
    await log.flush()
    const [manifest, first, second] = rows()
    expect(manifest).toMatchObject({ event_name: 'logveil.manifest' })
    expect(first).toMatchObject({
      message: 'changed',
      user: { email: '[EMAIL_ADDRESS]' },
      process: { pid: process.pid }
    })
    expect(second).toMatchObject({ message: 'careful', tenant: 'acme', severity: 'WARNING' })
    expect(new Set(rows().map((row) => row.record_id)).size).toBe(3)
    const ledger = (await log.close()) as SinkLedger
    expect(ledger.main).toEqual({
      routed: 3,
      delivered: 3,
      pending: 0,
      deadLettered: 0,
      dropped: 0,
      droppedBy: {}
    })
  })

  test('a line appears once, though the host stands on each line of the logger', async () => {
    const { log } = open({}, {}, { resource: 'full' })
    log.info('x')
    await log.close()
    const text = readFileSync(out, 'utf8').trim().split('\n').at(-1) as string
    expect(text.match(/"process":/g)).toHaveLength(1)
  })

  test('folders are 0700, files 0600, and nothing is left after close', async () => {
    const { log } = open()
    log.info('x')
    await wait(20)
    const root = join(folder, 'spool')
    const own = join(root, readdirSync(root)[0] as string)
    for (const each of [root, own]) expect(statSync(each).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(own)) expect(statSync(join(own, name)).mode & 0o777).toBe(0o600)
    await log.close()
    expect(readdirSync(root)).toEqual([])
  })

  test('what a sink did not take waits for the next logger', async () => {
    const downFile = join(folder, 'down')
    writeFileSync(downFile, '')
    const { log, troubles } = open({ flushTimeoutMs: 50 }, { downFile })
    log.error('kept')
    await log.flush()
    expect(troubles.join()).toContain('pending')
    expect(((await log.close()) as SinkLedger).main).toMatchObject({
      routed: 2,
      delivered: 0,
      pending: 2
    })
    rmSync(downFile)
    const next = open({}, { downFile })
    expect(((await next.log.close()) as SinkLedger).main).toMatchObject({
      routed: 2,
      delivered: 2,
      pending: 0
    })
    expect(rows().map(({ message }) => message)).toEqual(['rule set', 'kept'])
  })

  test('what waits for a sink that is no longer there is dropped, and said', async () => {
    const downFile = join(folder, 'down')
    writeFileSync(downFile, '')
    const { log } = open({ flushTimeoutMs: 50 }, { downFile })
    log.error('kept')
    await log.close()
    const sink = {
      type: 'module' as const,
      module: MODULE,
      options: { path: join(folder, 'other.ndjson') }
    }
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const next = open({ sinks: { other: sink } })
    const ledger = (await next.log.close()) as SinkLedger
    stderr.mockRestore()
    expect(ledger.main).toMatchObject({ routed: 2, dropped: 2, droppedBy: { 'sink removed': 2 } })
    expect(ledger.other).toMatchObject({ routed: 2, delivered: 2 })
    expect(next.troubles.join()).toContain('no longer configured')
  })

  test('a folder that cannot be used is told once, and lines are delivered from memory', async () => {
    writeFileSync(join(folder, 'file'), '')
    const { log, troubles } = open({ folder: join(folder, 'file', 'spool') })
    for (let n = 0; n < 500; n++) log.info({ n }, 'x')
    await log.flush()
    for (let n = 0; n < 500; n++) log.info({ n }, 'y')
    expect(((await log.close()) as SinkLedger).main).toMatchObject({
      routed: 1001,
      delivered: 1001
    })
    expect(troubles.filter((text) => text.includes('durability: memory'))).toHaveLength(1)
  })

  test('memory is bounded: what finds no room is dropped, ERROR and above last, and said on stderr', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const downFile = join(folder, 'down')
    writeFileSync(downFile, '')
    writeFileSync(join(folder, 'file'), '')
    const { log } = open(
      { folder: join(folder, 'file', 'spool'), memoryBytes: 1024 * 1024, flushTimeoutMs: 100 },
      { downFile }
    )
    const text = 'x'.repeat(1000)
    for (let n = 0; n < 5000; n++) {
      if (n % 500 === 0) log.error({ n, text }, 'bad')
      else log.info({ n, text }, 'good')
      if (n % 100 === 0) await wait(1)
    }
    rmSync(downFile)
    await wait(20)
    const ledger = (await log.close()) as SinkLedger
    const { routed, delivered, pending, deadLettered, dropped } = ledger.main as SinkLedger[string]
    expect(routed).toBe(5001)
    expect(delivered + pending + deadLettered + dropped).toBe(routed)
    expect(dropped).toBeGreaterThan(0)
    expect(
      rows().filter(({ message }) => message === 'bad').length + pending
    ).toBeGreaterThanOrEqual(10)
    expect((ledger.main as SinkLedger[string]).droppedBy).toEqual({ full: dropped })
    expect(
      stderr.mock.calls
        .map(([line]) => String(line))
        .filter((line) => line.startsWith('logveil: dropped: main '))
    ).toHaveLength(1)
    stderr.mockRestore()
  })

  test('a line after close is counted, not thrown', async () => {
    const { log } = open()
    log.info('x')
    await log.close()
    expect(() => log.info('late')).not.toThrow()
  })

  test('a sink that cannot be made is told, and its records wait', async () => {
    const { log, troubles } = open({
      flushTimeoutMs: 50,
      sinks: {
        main: { type: 'module', module: join(folder, 'absent.mjs'), retry: { baseMs: 1, maxMs: 5 } }
      }
    })
    log.info('x')
    const ledger = (await log.close()) as SinkLedger
    expect(ledger.main).toMatchObject({ routed: 2, pending: 2 })
    expect(troubles.join()).toContain('The sink main cannot be made')
  })

  test('the ledger is a record, now and then', async () => {
    const { log } = open({ ledgerMs: 20 })
    log.info('x')
    await log.flush()
    await wait(60)
    await log.close()
    const records = rows().filter((row) => row.event_name === 'logveil.ledger')
    expect(records.at(-1)).toMatchObject({ severity: 'INFO', pii: rows()[0]?.pii })
    const books = records.map((row) => (row.ledger as SinkLedger).main as SinkLedger[string])
    expect(books.at(-1)?.delivered).toBeGreaterThanOrEqual(2)
    for (const { routed, delivered, pending, deadLettered, dropped } of books)
      expect(routed).toBe(delivered + pending + deadLettered + dropped)
  })

  test('no ledger is written once close was called', async () => {
    const { log } = open({ ledgerMs: 1 })
    log.info('x')
    for (let turn = 0; turn < 5; turn++) await wait(1)
    expect(((await log.close()) as SinkLedger).main).toMatchObject({ dropped: 0, pending: 0 })
  })

  test('a line each is on the disk when the log call returns', () => {
    const { log } = open({ durability: 'line' })
    log.info('now')
    const own = join(folder, 'spool', readdirSync(join(folder, 'spool'))[0] as string)
    const segment = readdirSync(own).find((name) => name.endsWith('.seg')) as string
    expect(readFileSync(join(own, segment), 'utf8')).toContain('"message":"now"')
    return log.close()
  })
})

describe("a process's folder", () => {
  const run = (n: number): string => `${n}`.padStart(20, '0')

  test('of a process that lives is left alone, a released or dead one is adopted', () => {
    const root = join(folder, 'root')
    const own = claimFolder(root, run(1))
    const alive = claimFolder(root, run(2))
    const released = claimFolder(root, run(3))
    const dead = claimFolder(root, run(4))
    for (const [index, each] of [alive, released, dead].entries())
      writeFileSync(join(each, `${run(index + 2)}-00000000.seg`), '')
    releaseFolder(released, nodeSpoolFs)
    const lock = JSON.parse(readFileSync(join(alive, 'lock'), 'utf8')) as object
    // the same number, started at another time: somebody else's
    writeFileSync(join(dead, 'lock'), JSON.stringify({ ...lock, start: '1' }))
    adoptLeftovers(root, own, nodeSpoolFs, new Map(), 0)
    expect(readdirSync(root).sort()).toEqual([run(1), run(2)])
    expect(
      readdirSync(own)
        .filter((name) => name.endsWith('.seg'))
        .sort()
    ).toEqual([`${run(3)}-00000000.seg`, `${run(4)}-00000000.seg`])
  })

  test('of another container is adopted only after a minute without a sign of life', () => {
    const root = join(folder, 'root')
    const own = claimFolder(root, run(1))
    const other = claimFolder(root, run(2))
    writeFileSync(
      join(other, 'lock'),
      JSON.stringify({ pid: process.pid, start: '1', space: 'elsewhere' })
    )
    const silences: Silences = new Map()
    adoptLeftovers(root, own, nodeSpoolFs, silences, 0)
    adoptLeftovers(root, own, nodeSpoolFs, silences, 59_000)
    expect(existsSync(other)).toBe(true)
    adoptLeftovers(root, own, nodeSpoolFs, silences, 60_000)
    expect(existsSync(other)).toBe(false)
  })

  test('that was being adopted when the adopter died is adopted with it', () => {
    const root = join(folder, 'root')
    const own = claimFolder(root, run(1))
    const dead = claimFolder(root, run(2))
    const nested = join(dead, `adopting-${run(3)}`)
    mkdirSync(nested)
    writeFileSync(join(nested, `${run(3)}-00000007.seg`), 'x')
    releaseFolder(dead, nodeSpoolFs)
    adoptLeftovers(root, own, nodeSpoolFs, new Map(), 0)
    expect(readdirSync(own)).toContain(`${run(3)}-00000007.seg`)
  })

  test('readable by others is closed to them', () => {
    const root = join(folder, 'root')
    mkdirSync(root)
    chmodSync(root, 0o755)
    claimFolder(root, run(1))
    expect(statSync(root).mode & 0o777).toBe(0o700)
  })

  test('that everybody shares, as /tmp, is refused and left as it is', () => {
    const root = join(folder, 'root')
    mkdirSync(root)
    chmodSync(root, 0o1777)
    expect(() => claimFolder(root, run(1))).toThrow('shared')
    expect(statSync(root).mode & 0o7777).toBe(0o1777)
    expect(readdirSync(root)).toEqual([])
  })
})
