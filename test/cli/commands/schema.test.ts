import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { COLUMNS } from '../../../src/record/columns.ts'
import { recordSchema } from '../../../src/record/schema.ts'
import type { BigqueryField } from '../../../src/record/schema-bigquery.ts'
import { logveil } from '../shell.ts'

type Mapping = { readonly type?: string; readonly properties?: Readonly<Record<string, Mapping>> }

async function schemaOf(system: string): Promise<string> {
  const { code, stdout, stderr } = await logveil(['schema', '--to', system])
  expect(code, stderr).toBe(0)
  return stdout
}

test('json-schema is the schema that the package ships', async () => {
  expect(JSON.parse(await schemaOf('json-schema'))).toEqual(recordSchema())
})

test('the statement for duckdb makes a table that takes a record, nested and typed', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(await schemaOf('duckdb'))
  await connection.run(
    `INSERT INTO logs BY NAME SELECT '2026-11-23T12:00:00.123Z'::TIMESTAMPTZ AS "time", 30 AS "level",
      '{"cart":{"id":7}}'::JSON AS attrs`
  )
  const rows = await connection.runAndReadAll(
    `SELECT epoch_ms("time") AS ms, attrs->>'$.cart.id' AS cart, http.response.status_code AS status FROM logs`
  )
  expect(rows.getRowObjectsJson()).toEqual([
    { ms: String(Date.parse('2026-11-23T12:00:00.123Z')), cart: '7', status: null }
  ])
  connection.closeSync()
})

test('the schema for bigquery has every column, nested, with a type that BigQuery has', async () => {
  const fields = JSON.parse(await schemaOf('bigquery')) as readonly BigqueryField[]
  const leaves = toLeaves(fields)
  expect([...leaves.keys()].sort()).toEqual(COLUMNS.map(({ name }) => name).sort())
  expect(leaves.get('time')).toBe('TIMESTAMP')
  expect(leaves.get('latency_ms')).toBe('FLOAT')
  expect(leaves.get('http.response.status_code')).toBe('INTEGER')
  expect(leaves.get('attrs')).toBe('JSON')
})

function toLeaves(fields: readonly BigqueryField[], path = ''): Map<string, string> {
  return new Map(
    fields.flatMap(({ name, type, fields: below }) =>
      type === 'RECORD' ? [...toLeaves(below ?? [], `${path}${name}.`)] : [[path + name, type]]
    )
  )
}

test("the templates differ in what a caller's fields are", async () => {
  for (const [system, type] of [
    ['elasticsearch', 'flattened'],
    ['opensearch', 'flat_object']
  ] as const) {
    const template = JSON.parse(await schemaOf(system)) as { template: { mappings: Mapping } }
    const { properties = {} } = template.template.mappings
    expect(properties.attrs?.type, system).toBe(type)
    expect(properties['@timestamp']?.type, system).toBe('date')
    expect(properties.client?.properties?.address, system).toEqual({
      type: 'ip',
      ignore_malformed: true
    })
  }
})

test('a system that is unknown or missing is told', async () => {
  const unknown = await logveil(['schema', '--to', 'bigqery'])
  expect(unknown).toMatchObject({ code: 2, stdout: '' })
  expect(unknown.stderr).toContain('did you mean `bigquery`?')
  const missing = await logveil(['schema'])
  expect(missing.code).toBe(2)
  expect(missing.stderr).toContain('--to: expected a system, got nothing; there are json-schema')
})
