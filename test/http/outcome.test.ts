import { expect, test } from 'vitest'
import { decideOutcome, type Ending } from '../../src/http/outcome.ts'

const ending: Ending = { finished: true, status: 200, timedOut: undefined, failed: false }

test('calls every answer that was sent completed, a 500 too', () => {
  expect(decideOutcome(ending)).toBe('completed')
  expect(decideOutcome({ ...ending, status: 500 })).toBe('completed')
})

test('calls a response that was never finished aborted, with or without a head', () => {
  expect(decideOutcome({ ...ending, finished: false })).toBe('aborted')
  expect(decideOutcome({ ...ending, finished: false, status: undefined })).toBe('aborted')
})

test('calls a failure of the handler an error, whatever it was answered with', () => {
  expect(decideOutcome({ ...ending, failed: true, status: 500 })).toBe('error')
  expect(decideOutcome({ ...ending, failed: true, status: 200 })).toBe('error')
  expect(decideOutcome({ ...ending, failed: true, finished: false })).toBe('error')
})

test('calls a thrown answer of 4xx completed', () => {
  expect(decideOutcome({ ...ending, failed: true, status: 404 })).toBe('completed')
})

test('calls a connection that ran out of time a timeout, even if the handler failed of it', () => {
  const cut: Ending = { ...ending, finished: false, timedOut: 'after head', failed: true }
  expect(decideOutcome(cut)).toBe('timeout')
})

test('calls the answer of a time-out handler a timeout', () => {
  expect(decideOutcome({ ...ending, timedOut: 'before head', status: 503 })).toBe('timeout')
})

test('does not call a slow answer that was sent after all a timeout', () => {
  expect(decideOutcome({ ...ending, timedOut: 'before head' })).toBe('completed')
  expect(decideOutcome({ ...ending, timedOut: 'after head', status: 503 })).toBe('completed')
})
