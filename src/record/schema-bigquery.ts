/**
 * The record's columns for BigQuery.
 *
 * Nothing comes in. Out: a table schema as `bq mk --schema` and the API take it.
 * Promise: made from the field table; nested as the record nests; a caller's fields are one JSON column; every column
 * is NULLABLE, because what does not fit its type is null.
 */
import { COLUMN_TREE, type ColumnNode, type ColumnType } from './columns.ts'

export type BigqueryField = {
  readonly name: string
  readonly type: 'TIMESTAMP' | 'STRING' | 'INTEGER' | 'FLOAT' | 'JSON' | 'RECORD'
  readonly mode: 'NULLABLE'
  readonly description?: string
  readonly fields?: readonly BigqueryField[]
}

const TYPES: Readonly<Record<ColumnType, BigqueryField['type']>> = {
  timestamp: 'TIMESTAMP',
  string: 'STRING',
  text: 'STRING',
  ip: 'STRING',
  integer: 'INTEGER',
  number: 'FLOAT',
  json: 'JSON'
}

/** The schema of a table of records; partition it by day of `time`. */
export function bigquerySchema(): readonly BigqueryField[] {
  return toFields(COLUMN_TREE)
}

function toFields(node: ColumnNode): readonly BigqueryField[] {
  return [...node.children].map(([name, { column, children }]) =>
    column === undefined
      ? {
          name,
          type: 'RECORD',
          mode: 'NULLABLE',
          fields: toFields({ column, children })
        }
      : { name, type: TYPES[column.type], mode: 'NULLABLE', description: column.meaning }
  )
}
