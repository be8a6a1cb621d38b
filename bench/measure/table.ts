/**
 * Markdown tables that line up on a terminal too.
 *
 * In: a head and rows of text. Out: the table. The first column is left-aligned, the others right.
 */

export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, i) =>
    Math.max(3, width(cell), ...rows.map((row) => width(row[i] ?? '')))
  )
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((w, i) => pad(cells[i] ?? '', w, i === 0)).join(' | ')} |`
  const rule = widths.map((w, i) => (i === 0 ? '-'.repeat(w) : `${'-'.repeat(w - 1)}:`))
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n')
}

function pad(cell: string, to: number, left: boolean): string {
  const space = ' '.repeat(Math.max(0, to - width(cell)))
  return left ? cell + space : space + cell
}

function width(cell: string): number {
  return [...cell].length
}
