/**
 * Which constant fields logveil puts into each line.
 *
 * Out: the fields of an empty call but level, time and message; the pino baseline is told to write the same.
 */
import { openLogveil } from '../loggers/logveil.ts'

const OWN = new Set(['level', 'time', 'message'])

export function probeHead(): Record<string, unknown> {
  const lines: string[] = []
  const destination = { write: (line: string) => lines.push(line) }
  const { write } = openLogveil({ destination, call: 'info', head: {} }, {})
  write({ fields: {}, message: 'probe', planted: [] })
  const line = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>
  return Object.fromEntries(Object.entries(line).filter(([name]) => !OWN.has(name)))
}
