import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OWN_SINKS } from '../../src/deliver/own-sinks.ts'
import { startIntake } from '../servers/intake.ts'
import { toBatch } from './sinks/records.ts'

const NEVER = new AbortController().signal

test('each type checks its options, and says where', () => {
  for (const [type, { check }] of Object.entries(OWN_SINKS)) {
    const [issue] = check({}, 'delivery.sinks.out')
    expect(issue?.path, type).toBe(`delivery.sinks.out.${type === 'file' ? 'path' : 'url'}`)
    expect(issue?.message).toMatch(/^expected .*, got nothing; add it$/)
    expect(check(null, 'x')).toHaveLength(1)
  }
})

test('what a worker is handed can be cloned, and makes a sink that does nothing until it is asked', async () => {
  const path = mkdtempSync(join(tmpdir(), 'logveil-own-'))
  const url = 'http://127.0.0.1:9'
  for (const [type, { check, create }] of Object.entries(OWN_SINKS)) {
    const options = structuredClone(type === 'file' ? { path } : { url, headers: { a: 'b' } })
    expect(check(options, ''), type).toEqual([])
    const sink = create('out', options as never)
    expect(sink.name).toBe('out')
    await sink.close()
  }
  rmSync(path, { recursive: true })
})

test("Datadog's formatter gets records in Datadog's names, whoever makes the sink", async () => {
  const server = await startIntake('datadog')
  const sink = OWN_SINKS.http.create('dd', { url: server.url, formatter: 'datadog' } as never)
  const { outcomes } = await sink.write(toBatch(1), NEVER)
  expect(outcomes).toEqual([{ state: 'delivered' }])
  expect(server.stored[0]).toMatchObject({ service: 'shop', status: 'INFO' })
  await sink.flush()
  await sink.close()
  await server.close()
})
