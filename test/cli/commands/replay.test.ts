import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseLetter } from '../../../src/cli/replay/letter.ts'
import { listLetterFiles, takeLetterFile } from '../../../src/cli/replay/letter-file.ts'
import { SEND, sendLetters } from '../../../src/cli/replay/send.ts'
import type { BatchResult, Sink, SinkRecord } from '../../../src/deliver/sink.ts'
import { readFiles } from '../../deliver/sinks/read-files.ts'
import { toBatch } from '../../deliver/sinks/records.ts'
import { startCollector } from '../../servers/collector.ts'
import { startIntake } from '../../servers/intake.ts'
import { logveil } from '../shell.ts'

let folder: string
let config: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logveil-replay-'))
  config = join(folder, 'sinks.yaml')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** As delivery writes it: the record last, as JSON. */
function letterOf(sink: string, { recordId, line }: SinkRecord): string {
  const head = { time: '2026-11-23T12:00:00.000Z', sink, reason: 'status 400', record_id: recordId }
  return `${JSON.stringify(head).slice(0, -1)},"record":${line}}`
}

function writeLetters(name: string, letters: readonly string[]): void {
  writeFileSync(join(folder, name), letters.map((letter) => `${letter}\n`).join(''))
}

const filesLeft = (): string[] => readdirSync(folder).filter((name) => name !== 'sinks.yaml')

test('each record goes to the sink of its name; what was delivered leaves the folder', async () => {
  const collector = await startCollector()
  const intake = await startIntake('ndjson')
  const batch = toBatch(6)
  writeLetters(
    '2026-11-23-a.ndjson',
    batch.slice(0, 3).map((record) => letterOf('otel', record))
  )
  writeLetters(
    '2026-11-23-b.ndjson',
    batch.slice(3).map((record) => letterOf('vector', record))
  )
  writeFileSync(
    config,
    `sinks:
  otel: { type: otlp, url: "${collector.url}", route: { level: warn }, retry: { baseMs: 1 } }
  vector: { type: http, url: "${intake.url}", headers: { x-api-key: "\${VECTOR_KEY}" } }
`
  )
  const run = await logveil(['replay', folder, '--to', config], { env: { VECTOR_KEY: 'k1' } })
  expect(run.stderr).toBe('')
  expect(run.stdout).toBe(
    `6 dead letters

sink    sent  delivered  refused  left
otel       3          3        0     0
vector     3          3        0     0
`
  )
  expect(run.code).toBe(0)
  expect(collector.stored.map(({ attributes }) => attributes['log.record.uid'])).toEqual(
    batch.slice(0, 3).map(({ recordId }) => recordId)
  )
  expect(String(intake.requests[0]?.body)).toBe(
    batch
      .slice(3)
      .map(({ line }) => `${line}\n`)
      .join('')
  )
  expect(intake.requests[0]?.headers['x-api-key']).toBe('k1')
  expect(filesLeft()).toEqual([])
  await Promise.all([collector.close(), intake.close()])
})

test('what is refused again, has no sink, or is no dead letter stays, word for word', async () => {
  const intake = await startIntake('json')
  const batch = toBatch(4)
  intake.poison.add(batch[1]?.recordId ?? '')
  const letters = batch.map((record, n) => letterOf(n === 3 ? 'gone' : 'web', record))
  writeLetters('a.ndjson', [...letters, '{"time":"2026', '{"a":1}'])
  writeFileSync(
    config,
    JSON.stringify({ sinks: { web: { type: 'http', formatter: 'json', url: intake.url } } })
  )
  const run = await logveil(['replay', '--json', folder, '--to', config])
  expect(run.code).toBe(1)
  const none = { delivered: 0, deadLettered: 0, dropped: 0 }
  expect(JSON.parse(run.stdout)).toEqual({
    '(unreadable)': { ...none, routed: 2, pending: 2 },
    gone: { ...none, routed: 1, pending: 1 },
    web: { routed: 3, delivered: 2, pending: 0, deadLettered: 1, dropped: 0 }
  })
  const [name = '', ...others] = filesLeft()
  expect(others).toEqual([])
  expect(name).toMatch(/^a\.left-\d+\.ndjson$/)
  expect(readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').sort()).toEqual(
    [letters[1], letters[3], '{"time":"2026', '{"a":1}'].sort()
  )
  await intake.close()
})

test('one sink alone takes all; files are in place before a record counts', async () => {
  const out = join(folder, 'out')
  writeLetters(
    'a.ndjson',
    toBatch(5).map((record, n) => letterOf(`sink${n}`, record))
  )
  writeFileSync(config, JSON.stringify({ type: 'file', path: out, format: 'parquet' }))
  const run = await logveil(['replay', folder, '--to', config])
  expect(run.code, run.stderr).toBe(0)
  expect(await readFiles(out)).toHaveLength(5)
  expect(filesLeft()).toEqual(['out'])
})

test('a file sink that cannot put its files in place delivers nothing', async () => {
  const out = join(folder, 'out')
  writeFileSync(join(folder, 'obstacle'), '')
  writeLetters(
    'a.ndjson',
    toBatch(2).map((record) => letterOf('lake', record))
  )
  writeFileSync(config, JSON.stringify({ type: 'file', path: join(folder, 'obstacle', 'out') }))
  const script = logveil(['replay', folder, '--to', config])
  const { stdout, code } = await script
  expect(code).toBe(1)
  expect(stdout).toMatch(/lake +2 +0 +0 +2/)
  expect(filesLeft().filter((name) => name.startsWith('a.left-'))).toHaveLength(1)
  expect(out).toBeDefined()
})

