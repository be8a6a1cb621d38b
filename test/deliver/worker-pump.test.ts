import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toSettings } from '../../src/deliver/settings.ts'
import { createPumpState } from '../../src/deliver/shared-state.ts'
import { startWorkerPump } from '../../src/deliver/worker-pump.ts'

const WATCHDOG_MS = 10_000

beforeEach(
  () =>
    void vi.useFakeTimers({
      toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance']
    })
)
afterEach(() => void vi.useRealTimers())

function open() {
  const state = createPumpState()
  const troubles: string[] = []
  const port = startWorkerPump(
    join(__dirname, 'idle-worker.cjs'),
    {
      settings: toSettings({ sinks: {} }, 'test'),
      state: state.buffer,
      folder: undefined,
      run: '0'.repeat(20),
      runs: []
    },
    WATCHDOG_MS,
    (summary) => void troubles.push(summary)
  )
  /** The next worker is started after a real while. */
  const close = (): Promise<unknown> => {
    vi.useRealTimers()
    return port.close({}, 0)
  }
  return { state, troubles, close }
}

test('a worker that beats is left alone', async () => {
  const { state, troubles, close } = open()
  for (let i = 0; i < 20; i++) {
    state.beat()
    vi.advanceTimersByTime(WATCHDOG_MS / 2)
  }
  expect(troubles).toEqual([])
  await close()
})

test('a worker that takes long to start, on a busy machine, is waited for', async () => {
  const { state, troubles, close } = open()
  vi.advanceTimersByTime(25_000)
  expect(troubles).toEqual([])
  state.beat()
  vi.advanceTimersByTime(WATCHDOG_MS / 2)
  expect(troubles).toEqual([])
  await close()
})

test('one look without a beat, as after the machine slept, ends nobody; the whole time does', async () => {
  const { state, troubles, close } = open()
  state.beat()
  vi.advanceTimersByTime(WATCHDOG_MS / 2)
  vi.advanceTimersByTime(WATCHDOG_MS / 2)
  expect(troubles).toEqual([])
  state.beat()
  vi.advanceTimersByTime(WATCHDOG_MS / 2)
  expect(troubles).toEqual([])
  vi.advanceTimersByTime(WATCHDOG_MS)
  expect(troubles).toEqual(['The delivery worker was stuck; it is started again.'])
  await close()
})

test('a worker that never gives a sign of life is replaced in the end', async () => {
  const { troubles, close } = open()
  vi.advanceTimersByTime(36_000)
  expect(troubles).toContain('The delivery worker was stuck; it is started again.')
  await close()
})
