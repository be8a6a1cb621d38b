import { afterEach, expect, test, vi } from 'vitest'
import { createDropNotice } from '../../src/deliver/drop-notice.ts'

afterEach(() => vi.restoreAllMocks())

function books(dropped: number) {
  const entry = { routed: 9, delivered: 9 - dropped, pending: 0, deadLettered: 0, dropped }
  const droppedBy: Record<string, number> = dropped === 0 ? {} : { full: dropped }
  return { lake: { ...entry, droppedBy } }
}

test('what was dropped is told once, and again only when more was', () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const tell = createDropNotice()
  for (const dropped of [0, 2, 2, 3, 3]) tell(books(dropped))
  expect(stderr.mock.calls.map(([line]) => line)).toEqual([
    'logveil: dropped: lake 2 (2 full)\n',
    'logveil: dropped: lake 3 (3 full)\n'
  ])
})

test('a closed stderr does no harm', () => {
  vi.spyOn(process.stderr, 'write').mockImplementation(() => {
    throw new Error('EPIPE')
  })
  expect(() => createDropNotice()(books(1))).not.toThrow()
})
