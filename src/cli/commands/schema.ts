/**
 * `logveil schema`: the record's schema for the next system.
 */
import { LogveilError } from '../../errors.ts'
import { recordSchema } from '../../record/schema.ts'
import { bigquerySchema } from '../../record/schema-bigquery.ts'
import { duckdbTable } from '../../record/schema-duckdb.ts'
import { indexTemplate } from '../../record/schema-elasticsearch.ts'
import { suggest } from '../../rules/suggest.ts'
import type { Command } from '../command.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'

const SCHEMAS: Readonly<Record<string, () => string>> = {
  'json-schema': () => toJsonDocument(recordSchema()),
  bigquery: () => toJsonDocument(bigquerySchema()),
  elasticsearch: () => toJsonDocument(indexTemplate({ flavor: 'elasticsearch' })),
  opensearch: () => toJsonDocument(indexTemplate({ flavor: 'opensearch' })),
  duckdb: () => duckdbTable()
}

export const schemaCommand: Command = {
  name: 'schema',
  summary: "Prints the record's schema for the next system.",
  args: '',
  flags: ['to'],
  details: `The systems are ${Object.keys(SCHEMAS).join(', ')}. json-schema is that of a line on stdout; the others are
of records as the sinks deliver them, with the caller's own fields gathered under \`attrs\`.`,
  examples: [
    ['logveil schema --to bigquery > schema.json', 'for `bq mk --table --schema schema.json`'],
    ['logveil schema --to duckdb | duckdb logs.db', 'makes the table `logs`']
  ],
  async run({ args, flags, io }) {
    if (args.length > 0) {
      throw usage('', 'expected no argument, got one; name the system with --to')
    }
    await createOutput(io.stdout).write(schemaOf(flags.to))
    return 0
  }
}

function schemaOf(system: string | undefined): string {
  const names = Object.keys(SCHEMAS)
  if (system === undefined) {
    throw usage('--to', `expected a system, got nothing; there are ${names.join(', ')}`)
  }
  const schema = Object.hasOwn(SCHEMAS, system) ? SCHEMAS[system] : undefined
  if (schema === undefined) {
    throw usage('--to', `expected a known system, got an unknown one; ${suggest(system, names)}`)
  }
  return schema()
}

function usage(path: string, message: string): LogveilError {
  return new LogveilError('ERR_USAGE', 'The command cannot run.', [{ path, message }])
}
