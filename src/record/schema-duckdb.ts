/**
 * The record's columns for DuckDB.
 *
 * Nothing comes in. Out: a CREATE TABLE statement, and the column list that read_json takes.
 * Promise: made from the field table; nested as the record nests; JSON stays JSON.
 */
import { COLUMN_TREE, type ColumnNode, type ColumnType } from './columns.ts'

// No INET: that type needs an extension which is loaded from the network.
const TYPES: Readonly<Record<ColumnType, string>> = {
  timestamp: 'TIMESTAMPTZ',
  string: 'VARCHAR',
  text: 'VARCHAR',
  ip: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  json: 'JSON'
}

/** `CREATE TABLE logs (…)`. */
export function duckdbTable(table = 'logs'): string {
  const columns = topTypes().map(([name, type]) => `  ${quote(name)} ${type}`)
  return `CREATE TABLE ${quote(table)} (\n${columns.join(',\n')}\n);\n`
}

/** The `columns` argument of read_json: `{"time": 'TIMESTAMPTZ', …}`. */
export function duckdbColumns(): string {
  return `{${topTypes()
    .map(([name, type]) => `${quote(name)}: '${type}'`)
    .join(', ')}}`
}

function topTypes(): readonly (readonly [name: string, type: string])[] {
  return [...COLUMN_TREE.children].map(([name, node]) => [name, toType(node)])
}

function toType(node: ColumnNode): string {
  if (node.column !== undefined) return TYPES[node.column.type]
  const members = [...node.children].map(([name, child]) => `${quote(name)} ${toType(child)}`)
  return `STRUCT(${members.join(', ')})`
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
