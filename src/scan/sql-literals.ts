/**
 * What an SQL text itself gives its columns.
 *
 * In: a text. Out: assignments: the literals of an INSERT, and the parameters that TypeORM prints behind the query.
 */
import type { Assignment } from './assignment.ts'
import { parseJson } from './json-tree.ts'
import { columnsOfParameters } from './siblings.ts'
import { rowsOf } from './sql-tuples.ts'

export function readSql(text: string): readonly Assignment[] {
  return [...rowsOf(text).map(toAssignment), ...printedParameters(text)]
}

function toAssignment({
  column,
  start,
  end
}: {
  readonly column: string
  readonly start: number
  readonly end: number
}): Assignment {
  // as sure as the key of an object
  return { name: column, nameStart: start, nameEnd: start, start, end, syntax: 'json' }
}

/** `INSERT … VALUES ($1, $2) -- PARAMETERS: [7,"x"]` */
const PRINTED = '-- PARAMETERS: '

function printedParameters(text: string): readonly Assignment[] {
  const mark = text.indexOf(PRINTED)
  const from = mark + PRINTED.length
  const list = mark === -1 ? null : parseJson(text.slice(from, text.lastIndexOf(']') + 1))
  if (list?.type !== 'array') return []
  const columns = columnsOfParameters(text.slice(0, mark))
  return list.items.flatMap((item, i) => {
    const column = columns[i]
    if (typeof column !== 'string' || (item.type !== 'string' && item.type !== 'number')) return []
    const quote = item.type === 'string' ? 1 : 0
    return [
      toAssignment({ column, start: from + item.start + quote, end: from + item.end - quote })
    ]
  })
}
