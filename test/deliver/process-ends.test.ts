/**
 * Processes that end in each way, with each reader: which lines arrived.
 *
 * The table in docs/explanation/process-ends.md is written by `LOGVEIL_WRITE=1 npx vitest run --config
 * test/vitest.config.mts test/deliver/process-ends.test.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fillPage, toTable } from '../../.ci/build/docs/markdown.ts'
import { type Bench, prepareChildren, type Reader } from './child.ts'
import { ENDS, type End, LINES, READERS, runEnd } from './ends.ts'

let bench: Bench
beforeAll(async () => {
  bench = await prepareChildren()
})
afterAll(() => bench.remove())

const cells = new Map<string, string>()
const ALL = Array.from({ length: LINES }, (_, n) => n)

describe.each(Object.keys(ENDS) as End[])('%s', (end) => {
  test.each(READERS)('%s', async (reader) => {
    const { ended, arrived, left } = await runEnd(bench, end, reader)
    const { status } = ENDS[end]
    expect(ended.signal ?? ended.code, ended.stderr).toBe(status)
    cells.set(`${end} ${reader}`, toCell(reader, arrived.length, left.length))
    if (reader === 'closed') {
      expect(left).toEqual([])
      expect(ended.stderr).toContain('Stdout cannot be written to (EPIPE); lines are dropped.')
      return
    }
    expect(arrived).toEqual(ALL.slice(0, arrived.length))
    if (reader === 'file') expect(arrived).toEqual(ALL)
    // A killed process cannot tidy up: the file may begin with lines that arrived too.
    expect([...new Set([...arrived, ...left])]).toEqual(ALL)
  })
})

function toCell(reader: Reader, arrived: number, left: number): string {
  if (reader === 'closed') return 'dropped, counted, told'
  if (arrived === LINES) return 'all'
  return `${arrived}; the others on disk${left > LINES - arrived ? ', with some of these' : ''}`
}

const PAGE = join(__dirname, '..', '..', 'docs', 'explanation', 'process-ends.md')
const HEADS = [
  'the process ends by',
  'a pipe',
  'a socket',
  'a file',
  'a closed pipe',
  'a pipe whose reader has stalled'
]

test('the page has a row for each way and a column for each reader', () => {
  const table = toTable(
    HEADS,
    (Object.keys(ENDS) as End[]).map((end) => [
      end,
      ...READERS.map((reader) => cells.get(`${end} ${reader}`) ?? '')
    ])
  )
  const page = readFileSync(PAGE, 'utf8')
  if (process.env.LOGVEIL_WRITE !== undefined) {
    writeFileSync(PAGE, fillPage(page, { 'process-ends': table }))
    return
  }
  for (const name of [...HEADS, ...Object.keys(ENDS)]) expect(page).toContain(`| ${name} `)
})
