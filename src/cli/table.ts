/**
 * Columns for a terminal.
 *
 * In: rows of text. Out: one line a row, columns two spaces apart, numbers to the right.
 * Promise: every cell is escaped, so that a field's name can neither steer the terminal nor break the table.
 */
import { escapeForTerminal } from '../formats/terminal.ts'

type Cell = string | number

/** Longer cells are cut: a key may be as long as a line. */
const WIDEST = 100

export function toTable(rows: readonly (readonly Cell[])[], widest: number = WIDEST): string {
  const cells = rows.map((row) => row.map((cell) => toText(cell, widest)))
  const columns = Math.max(0, ...cells.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...cells.map((row) => displayWidth(row[i] ?? '')))
  )
  return cells
    .map((row, r) =>
      row
        .map((cell, i) => pad(cell, widths[i] as number, typeof rows[r]?.[i] === 'number'))
        .join('  ')
        .trimEnd()
    )
    .map((line) => `${line}\n`)
    .join('')
}

function toText(cell: Cell, widest: number): string {
  if (typeof cell === 'number') return cell.toLocaleString('en-US')
  const text = escapeForTerminal(cell)
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text
}

function pad(text: string, width: number, isNumber: boolean): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return isNumber ? space + text : text + space
}

// Hangul, CJK, full-width forms and emoji take two columns (Unicode Standard Annex 11).
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/gu

function displayWidth(text: string): number {
  return [...text].length + (text.match(WIDE)?.length ?? 0)
}
