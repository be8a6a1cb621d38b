/**
 * The rows of an INSERT.
 *
 * In: an SQL text. Out: for each value in its rows, the column that it goes into and where it stands.
 * Promise: linear in the text; quotes, doubled quotes and parentheses inside a value are read over.
 */

/** A value as it is written: a literal without its quotes, an expression, a placeholder. */
export type RowValue = {
  readonly column: string
  readonly start: number
  readonly end: number
  readonly isLiteral: boolean
}

const INSERTED = /\(([^()]{1,2000})\)\s{0,20}values\s{0,20}(?=\()/gi
/** No statement that is logged has more. */
const MOST_VALUES = 5000

export function rowsOf(sql: string): readonly RowValue[] {
  const values: RowValue[] = []
  for (const match of sql.matchAll(INSERTED)) {
    const columns = (match[1] as string).split(',').map(toName)
    let at = match.index + match[0].length
    while (sql[at] === '(' && values.length < MOST_VALUES) {
      at = readRow(sql, at + 1, columns, values)
      at = skip(sql, at, /[\s,]/)
    }
  }
  return values
}

function toName(column: string): string {
  return column.trim().replace(/^["'`[]|["'`\]]$/g, '')
}

/** Reads the values up to the closing parenthesis; returns where the row ends. */
function readRow(
  sql: string,
  from: number,
  columns: readonly string[],
  values: RowValue[]
): number {
  let at = from
  for (let i = 0; at < sql.length && i < MOST_VALUES; i++) {
    const start = skip(sql, at, /\s/)
    const end = endOfValue(sql, start)
    const isLiteral = sql[start] === "'" && sql[end - 1] === "'" && end - start > 1
    const column = columns[i]
    if (column !== undefined) {
      const [first, last] = isLiteral ? [start + 1, end - 1] : [start, end]
      values.push({ column, start: first, end: last, isLiteral })
    }
    if (sql[end] !== ',') return end + 1
    at = end + 1
  }
  return at
}

/** To the comma or parenthesis that ends the value. */
function endOfValue(sql: string, start: number): number {
  let depth = 0
  for (let at = start; at < sql.length; at++) {
    const char = sql[at]
    if (char === "'" || char === '"') at = endOfQuoted(sql, at)
    else if (char === '(') depth++
    else if (char === ')' && depth-- === 0) return at
    else if (char === ',' && depth === 0) return at
  }
  return sql.length
}

function endOfQuoted(sql: string, start: number): number {
  const quote = sql[start] as string
  for (let at = start + 1; at < sql.length; at++) {
    if (sql[at] === '\\') at++
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at
      at++
    }
  }
  return sql.length
}

function skip(text: string, from: number, what: RegExp): number {
  let at = from
  while (at < text.length && what.test(text[at] as string)) at++
  return at
}
