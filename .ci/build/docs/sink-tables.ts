/**
 * Tables of the sinks' own options.
 *
 * In: the types in src/deliver/sinks. Out: tables. Promise: an option without a sentence stops the build.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toCode, toTable } from './markdown.ts'
import { type Member, readMembers } from './members.ts'

const SINKS = join(__dirname, '..', '..', '..', 'src', 'deliver', 'sinks')

const TYPES: readonly (readonly [table: string, file: string, type: string])[] = [
  ['sink-post', 'client/post-options.ts', 'PostOptions'],
  ['sink-file', 'file/settings.ts', 'FileSettingsInput'],
  ['sink-otlp', 'otlp.ts', 'OtlpSinkOptions'],
  ['sink-http', 'intake/formatter.ts', 'FormatterOptions'],
  ['sink-elasticsearch', 'elasticsearch.ts', 'ElasticsearchSinkOptions']
]

const DOCS: Readonly<Record<string, string>> = {
  encoding: 'How requests are written.',
  flavor: 'Which of the two it is; they differ in what `attrs` is mapped to.'
}

const NAMES: Readonly<Record<string, string>> = {
  FileFormat: "'ndjson' | 'parquet'",
  Compression: "'none' | 'gzip' | 'zstd' | 'snappy'",
  FormatterName: "'ndjson' | 'json' | 'datadog' | 'loki' | 'fluent'",
  ElasticsearchFlavor: "'elasticsearch' | 'opensearch'",
  'Readonly<Record<string, ColumnType>>': '{ [name]: type }',
  'Readonly<Record<string, string>>': '{ [name]: text }'
}

/** Tables of docs/reference/sinks.md. */
export function sinkTables(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    TYPES.map(([table, file, type]) => {
      const members = readMembers(readFileSync(join(SINKS, file), 'utf8'), type)
      return [table, toTable(['option', 'type', 'default', 'meaning'], members.map(toRow))]
    })
  )
}

function toRow({ name, type, doc, fallback }: Member): readonly string[] {
  const text = doc || DOCS[name]
  if (text === undefined) throw new Error(`the option ${name} of a sink has no sentence`)
  const isCode = /^(?:'[^']*'|\[[^\]]*\]|\{\}|true|false|\d+)$/.test(fallback)
  return [toCode(name), toCode(NAMES[type] ?? type), isCode ? toCode(fallback) : fallback, text]
}
