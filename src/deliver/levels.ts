/**
 * Level names of routes.
 *
 * In: a name of pino's, or a number. Out: the number. Promise: custom levels are given as numbers, since only the logger
 * knows their names.
 */

export const LEVELS: Readonly<Record<string, number>> = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60
}

/** From here on a record is not shed while there is something below it. */
export const ERROR_LEVEL = 50

export function toLevel(level: string | number): number {
  return typeof level === 'number' ? level : (LEVELS[level] ?? 0)
}
