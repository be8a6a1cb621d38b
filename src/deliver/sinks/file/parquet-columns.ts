/**
 * The record's columns as Parquet has them.
 *
 * In: the field table, or declared columns. Out: the schema, and for each top-level column how its values are made.
 * Promise: structs nest as the record nests; times are UTC microseconds, which DuckDB, Spark and BigQuery read as timestamps.
 */
import type { SchemaElement } from 'hyparquet-writer'
import { COLUMN_TREE, type ColumnNode, type ColumnType, fit } from '../../../record/columns.ts'

export type ParquetColumn = {
  readonly name: string
  readonly node: Node
  readonly toValue: (value: unknown) => unknown
  /** Smallest and largest value of a row group are written: nobody looks for the smallest message. */
  readonly hasBounds: boolean
}

type Node = {
  readonly type: ColumnType | undefined
  readonly children: readonly ParquetColumn[]
}

/** Top-level columns: those of the standard record, or the declared ones. */
export function toParquetColumns(
  declared: Readonly<Record<string, ColumnType>> | undefined
): readonly ParquetColumn[] {
  if (declared === undefined) return toColumns(COLUMN_TREE)
  // record_id stands in every record, asked for or not.
  return Object.entries({ record_id: 'string' as const, ...declared }).map(([name, type]) =>
    toColumn(name, { type, children: [] })
  )
}

function toColumns({ children }: ColumnNode): readonly ParquetColumn[] {
  return [...children].map(([name, child]) =>
    toColumn(name, { type: child.column?.type, children: toColumns(child) })
  )
}

function toColumn(name: string, node: Node): ParquetColumn {
  const { type, children } = node
  if (type !== undefined)
    return { name, node, toValue: (value) => toLeaf(value, type), hasBounds: isBounded(type) }
  const hasBounds = children.some((child) => child.hasBounds)
  return { name, node, toValue: (value) => toStruct(value, children), hasBounds }
}

function isBounded(type: ColumnType): boolean {
  return type !== 'json' && type !== 'text'
}

/** In place: the object was parsed for this alone, and a copy of each cost a tenth of the whole. */
function toStruct(value: unknown, children: readonly ParquetColumn[]): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const struct = value as Record<string, unknown>
  for (const { name, toValue } of children) {
    const member = struct[name]
    if (member !== undefined) struct[name] = toValue(member)
  }
  return struct
}

function toLeaf(value: unknown, type: ColumnType): unknown {
  const fitting = fit(value, type) ?? undefined
  if (fitting === undefined) return undefined
  if (type === 'integer') return BigInt(fitting as number)
  return type === 'timestamp' ? toMicros(fitting as string) : fitting
}

function toMicros(time: string): bigint {
  // Date drops what is below a millisecond.
  const below = time.slice(20, -1).padEnd(6, '0').slice(3, 6)
  return BigInt(Date.parse(time)) * 1000n + BigInt(below)
}

const LEAVES: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' }
  },
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  ip: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' }
}

/** Parquet's schema: depth first, each group with the number of its children. */
export function toSchema(columns: readonly ParquetColumn[]): SchemaElement[] {
  return [{ name: 'record', num_children: columns.length }, ...columns.flatMap(toElements)]
}

function toElements({ name, node }: ParquetColumn): readonly SchemaElement[] {
  const repetition_type = 'OPTIONAL'
  if (node.type !== undefined) return [{ name, repetition_type, ...LEAVES[node.type] }]
  const group = { name, repetition_type, num_children: node.children.length } as const
  return [group, ...node.children.flatMap(toElements)]
}