test('an empty folder is no mistake, a missing one is', async () => {
  writeFileSync(config, 'type: file\npath: out\n')
  expect(await logveil(['replay', folder, '--to', config])).toMatchObject({
    code: 0,
    stdout: 'No dead letters.\n'
  })
  const missing = await logveil(['replay', join(folder, 'no'), '--to', config])
  expect(missing.code).toBe(2)
  expect(missing.stderr).toContain('ERR_INPUT_UNREADABLE')
})

test('every problem of the sinks at once, none with a value', async () => {
  writeFileSync(
    config,
    `sinks:
  a: { type: htp, url: s3cret }
  b: { type: http, url: "s3cret:", headers: { k: "\${NOT_SET}" } }
  c: 3
`
  )
  const run = await logveil(['replay', folder, '--to', config])
  expect(run.code).toBe(2)
  expect(run.stderr).toContain(
    'sinks.a.type: expected a type of sink, got another; did you mean `http`?'
  )
  expect(run.stderr).toContain('sinks.b.url')
  expect(run.stderr).toContain('sinks.b.headers.k: expected NOT_SET in the environment')
  expect(run.stderr).toContain('sinks.c')
  expect(run.stderr).not.toContain('s3cret')
  writeFileSync(config, 'sinks: {{ s3cret')
  const broken = await logveil(['replay', folder, '--to', config])
  expect(broken.code).toBe(2)
  expect(broken.stderr).not.toContain('s3cret')
})

test('bad use is told', async () => {
  for (const words of [['replay'], ['replay', folder], ['replay', 'a', 'b', '--to', 'c']]) {
    expect((await logveil(words)).code, words.join(' ')).toBe(2)
  }
})

test('a replay that was killed is finished by the next', async () => {
  const letters = toBatch(2).map((record) => letterOf('lake', record))
  writeLetters('a.ndjson.replay', letters)
  expect(await listLetterFiles(folder)).toEqual(['a.ndjson.replay'])
  writeFileSync(config, JSON.stringify({ type: 'file', path: join(folder, 'out') }))
  expect((await logveil(['replay', folder, '--to', config])).code).toBe(0)
  expect(filesLeft()).toEqual(['out'])
})

test('a dead letter that is written meanwhile is kept', async () => {
  writeLetters('a.ndjson', ['{"n":1}', '{"n":2}'])
  const file = await takeLetterFile(folder, 'a.ndjson', () => 7)
  // By a process that opens the file by name, and by one that had it open.
  writeFileSync(join(folder, 'a.ndjson'), '{"n":3}\n')
  writeFileSync(join(folder, 'a.ndjson.replay'), '{"n":4}\n', { flag: 'a' })
  await file.keep(['{"n":2}'])
  expect(filesLeft().sort()).toEqual(['a.left-7.ndjson', 'a.ndjson'])
  expect(readFileSync(join(folder, 'a.left-7.ndjson'), 'utf8')).toBe('{"n":4}\n{"n":2}\n')
})

test('the record of a dead letter keeps its digits; a text stands for itself', () => {
  const id = '"record_id":"r1"'
  const head = `{"time":"t","sink":"s","reason":"a ,\\"record\\":{} b",${id}`
  expect(parseLetter(`${head},"record":{"n":12345678901234567890}}`)?.record.line).toBe(
    '{"n":12345678901234567890}'
  )
  expect(parseLetter(`${head},"record":"no json"}`)?.record.line).toBe('no json')
  expect(parseLetter(`${head},"line":"{\\"n\\":1}"}`)?.record.line).toBe('{"n":1}')
  expect(parseLetter(`{"record":{"n":1},"sink":"s",${id}}`)?.record.line).toBe('{"n":1}')
  for (const text of ['', '{', '[]', 'null', `{${id},"sink":"s"}`, `{${id},"record":{}}`]) {
    expect(parseLetter(text), text).toBeUndefined()
  }
})

test('a sink that is busy is tried again after the time that it asks for', async () => {
  const batch = toBatch(3)
  const letters = batch.flatMap((record) => parseLetter(letterOf('s', record)) ?? [])
  const seen: string[][] = []
  const answers: BatchResult[] = [
    {
      outcomes: [
        { state: 'delivered' },
        { state: 'retry', reason: 'x' },
        { state: 'refused', reason: 'y' }
      ],
      retryAfterMs: 20
    },
    { outcomes: [{ state: 'delivered' }] }
  ]
  const sink: Sink = {
    name: 's',
    async write(records) {
      seen.push(records.map(({ recordId }) => recordId))
      return answers[seen.length - 1] ?? { outcomes: [] }
    },
    async flush() {},
    async close() {}
  }
  const start = performance.now()
  const left = await sendLetters(sink, letters, { ...SEND, waitMs: 1 })
  expect(performance.now() - start).toBeGreaterThan(15)
  expect(left.map(({ letter }) => letter.record.recordId)).toEqual([batch[2]?.recordId])
  expect(seen).toEqual([batch.map(({ recordId }) => recordId), [batch[1]?.recordId]])
})
