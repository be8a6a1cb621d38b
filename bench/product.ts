/**
 * The product under test, as a user gets it: the built package, by its own name.
 *
 * Out: logveil's exports, in the few shapes that the bench uses. Types are written here, not taken from src/,
 * because the bench measures what is packed.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { ROOT } from './measure/paths.ts'

export type ProductFinding = {
  readonly ruleId: string
  readonly infoType: string
  readonly start: number
  readonly end: number
  readonly likelihood: string
}

export type ProductScanner = {
  scan(text: string): readonly ProductFinding[]
  redactText(text: string): { text: string; findings: readonly ProductFinding[] }
  redactLine(line: string): { line: string; findings: readonly ProductFinding[] }
}

export type Logveil = {
  createLogger(options?: object, destination?: object): Logger
  createScanner(options?: object): ProductScanner
}

/** What the product counts about itself; for the share of clean lines that were tokenised. */
export type Counters = {
  readonly lines: number
  readonly tokenised: number
  readonly findings: number
}

/** The part of the request middlewares' port that writes a record. */
export type Port = {
  write(log: Logger, level: string, fields: object, own: object, message: string): void
}

/** True if the product was built (`npm run build`). */
export function isBuilt(): boolean {
  try {
    createRequire(join(ROOT, 'package.json')).resolve('logveil')
    return true
  } catch {
    return false
  }
}

/** Loads `logveil` by self-reference from the root (bench/ is a package of its own). Needs `npm run build`. */
export function loadLogveil(): Logveil {
  return createRequire(join(ROOT, 'package.json'))('logveil') as Logveil
}

export function portOf(log: Logger): Port {
  const port = (log as unknown as Record<symbol, Port | undefined>)[Symbol.for('logveil.port')]
  if (port === undefined) throw new Error('the logger has no port under logveil.port')
  return port
}

/** Undefined if this build does not count. */
export function countersOf(owner: object): Counters | undefined {
  return (owner as Record<symbol, Counters | undefined>)[Symbol.for('logveil.counters')]
}
