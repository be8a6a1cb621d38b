/**
 * A bar chart for a terminal.
 *
 * In: labels, values, how each value is written. Out: one line a bar, eighths of a column where it ends.
 */
import { toTable } from './table.ts'

export type Bar = { readonly label: string; readonly value: number; readonly text: string }

const WIDTH = 40
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** The longest bar has `width` columns; all begin at zero. */
export function toBars(bars: readonly Bar[], width: number = WIDTH): string {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE)
  const amounts = Math.max(0, ...bars.map(({ text }) => text.length))
  return toTable(
    bars.map(({ label, value, text }) => [
      label,
      text.padStart(amounts),
      toBar((value / most) * width)
    ])
  )
}

function toBar(columns: number): string {
  const eighths = Math.round(Math.max(0, columns) * 8)
  const bar = '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] as string)
  // something is not nothing
  return bar === '' && columns > 0 ? '▏' : bar
}
