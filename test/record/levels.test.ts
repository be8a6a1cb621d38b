import { expect, test } from 'vitest'
import { toSeverity, toSeverityNumber } from '../../src/record/levels.ts'

test.each([
  [10, 'DEBUG', 1],
  [20, 'DEBUG', 5],
  [30, 'INFO', 9],
  [40, 'WARNING', 13],
  [50, 'ERROR', 17],
  [60, 'CRITICAL', 21]
])("pino's level %i is %s and OpenTelemetry's %i", (level, severity, number) => {
  expect(toSeverity(level)).toBe(severity)
  expect(toSeverityNumber(level)).toBe(number)
})

test.each([
  [35, 'INFO', 9],
  [59, 'ERROR', 17],
  [99, 'CRITICAL', 21],
  [29.5, 'DEBUG', 5],
  [5, 'DEBUG', 1]
])('a custom level %d counts as the next lower standard one', (level, severity, number) => {
  expect(toSeverity(level)).toBe(severity)
  expect(toSeverityNumber(level)).toBe(number)
})
