import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDeadLetters, type DeadLetters } from '../../src/deliver/dead-letters.ts'
import { createEntry } from '../../src/deliver/entry.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logveil-letters-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(run: string, maxBytes: number): DeadLetters {
  return createDeadLetters({ folder, maxBytes, run, now: () => new Date(1_764_000_000_000) })
}

function entry(n: number) {
  return createEntry(JSON.stringify({ level: 30, n, text: 'x'.repeat(100) }), n, `id-${n}`, '', 0)
}

function bytesInside(): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}

describe('dead letters', () => {
  test('hold the record, its sink, the reason and the time, for this user only', () => {
    expect(open('a', 10_000).bury('lake', entry(7), 'status 400')).toBeUndefined()
    const [name] = readdirSync(folder)
    const path = join(folder, name as string)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      time: '2025-11-24T16:00:00.000Z',
      sink: 'lake',
      reason: 'status 400',
      record_id: 'id-7',
      record: { n: 7, record_id: 'id-7' }
    })
  })

  test('of two processes in one folder stay within the bound, but for a sixteenth', () => {
    const [a, b] = [open('a', 20_000), open('b', 20_000)]
    const told = new Set<string | undefined>()
    for (let n = 0; n < 200; n++) {
      told.add(a.bury('lake', entry(n), 'status 400'))
      told.add(b.bury('lake', entry(n), 'status 400'))
    }
    expect(told).toEqual(new Set([undefined, 'dead letters full']))
    expect(bytesInside()).toBeGreaterThan(15_000)
    expect(bytesInside()).toBeLessThan(20_000 * (1 + 2 / 16))
  })

  test('find room again once somebody took the old ones away', () => {
    const letters = open('a', 1000)
    while (letters.bury('lake', entry(1), 'status 400') === undefined);
    for (const name of readdirSync(folder)) rmSync(join(folder, name))
    expect(letters.bury('lake', entry(2), 'status 400')).toBeUndefined()
  })

  test('leave the mode of a folder that was there', () => {
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'other.txt'), 'x')
    open('a', 10_000).bury('lake', entry(1), 'status 400')
    expect(statSync(folder).mode & 0o777).toBe(0o755)
  })
})
