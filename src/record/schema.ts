/**
 * The JSON Schema of the standard record, made from the field table.
 *
 * Nothing comes in; out goes a schema (2020-12). Promise: reserved names are strictly typed, a caller's own fields are free,
 * and a request record has what every request has.
 */
import { FIELD_LIST, type FieldDefinition, type FieldName } from './fields.ts'
import { REQUEST_EVENT } from './request.ts'

/** A JSON Schema as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown }

type ObjectSchema = {
  type: 'object'
  properties: Record<string, ObjectSchema | JsonSchema>
  required: string[]
  additionalProperties: boolean
}

const FOUND: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      type: { type: 'string' },
      field: { type: 'string' },
      count: { type: 'integer', minimum: 1 }
    },
    required: ['type', 'field', 'count'],
    additionalProperties: false
  }
}

const HEADERS: JsonSchema = {
  type: 'object',
  additionalProperties: {
    anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }]
  }
}

const SPECIAL: Readonly<Partial<Record<FieldName, JsonSchema>>> = {
  'pii.found': FOUND,
  'http.request.header': HEADERS,
  'http.response.header': HEADERS
}

const REQUEST_REQUIRED: readonly string[] = ['request_id', 'latency_ms', 'outcome', 'http']

/** The schema of one line in the standard format, as published in the package. */
export function recordSchema(): JsonSchema {
  const root = emptyObject(true)
  for (const [name, definition] of FIELD_LIST) {
    addField(root, name.split('.'), toSchema(name, definition), definition.required === true)
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'logveil standard record',
    description: "One line of stdout. Beside these names stand the caller's own fields.",
    ...root,
    if: { properties: { event_name: { const: REQUEST_EVENT } }, required: ['event_name'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: REQUEST_REQUIRED }
  }
}

function addField(
  parent: ObjectSchema,
  path: readonly string[],
  schema: JsonSchema,
  required: boolean
): void {
  const [head = '', ...rest] = path
  if (required && !parent.required.includes(head)) parent.required.push(head)
  if (rest.length === 0) {
    parent.properties[head] = schema
    return
  }
  const child = (parent.properties[head] ?? emptyObject(false)) as ObjectSchema
  parent.properties[head] = child
  addField(child, rest, schema, required)
}

function toSchema(name: FieldName, definition: FieldDefinition): JsonSchema {
  const special = SPECIAL[name] ?? { type: definition.type, ...definition.shape }
  return { ...special, description: definition.meaning }
}

function emptyObject(additionalProperties: boolean): ObjectSchema {
  return { type: 'object', properties: {}, required: [], additionalProperties }
}
