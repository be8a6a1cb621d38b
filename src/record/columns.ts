/**
 * The record as a row of fixed columns.
 *
 * In: a standard record. Out: the same with the caller's own fields gathered under `attrs`, every other field of its
 * column's type. Promise: what does not fit a typed column (a number that was redacted) is null there, never a reason
 * to lose the record; no field is lost; the record handed in is not changed.
 */
import { FIELD_LIST, type FieldDefinition, type FieldName } from './fields.ts'

/** `json`: an object or a list, kept as JSON text or in the store's own JSON type. */
export type ColumnType = 'timestamp' | 'string' | 'text' | 'ip' | 'integer' | 'number' | 'json'

export type Column = {
  readonly name: FieldName
  /** The names from the outermost in. */
  readonly path: readonly string[]
  readonly type: ColumnType
  readonly meaning: string
}

/** A name on the way to columns: either a column or the names below it. */
export type ColumnNode = {
  readonly column: Column | undefined
  readonly children: ReadonlyMap<string, ColumnNode>
}

type Row = Record<string, unknown>

/** Every column, in the order of the field table. */
export const COLUMNS: readonly Column[] = Object.freeze(
  FIELD_LIST.map(([name, definition]) => ({
    name,
    path: name.split('.'),
    type: toColumnType(definition),
    meaning: definition.meaning
  }))
)

/** The same as a tree, by the names in the record. */
export const COLUMN_TREE: ColumnNode = toTree(COLUMNS, 0)

/** Gathers a caller's fields under `attrs` and gives each column a value of its type, or null. */
export function toColumns(record: Readonly<Row>): Row {
  const row: Row = {}
  const attrs: Row = { ...(isObject(record.attrs) ? record.attrs : undefined) }
  for (const key of Object.keys(record)) {
    const node = COLUMN_TREE.children.get(key)
    if (node === undefined) define(attrs, key, record[key])
    else if (key !== 'attrs') row[key] = toColumn(record[key], node, key, attrs)
    else if (!isObject(record.attrs)) attrs.attrs = record.attrs
  }
  if (Object.keys(attrs).length > 0 || isObject(record.attrs)) row.attrs = attrs
  return row
}

function toColumn(value: unknown, node: ColumnNode, path: string, attrs: Row): unknown {
  if (node.column !== undefined) return fit(value, node.column.type)
  if (!isObject(value)) return null
  const row: Row = {}
  for (const key of Object.keys(value)) {
    const child = node.children.get(key)
    // Only logveil writes below a reserved name, so this is another version's field: kept, under its whole name.
    if (child === undefined) define(attrs, `${path}.${key}`, value[key])
    else row[key] = toColumn(value[key], child, `${path}.${key}`, attrs)
  }
  return row
}

/** The value as a column of that type has it; null if it does not fit. */
export function fit(value: unknown, type: ColumnType): unknown {
  if (value === null || value === undefined) return null
  switch (type) {
    case 'timestamp':
      return toTimestamp(value)
    case 'integer':
      return Number.isSafeInteger(value) ? value : null
    case 'number':
      return Number.isFinite(value) ? value : null
    case 'json':
      return value
    default:
      return typeof value === 'string' ? value : JSON.stringify(value)
  }
}

/** RFC 3339 as logveil writes it; pino's epoch milliseconds are taken too. */
function toTimestamp(value: unknown): string | null {
  if (typeof value === 'string') return TIMESTAMP.test(value) ? value : null
  const isEpoch = typeof value === 'number' && Math.abs(value) <= LATEST_MS
  return isEpoch ? new Date(value).toISOString() : null
}

/** The form of `time` in the record: UTC, milliseconds to nanoseconds. */
export const TIMESTAMP: RegExp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/
// Four-digit years: what stores call a timestamp ends with 9999.
const LATEST_MS = 253_402_300_799_999

function toColumnType({ type, column }: FieldDefinition): ColumnType {
  if (column !== undefined) return column
  return type === 'object' || type === 'array' ? 'json' : type
}

function toTree(columns: readonly Column[], depth: number): ColumnNode {
  const children = new Map<string, ColumnNode>()
  for (const name of new Set(columns.map(({ path }) => path[depth] as string))) {
    const below = columns.filter(({ path }) => path[depth] === name)
    const leaf = below.find(({ path }) => path.length === depth + 1)
    children.set(
      name,
      leaf === undefined ? toTree(below, depth + 1) : { column: leaf, children: new Map() }
    )
  }
  return { column: undefined, children }
}

/** A plain assignment of `__proto__` would set the prototype instead of a field. */
function define(target: Row, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true
  })
}

function isObject(value: unknown): value is Readonly<Row> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
