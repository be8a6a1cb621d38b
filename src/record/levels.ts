/**
 * pino's level numbers in the words of other systems.
 *
 * In: a level number, standard or custom. Out: severity text, OpenTelemetry's SeverityNumber.
 * Promise: a custom level counts as the next lower standard one; below all of them it counts as the lowest.
 */
import type { Severity } from './fields.ts'

type Step = { readonly from: number; readonly severity: Severity; readonly number: number }

// OpenTelemetry Logs Data Model, "Displaying Severity": TRACE 1, DEBUG 5, INFO 9, WARN 13, ERROR 17, FATAL 21.
const STEPS: readonly Step[] = [
  { from: 60, severity: 'CRITICAL', number: 21 },
  { from: 50, severity: 'ERROR', number: 17 },
  { from: 40, severity: 'WARNING', number: 13 },
  { from: 30, severity: 'INFO', number: 9 },
  { from: 20, severity: 'DEBUG', number: 5 }
]

const LOWEST: Step = { from: 10, severity: 'DEBUG', number: 1 }

/** Severity of a pino level number: DEBUG, INFO, WARNING, ERROR or CRITICAL. */
export function toSeverity(level: number): Severity {
  return stepOf(level).severity
}

/** OpenTelemetry's SeverityNumber (1, 5, 9, 13, 17, 21) of a pino level number. */
export function toSeverityNumber(level: number): number {
  return stepOf(level).number
}

function stepOf(level: number): Step {
  return STEPS.find((step) => level >= step.from) ?? LOWEST
}
