/**
 * DuckDB, whose regular expressions are RE2, as a stand-in for BigQuery.
 *
 * In: the SQL of `toBigQuery`. Out: a function from text to text. The two dialects differ in the name of the function's
 * statement, in raw strings, and in that DuckDB replaces all matches only with the option `g`.
 */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

export type Sql = {
  redact(texts: readonly string[]): Promise<readonly string[]>
}

let opened: Promise<DuckDBConnection> | undefined

/** One for all: opening one takes longer than most queries. */
function database(): Promise<DuckDBConnection> {
  opened ??= DuckDBInstance.create().then((instance) => instance.connect())
  return opened
}

/** Defines the function, in place of the one before. */
export async function runInDuckDb(sql: string): Promise<Sql> {
  const connection = await database()
  await connection.run(toDuckDb(sql))
  return {
    // one query: DuckDB compiles the expressions again for each
    async redact(texts) {
      await connection.run('CREATE OR REPLACE TABLE texts (place INTEGER, text VARCHAR)')
      for (const [place, text] of texts.entries()) {
        await connection.run('INSERT INTO texts VALUES ($1, $2)', [place, text])
      }
      const query = 'SELECT logveil_redact(text) FROM texts ORDER BY place'
      return (await connection.runAndReadAll(query)).getRows().map(([text]) => String(text))
    }
  }
}

function toDuckDb(sql: string): string {
  return sql
    .replace(
      /CREATE OR REPLACE FUNCTION `(\w+)`\(text STRING\) RETURNS STRING AS \(/,
      'CREATE OR REPLACE MACRO $1(text) AS ('
    )
    .replace(/r'([^'\n]*)', r'([^'\n]*)'\)/g, "'$1', '$2', 'g')")
    .replaceAll('REGEXP_REPLACE(', 'regexp_replace(')
}
