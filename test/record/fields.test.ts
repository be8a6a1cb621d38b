import { readFile } from 'node:fs/promises'
import { expect, expectTypeOf, test } from 'vitest'
import { renderFieldsPage } from '../../.ci/build/record.ts'
import {
  FIELD_LIST,
  type FIELDS,
  type FieldName,
  RESERVED_NAMES,
  type RecordFields,
  type ReservedName
} from '../../src/record/fields.ts'

/** Dotted names of the leaves of a type; what the table holds as one object or list is a leaf. */
type LeafNames<T, Prefix extends string = ''> = {
  [Key in keyof T & string]: `${Prefix}${Key}` extends FieldName
    ? `${Prefix}${Key}`
    : LeafNames<NonNullable<T[Key]>, `${Prefix}${Key}.`>
}[keyof T & string]

type At<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<NonNullable<T[Head]>, Rest>
    : never
  : Path extends keyof T
    ? NonNullable<T[Path]>
    : never

type ValueOf<Type> = Type extends 'string'
  ? string
  : Type extends 'integer' | 'number'
    ? number
    : Type extends 'array'
      ? readonly unknown[]
      : object

type Mistyped = {
  [Name in FieldName]: At<RecordFields, Name> extends ValueOf<(typeof FIELDS)[Name]['type']>
    ? never
    : Name
}[FieldName]

test('the type of a record has exactly the fields of the table', () => {
  expectTypeOf<LeafNames<RecordFields>>().toEqualTypeOf<FieldName>()
})

test("the type of each field is the table's", () => {
  expectTypeOf<Mistyped>().toEqualTypeOf<never>()
})

test('the reserved names are the first parts of all names', () => {
  expectTypeOf<ReservedName>().toEqualTypeOf<keyof RecordFields>()
  expect(RESERVED_NAMES).toContain('user_agent')
  expect(RESERVED_NAMES).not.toContain('id')
  expect([...RESERVED_NAMES].filter((name) => name.includes('.'))).toEqual([])
})

test('every pattern of the table is bound at both ends', () => {
  for (const [name, { shape }] of FIELD_LIST) {
    if (shape?.pattern !== undefined) expect(shape.pattern, name).toMatch(/^\^.*\$$/)
  }
})

test('what a caller or a client can write is not trusted', () => {
  const trusted = new Set(FIELD_LIST.filter(([, field]) => field.trusted).map(([name]) => name))
  const untrusted: readonly FieldName[] = [
    'message',
    'route',
    'url.path',
    'url.query',
    'user_agent.original',
    'http.request.header',
    'http.response.header',
    'error.type',
    'exception.type',
    'exception.message',
    'exception.stacktrace',
    'attrs'
  ]
  expect(untrusted.filter((name) => trusted.has(name))).toEqual([])
  expect(FIELD_LIST.length - trusted.size).toBe(untrusted.length)
})

test('docs/reference/fields.md is what the table says', async () => {
  expect(await readFile('docs/reference/fields.md', 'utf8')).toBe(renderFieldsPage())
})
