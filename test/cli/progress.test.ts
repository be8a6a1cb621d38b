import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createProgress } from '../../src/cli/progress.ts'

function watch(streams: { stderr: boolean; stdout: boolean }) {
  const stderr = Object.assign(new PassThrough(), { isTTY: streams.stderr })
  const stdout = Object.assign(new PassThrough(), { isTTY: streams.stdout })
  let now = 0
  const progress = createProgress({ stdout, stderr }, 1000, () => now)
  return {
    advance(ms: number, bytes: number) {
      now += ms
      progress.advance(bytes)
    },
    clear: progress.clear,
    text: () => String(stderr.read() ?? '')
  }
}

test('draws after a second, and takes itself away', () => {
  const bar = watch({ stderr: true, stdout: false })
  bar.advance(900, 100)
  expect(bar.text()).toBe('')
  bar.advance(200, 400)
  expect(bar.text()).toContain('50 %')
  bar.clear()
  expect(bar.text()).toBe('\r\u001b[K')
})

test('draws at most ten times a second', () => {
  const bar = watch({ stderr: true, stdout: false })
  bar.advance(1500, 1)
  bar.text()
  bar.advance(50, 1)
  expect(bar.text()).toBe('')
})

test('stays silent where nobody looks, or where the lines themselves are looked at', () => {
  for (const streams of [
    { stderr: false, stdout: false },
    { stderr: true, stdout: true }
  ]) {
    const bar = watch(streams)
    bar.advance(5000, 500)
    bar.clear()
    expect(bar.text()).toBe('')
  }
})
