import { spawn } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Sink } from '../../../src/deliver/sink.ts'
import { isZstdKnown } from '../../../src/deliver/sinks/file/compress.ts'
import { isAlive, thisOwner } from '../../../src/deliver/sinks/file/owner.ts'
import {
  checkFileOptions,
  createFileSink,
  type FileSinkOptions
} from '../../../src/deliver/sinks/file.ts'
import { filesBelow, finishedFiles, readFiles } from './read-files.ts'
import { ofLine, toBatch, toSinkRecord } from './records.ts'

const NEVER = new AbortController().signal
let path: string
let sink: Sink | undefined

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'logveil-file-')), 'out')
})

afterEach(async () => {
  await sink?.close().catch(() => {})
  sink = undefined
  rmSync(join(path, '..'), { recursive: true, force: true })
})

function create(options: Partial<FileSinkOptions> = {}, now?: () => number): Sink {
  sink = createFileSink('file', { path, ...options }, now)
  return sink
}

const openFiles = (): string[] => filesBelow(join(path, '.open'))

test('files stand in the hour of the record, by its own time in UTC', async () => {
  const file = create()
  const times = ['2026-11-23T12:59:59.999Z', '2026-11-23T13:00:00.000Z', '2027-01-01T00:00:00.000Z']
  await file.write(
    times.map((time) => toSinkRecord({ time })),
    NEVER
  )
  await file.flush()
  expect(finishedFiles(path).map((name) => name.slice(path.length + 1, -'/x'.length))).toEqual([
    expect.stringMatching(/^date=2026-11-23\/hour=12\//),
    expect.stringMatching(/^date=2026-11-23\/hour=13\//),
    expect.stringMatching(/^date=2027-01-01\/hour=00\//)
  ])
})

test('a record without a time goes to the hour of its id; what a record says is never a path', async () => {
  const file = create()
  const hostile = ['../../../etc', '2026-99-99T99:99:99.000Z', 7e20, null]
  const batch = hostile.map((time) => toSinkRecord({ time }))
  const { outcomes } = await file.write(batch, NEVER)
  expect(outcomes).toEqual(batch.map(() => ({ state: 'delivered' })))
  await file.flush()
  const hour = new Date().toISOString().slice(0, 13).replace('T', '/hour=')
  for (const name of filesBelow(path)) expect(name).toMatch(new RegExp(`^date=${hour}`))
})

test('readers see nothing before a file is whole', async () => {
  const file = create()
  await file.write(toBatch(3), NEVER)
  expect(finishedFiles(path)).toEqual([])
  expect(openFiles()).toHaveLength(1)
  await file.flush()
  expect(finishedFiles(path)).toHaveLength(1)
  expect(openFiles()).toEqual([])
})

test('a file that is read in many pieces is compressed whole', async () => {
  const file = create({ compression: 'gzip' })
  const batch = toBatch(3000)
  await file.write(batch, NEVER)
  await file.flush()
  expect(idsOf(await readFiles(path))).toEqual(batch.map(({ recordId }) => recordId))
})

test('folders are for the owner alone, files too', async () => {
  const file = create({ compression: 'gzip' })
  await file.write(toBatch(1), NEVER)
  expect(statSync(join(path, '.open', openFiles()[0] ?? '')).mode & 0o777).toBe(0o600)
  await file.flush()
  const [name = ''] = finishedFiles(path)
  expect(statSync(name).mode & 0o777).toBe(0o600)
  for (const folder of [path, join(name, '..'), join(path, '.open')]) {
    expect(statSync(folder).mode & 0o777, folder).toBe(0o700)
  }
})

test('a file is closed when it is full', async () => {
  const file = create({ maxBytes: 3000 })
  const batch = toBatch(40)
  for (let i = 0; i < 40; i += 5) await file.write(batch.slice(i, i + 5), NEVER)
  await file.flush()
  expect(finishedFiles(path).length).toBeGreaterThan(2)
  expect(idsOf(await readFiles(path))).toEqual(batch.map(({ recordId }) => recordId))
})

test('a file is closed when it is old, without another record', async () => {
  const file = create({ maxAgeMs: 40 })
  await file.write(toBatch(2), NEVER)
  await vi.waitFor(() => expect(finishedFiles(path)).toHaveLength(1), { timeout: 30_000 })
})

test("a caller's fields stand under attrs, a redacted number is null", async () => {
  const file = create()
  await file.write([toSinkRecord({ cart: 3, latency_ms: '[CREDIT_CARD_NUMBER]' })], NEVER)
  await file.flush()
  expect((await readFiles(path))[0]).toMatchObject({ attrs: { cart: 3 }, latency_ms: null })
})

test('late records open few files at a time', async () => {
  const file = create()
  const batch = Array.from({ length: 40 }, (_, day) =>
    toSinkRecord({ time: new Date(Date.UTC(2026, 0, 1 + day)).toISOString() })
  )
  await file.write(batch, NEVER)
  await vi.waitFor(() => expect(openFiles().length).toBeLessThanOrEqual(16), {
    timeout: 30_000
  })
  await file.flush()
  expect(await readFiles(path)).toHaveLength(40)
})

test('a folder that is deleted under way costs no record', async () => {
  const file = create()
  const batch = toBatch(9)
  await file.write(batch.slice(0, 3), NEVER)
  rmSync(path, { recursive: true })
  await file.write(batch.slice(3, 6), NEVER)
  rmSync(path, { recursive: true })
  await file.write(batch.slice(6), NEVER)
  rmSync(path, { recursive: true })
  await file.flush()
  expect(idsOf(await readFiles(path))).toEqual(batch.map(({ recordId }) => recordId))
})

for (const format of ['ndjson', 'parquet'] as const) {
  test(`${format}: what cannot be put in place now is put in place later`, async () => {
    const file = create({ format })
    const batch = toBatch(4)
    await file.write(batch, NEVER)
    // A file where the folder of that day should be.
    const obstacle = join(path, 'date=2026-11-23')
    writeFileSync(obstacle, '')
    await expect(file.flush()).rejects.toMatchObject({
      code: 'ERR_DELIVERY_FAILED',
      message: expect.stringMatching(/got (ENOTDIR|EEXIST)/)
    })
    expect(finishedFiles(path)).toEqual([obstacle])
    rmSync(obstacle)
    await file.flush()
    expect(idsOf(await readFiles(path))).toEqual(batch.map(({ recordId }) => recordId))
    expect(openFiles()).toEqual([])
  })
}

test('while files cannot be put in place, no more is taken than a few of them', async () => {
  const file = create({ maxBytes: 1 })
  await file.write(toBatch(1), NEVER)
  await file.flush()
  const moved = `${path}-away`
  renameSync(join(path, 'date=2026-11-23'), moved)
  writeFileSync(join(path, 'date=2026-11-23'), '')
  const states: unknown[] = []
  for (let i = 0; i < 12; i++) {
    const [outcome] = (await file.write(toBatch(1), NEVER)).outcomes
    states.push(outcome?.state)
  }
  expect(states.slice(0, 2)).toEqual(['delivered', 'delivered'])
  expect(states.at(-1)).toBe('retry')
})

test('two sinks on one folder do not meet', async () => {
  const one = create()
  const two = createFileSink('two', { path })
  const batch = toBatch(20)
  await Promise.all([one.write(batch.slice(0, 10), NEVER), two.write(batch.slice(10), NEVER)])
  const three = createFileSink('three', { path })
  await three.flush()
  await Promise.all([one.close(), two.close(), three.close()])
  expect(new Set(idsOf(await readFiles(path)))).toEqual(
    new Set(batch.map(({ recordId }) => recordId))
  )
  expect(await readFiles(path)).toHaveLength(20)
})

async function writeUntilKilled(options: object): Promise<readonly string[]> {
  const child = spawn(process.execPath, [
    ...['--import', 'tsx', join(__dirname, 'file-child.ts')],
    JSON.stringify({ path, ...options })
  ])
  let text = ''
  child.stdout.on('data', (piece: Buffer) => {
    text += piece
    if (text.length > 20_000) child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.once('close', resolve))
  return text.split('\n').slice(0, -1)
}

for (const format of ['ndjson', 'parquet'] as const) {
  test(`${format}: after kill -9, the next start finishes what was left`, async () => {
    const delivered = await writeUntilKilled({ format, maxBytes: 30_000 })
    expect(openFiles().length).toBeGreaterThan(0)
    const next = create({ format })
    await next.flush()
    expect(openFiles()).toEqual([])
    const ids = idsOf(await readFiles(path))
    expect(delivered.length).toBeGreaterThan(100)
    expect(delivered.filter((id) => !ids.includes(id))).toEqual([])
    expect(ids).toHaveLength(new Set(ids).size)
  })
}

test.runIf(process.platform === 'linux')(
  'after the death of a worker, another one of the same process finishes what was left',
  async () => {
    const code = `require('tsx/cjs'); require(${JSON.stringify(join(__dirname, 'file-child.ts'))})`
    const argv = [JSON.stringify({ path })]
    const worker = new Worker(code, { eval: true, argv, stdout: true })
    let text = ''
    for await (const piece of worker.stdout) {
      text += piece
      if (text.length > 5000) break
    }
    await worker.terminate()
    await create().flush()
    expect(openFiles()).toEqual([])
    const ids = idsOf(await readFiles(path))
    expect(
      text
        .split('\n')
        .slice(0, -1)
        .filter((id) => !ids.includes(id))
    ).toEqual([])
  }
)

test('a torn last line is cut off, what stands before it is kept', async () => {
  const dead = 'x'.repeat(8)
  mkdirSync(join(path, '.open'), { recursive: true })
  const owner = `${thisOwner().split('.')[0]}.999999999.1`
  const name = `${owner}~20261123T120000Z-${dead}~date=2026-11-23_hour=12.ndjson`
  const [first, second] = toBatch(2)
  writeFileSync(join(path, '.open', name), `${first?.line}\n`)
  appendFileSync(join(path, '.open', name), second?.line.slice(0, 40) ?? '')
  writeFileSync(join(path, '.open', `${name}.tmp`), 'half a file')
  await create().flush()
  expect(idsOf(await readFiles(path))).toEqual([first?.recordId])
  expect(openFiles()).toEqual([])
})

test("a living process's file, and one of another host, are left alone", async () => {
  mkdirSync(join(path, '.open'), { recursive: true })
  const names = [`${thisOwner().split('.')[0]}.${process.ppid}.0`, 'abcdef12.1.5'].map(
    (owner) => `${owner}~20261123T120000Z-0a~date=2026-11-23_hour=12.ndjson`
  )
  for (const name of names) writeFileSync(join(path, '.open', name), `${toBatch(1)[0]?.line}\n`)
  await create().flush()
  expect(openFiles().sort()).toEqual(names.sort())
})

test('a file of another host is taken over once nobody can be writing it', async () => {
  mkdirSync(join(path, '.open'), { recursive: true })
  const name = 'abcdef12.1.5~20261123T120000Z-0a~date=2026-11-23_hour=12.ndjson'
  writeFileSync(join(path, '.open', name), `${toBatch(1)[0]?.line}\n`)
  await create({ maxAgeMs: 1000 }, () => Date.now() + 3600_000).flush()
  expect(await readFiles(path)).toHaveLength(1)
})

test('a process knows that it lives, and that one of its id that began at another time does not', () => {
  const [host, pid, start] = thisOwner().split('.')
  expect(isAlive(thisOwner())).toBe(true)
  expect(isAlive(`${host}.${pid}.1${start}`)).toBe(false)
  expect(isAlive(`${host}.999999999.1`)).toBe(false)
  expect(isAlive(`00000000.${pid}.${start}`)).toBeUndefined()
})

test('a line that is gone on with after a torn write is whole', async () => {
  // A limit on file sizes is the nearest thing to a full disk that a test can have.
  const script = `
    const { createFileSink } = require(${JSON.stringify(join(__dirname, '../../../src/deliver/sinks/file.ts'))})
    const { toBatch } = require(${JSON.stringify(join(__dirname, 'records.ts'))})
    process.on('SIGXFSZ', () => {})
    const sink = createFileSink('file', { path: ${JSON.stringify(path)} })
    const never = new AbortController().signal
    ;(async () => {
      const told = []
      for (let i = 0; i < 3; i++) {
        const { outcomes } = await sink.write(toBatch(100), never)
        told.push([outcomes[0].state, outcomes[0].reason])
      }
      console.log(JSON.stringify(told))
      await sink.close()
    })()`
  const child = spawn('bash', [
    '-c',
    'ulimit -f 40; exec "$0" --import tsx -e "$1"',
    process.execPath,
    script
  ])
  let out = ''
  child.stdout.on('data', (piece: Buffer) => {
    out += piece
  })
  let err = ''
  child.stderr.on('data', (piece: Buffer) => {
    err += piece
  })
  await new Promise((resolve) => child.once('close', resolve))
  expect(JSON.parse(out || 'null'), err).toEqual([
    ['delivered', null],
    ['retry', 'EFBIG'],
    ['retry', 'EFBIG']
  ])
  expect(await readFiles(path)).toHaveLength(100)
})

test('declared columns: lines stay as they are, Parquet has just these', async () => {
  const columns = {
    at: 'timestamp',
    route: 'string',
    latency: 'number',
    status: 'integer'
  } as const
  const line =
    '{"record_id":"r1","at":"2026-11-23T12:00:00.123456Z","route":"/a","latency":1.5,"status":"x"}'
  const record = ofLine('01908ff4-9b6f-7772-a632-716c43069c43', line)
  for (const format of ['ndjson', 'parquet'] as const) {
    const file = create({ format, columns, path: join(path, format) })
    await file.write([record], NEVER)
    await file.close()
  }
  const [kept = ''] = finishedFiles(join(path, 'ndjson'))
  expect(readFileSync(kept, 'utf8')).toBe(`${line}\n`)
  const { parquetReadObjects } = await import('hyparquet')
  const [parquet = ''] = finishedFiles(join(path, 'parquet'))
  const bytes = readFileSync(parquet)
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  expect(await parquetReadObjects({ file })).toEqual([
    {
      record_id: 'r1',
      at: new Date('2026-11-23T12:00:00.123Z'),
      route: '/a',
      latency: 1.5,
      status: null
    }
  ])
})

test('options: every problem at once, no value in any', () => {
  const issues = checkFileOptions({ pth: 'x', format: 'csv', maxBytes: 0 }, 'delivery.sinks.lake')
  expect(issues.map(({ path: at }) => at)).toEqual([
    'delivery.sinks.lake.pth',
    'delivery.sinks.lake.path',
    'delivery.sinks.lake.format',
    'delivery.sinks.lake.maxBytes'
  ])
  expect(issues[0]?.message).toContain('did you mean `path`?')
  expect(JSON.stringify(issues)).not.toContain('csv')
  expect(checkFileOptions({ path: 'x', compression: 'snappy' }, '')).toMatchObject([
    { path: 'compression', message: expect.stringContaining('Parquet') }
  ])
  expect(checkFileOptions({ path: 'x', format: 'parquet' }, '')).toEqual([])
  const zstd = checkFileOptions({ path: 'x', compression: 'zstd' }, '')
  if (isZstdKnown()) expect(zstd).toEqual([])
  else expect(zstd).toMatchObject([{ message: expect.stringContaining('needs Node 22.15') }])
})

function idsOf(records: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return records.map(({ record_id }) => String(record_id))
}
