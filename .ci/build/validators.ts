/**
 * Compiles the JSON Schema of rule packs to a function at build time.
 *
 * In: rules/schema.json. Out: `validate-rule-pack.ts`: ajv's standalone code, bundled, and two small
 * tables that turn its errors into sentences. Promise: at run time no ajv is loaded.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'
import { writeIfChanged } from './write.ts'

type Json = { readonly [key: string]: unknown }

/** Writes the validator of rule packs. */
export async function generateValidators(outDir: string): Promise<void> {
  const text = await readFile(join(process.cwd(), 'rules', 'schema.json'), 'utf8')
  const schema = inlined(JSON.parse(text) as Json) as AnySchemaObject
  const code = await compileSchema(schema)
  await writeIfChanged(join(outDir, 'validate-rule-pack.ts'), toModule(code, schema))
}

/** The schema with each `$ref` replaced: ajv reports paths inside of a definition as if it stood alone. */
function inlined(schema: Json): Json {
  const { $defs, ...rest } = schema
  const resolve = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(resolve)
    if (typeof node !== 'object' || node === null) return node
    const { $ref, ...own } = node as Json
    const target = typeof $ref === 'string' ? ($defs as Json)[$ref.replace('#/$defs/', '')] : {}
    const merged = { ...(target as Json), ...own }
    if ('$ref' in merged) return resolve(merged)
    return Object.fromEntries(Object.entries(merged).map(([key, value]) => [key, resolve(value)]))
  }
  return resolve(rest) as Json
}

/** ajv's code for a schema as one self-contained function expression. */
async function compileSchema(schema: AnySchemaObject): Promise<string> {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    // A rule's branches leave the type to the rule itself, so that a wrong type is reported once.
    strictTypes: false,
    strictRequired: false,
    code: { source: true, esm: true, lines: false }
  })
  ajv.addKeyword('x-expected')
  const generate = standaloneCode as unknown as (ajv: Ajv2020, validate: unknown) => string
  const result = await build({
    stdin: {
      contents: generate(ajv, ajv.compile(schema)),
      resolveDir: process.cwd(),
      loader: 'js'
    },
    bundle: true,
    write: false,
    minify: true,
    target: 'node20',
    format: 'iife',
    globalName: 'bundled'
  })
  return result.outputFiles[0]?.text ?? ''
}

function toModule(code: string, schema: Json): string {
  return `// @ts-nocheck
// Generated from rules/schema.json by npm run generate.
import type { SchemaError } from '../rules/schema-issues.ts'

type Validate = { (data: unknown): boolean; errors?: readonly SchemaError[] | null }

${code}
/** True if the data has the shape of a rule pack; \`errors\` otherwise. */
export const validateRulePack: Validate = bundled.default

/** What a place in the schema expects, by its path. */
export const EXPECTED: Readonly<Record<string, string>> = ${JSON.stringify(expectedIn(schema))}

/** Names of the properties that a place in the schema knows, by its path. */
export const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(keysIn(schema))}
`
}

function expectedIn(schema: Json): Record<string, string> {
  return collect(schema, (node) => {
    const expected = node['x-expected'] ?? typeIn(node)
    return typeof expected === 'string' ? expected : undefined
  })
}

function typeIn(node: Json): string | undefined {
  const article: Record<string, string> = {
    string: 'a string',
    boolean: 'true or false',
    array: 'a list',
    object: 'a mapping',
    integer: 'a whole number'
  }
  return typeof node.type === 'string' ? article[node.type] : undefined
}

function keysIn(schema: Json): Record<string, readonly string[]> {
  return collect(schema, (node) =>
    node.additionalProperties === false ? Object.keys(node.properties as Json) : undefined
  )
}

/** Visits each object of the schema with its JSON Pointer as ajv writes it in `schemaPath`. */
function collect<T>(schema: Json, read: (node: Json) => T | undefined): Record<string, T> {
  const found: Record<string, T> = {}
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    const value = read(node as Json)
    if (value !== undefined) found[path] = value
    for (const [key, child] of Object.entries(node)) visit(child, `${path}/${key}`)
  }
  visit(schema, '#')
  return found
}
