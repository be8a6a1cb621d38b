/**
 * What must hold after any call: it came back, in time, every line is one line of JSON (or safe text for a terminal),
 * nothing planted is in it, and the caller's value is as it was.
 */
import { expect } from 'vitest'
import type { HostileLogger } from './loggers.ts'
import type { HostilePlace } from './places.ts'
import { snapshot } from './snapshot.ts'
import type { HostileValue } from './values.ts'

export const SECRET = 'hostile.person@example.com'
/** Control characters but for line break, tab and the colour codes that pretty output writes; separators; bidi marks. */
const UNSAFE_SOURCE =
  '[\\x00-\\x08\\x0b-\\x1a\\x1c-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e]|\\x1b(?!\\[\\d{1,2}m)'
const UNSAFE = new RegExp(UNSAFE_SOURCE)

export type Case = {
  readonly logger: HostileLogger
  readonly place: HostilePlace
  readonly value: HostileValue
}

/** Makes the call, judges it, and gives how long it took in milliseconds. */
export function judge({ logger, place, value }: Case): number {
  const made = value.make(SECRET)
  const before = value.big === true ? '' : snapshot(made)
  logger.lines.length = 0
  const start = performance.now()
  place.write(logger.log, made as never)
  const took = performance.now() - start
  if (value.big !== true) expect(snapshot(made)).toBe(before)
  for (const line of logger.lines) judgeLine(line, logger)
  expect(logger.lines.filter((line) => !line.includes('rule set')).length).toBe(1)
  return took
}

function judgeLine(line: string, { pretty }: HostileLogger): void {
  expect(line.includes(SECRET), 'the planted value survives').toBe(false)
  if (pretty) {
    expect(UNSAFE.test(line)).toBe(false)
    return
  }
  expect(line.endsWith('\n')).toBe(true)
  expect(line.trimEnd().includes('\n')).toBe(false)
  expect(isObject(line), `no JSON: ${line.slice(0, 2000)}`).toBe(true)
}

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}
