/**
 * JSON for the next program, and safe on a terminal as well.
 *
 * In: a value. Out: its JSON. Promise: C1, bidirectional controls and line separators are written as JSON escapes.
 */
import { escapeForTerminal } from '../formats/terminal.ts'

/** One line. */
export function toJsonLine(value: unknown): string {
  return `${escapeForTerminal(JSON.stringify(value))}\n`
}

/** One document, indented. */
export function toJsonDocument(value: unknown): string {
  const lines = JSON.stringify(value, null, 2).split('\n')
  return `${lines.map(escapeForTerminal).join('\n')}\n`
}
