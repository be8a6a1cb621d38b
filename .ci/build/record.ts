/**
 * What is generated from the field table: the JSON Schema, the compiled validator, the reference page of fields.
 *
 * In: src/record. Out: record-schema.json and validate-record.ts in the folder of generated files, docs/reference/fields.md.
 * Promise: the same input gives the same bytes, and a file that is already right is not written again.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { default as standaloneCode } from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'
import {
  type Conversion,
  FIELD_LIST,
  type FieldDefinition,
  type Mapping,
  type Target
} from '../../src/record/fields.ts'
import { recordSchema } from '../../src/record/schema.ts'

const ROOT = join(__dirname, '..', '..')

const HEADER = `// @ts-nocheck
/* Generated from src/record/fields.ts by .ci/build/record.ts: do not edit. */
`

const TYPES = `
export type SchemaProblem = {
  readonly keyword: string
  readonly instancePath: string
  readonly params: {
    readonly missingProperty?: string
    readonly additionalProperty?: string
    readonly allowedValues?: readonly string[]
    readonly pattern?: string
    readonly limit?: number
    readonly type?: string
  }
}

/** Every place where a record breaks the schema. */
export const findProblems: (record: unknown) => readonly SchemaProblem[] = problemsOf
`

const PROBLEMS_OF =
  'export const problemsOf = (record) => (validate(record) ? [] : [...validate.errors])'

/** Writes the schema and the validator into `outDir` (src/generated), and the page of fields into the docs. */
export async function generateRecord(
  outDir: string,
  page: string = join(ROOT, 'docs', 'reference', 'fields.md')
): Promise<void> {
  const schema = recordSchema()
  await writeIfChanged(join(outDir, 'record-schema.json'), `${JSON.stringify(schema, null, 2)}\n`)
  await writeIfChanged(join(outDir, 'validate-record.ts'), await compileValidator(schema))
  await writeIfChanged(page, renderFieldsPage())
}

/** TypeScript source of the validator, with what it needs of ajv's run time bundled in. */
async function compileValidator(schema: object): Promise<string> {
  const ajv = new Ajv2020({
    allErrors: true,
    // Messages are made in src/record/validate.ts, which never tells a value.
    messages: false,
    strictRequired: false,
    code: { source: true, esm: true }
  })
  const code = standaloneCode(ajv, ajv.compile(withoutTexts(schema)))
  const bundle = await build({
    stdin: { contents: `${code}\n${PROBLEMS_OF}`, resolveDir: ROOT, loader: 'js' },
    bundle: true,
    format: 'esm',
    target: 'es2023',
    minifySyntax: true,
    write: false
  })
  const text = bundle.outputFiles[0]?.text ?? ''
  // The bundle's own exports give way to the one typed export.
  return HEADER + text.replace(/\nexport \{[^}]*\};\s*$/, '\n') + TYPES
}

/** The schema without what only people read. */
function withoutTexts(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === 'description' && typeof value === 'string' ? undefined : value
    )
  )
}

/** The reference page: one table of names and meanings, one of the names in other systems. */
export function renderFieldsPage(): string {
  const rows = FIELD_LIST.map(([name, field]) => ({ name, field }))
  return `# Fields of the standard record

<!-- Generated from src/record/fields.ts by .ci/build/record.ts: do not edit. -->

One line of stdout is one record. What is reserved nests exactly as its name says (\`http.request.method\` is \`{"http":{"request":{"method":…}}}\`); no key holds a dot. A caller's own fields stay at the top level; a caller's field whose top-level name is reserved moves to \`attrs.<name>\` and is reported once.

Reserved top-level names: ${reservedNames().map(toCode).join(', ')}.

† is added on delivery, or on stdout with \`resource: 'full'\`. A field marked *trusted* is written by logveil alone, or its shape was checked before it was written; all others are looked at by the rules. The schema for tools is \`logveil/record/schema.json\`.

| field | type, unit | meaning | required | trusted |
|---|---|---|---|---|
${rows.map(({ name, field }) => meaningRow(name, field)).join('\n')}

## Names in other systems

What \`format: 'gcp'\`, \`'ecs'\` and \`'datadog'\` write on stdout. A dotted name is nested there too, unless it is in quotes: that is one key. A word in brackets is a conversion, explained below.

| field | OpenTelemetry | ECS | GCP | Datadog |
|---|---|---|---|---|
${rows.map(({ name, field }) => systemsRow(name, field)).join('\n')}

| conversion | what it does |
|---|---|
${Object.entries(CONVERSIONS)
  .map(([name, text]) => `| ${name} | ${text} |`)
  .join('\n')}
`
}

const CONVERSIONS: Readonly<Record<Conversion, string>> = {
  lowerCase: 'the same word in lower case',
  text: 'the number as text, as protobuf JSON writes 64-bit integers',
  nanoseconds: 'milliseconds to whole nanoseconds',
  secondsText: 'milliseconds to protobuf\'s duration, `"0.012s"`',
  sampled: 'the lowest bit of the flags as true or false',
  traceName:
    '`projects/P/traces/ID` where the project is known (option or `GOOGLE_CLOUD_PROJECT`), else the id alone',
  datadogTraceId:
    "32 hex digits, or the decimal number where the upper 64 bits are zero, as Datadog's own tracers log it",
  datadogSpanId: 'the decimal number',
  eventOutcome:
    "ECS's `success` (completed below 500), `failure` (error, timeout, status from 500) or `unknown` (aborted)",
  pathAndQuery: 'path, and query after `?`, in one'
}

function reservedNames(): readonly string[] {
  return [...new Set(FIELD_LIST.map(([name]) => name.split('.', 1)[0] ?? name))]
}

function meaningRow(name: string, field: FieldDefinition): string {
  const dagger = field.delivered === true ? '†' : ''
  const unit = field.unit === undefined ? '' : `, ${field.unit}`
  return row([
    toCode(name) + dagger,
    field.type + unit,
    field.meaning + shapeText(field),
    field.required === true ? 'yes' : '',
    field.trusted === true ? 'yes' : ''
  ])
}

function shapeText(field: FieldDefinition): string {
  if (field.shape?.enum !== undefined) return ` One of ${field.shape.enum.map(toCode).join(', ')}.`
  return field.shape?.pattern === undefined ? '' : ` Form: ${toCode(field.shape.pattern)}.`
}

function systemsRow(name: string, field: FieldDefinition): string {
  const otel = field.otel === 'same' ? toCode(name) : toCode(field.otel)
  const systems = [field.ecs, field.gcp, field.datadog].map((mapping) => mappingText(name, mapping))
  return row([toCode(name), otel, ...systems])
}

function mappingText(name: string, mapping: Mapping): string {
  const targets = Array.isArray(mapping) ? mapping : [mapping]
  return (targets as readonly Target[]).map((target) => targetText(name, target)).join(', ')
}

function targetText(name: string, target: Target): string {
  if (target === 'same') return toCode(name)
  if (target === 'none') return '–'
  if (typeof target === 'string') return toCode(target)
  const key = 'key' in target ? JSON.stringify(target.key) : ''
  const path = [key, target.to].filter(Boolean).join('.')
  return toCode(path) + (target.as === undefined ? '' : ` (${target.as})`)
}

function toCode(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

async function writeIfChanged(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => undefined)
  if (before === text) return
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
