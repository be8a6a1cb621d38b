/**
 * Fills the generated tables of the reference pages: `npm run docs`.
 *
 * In: types, lists and rules in src and rules/. Out: docs/reference/*.md, between their BEGIN and END markers.
 * Promise: hand-written text is not touched; every table has one place, and test/docs/tables.test.ts fails when a page drifts.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ERROR_CODES } from '../../src/errors.ts'
import { METHOD_FACTS } from '../../test/pino/facts-methods.ts'
import { OPTION_FACTS } from '../../test/pino/facts-options.ts'
import type { Fact } from '../../test/pino/run.ts'
import { fillPage, tablesOf, toCode, toTable } from './docs/markdown.ts'
import { optionTables } from './docs/option-tables.ts'
import { ruleTables } from './docs/rule-tables.ts'
import { renderSchema, SCHEMA_PATH } from './docs/schema-names.ts'
import { sinkTables } from './docs/sink-tables.ts'
import { writeIfChanged } from './write.ts'

const REFERENCE: string = join(__dirname, '..', '..', 'docs', 'reference')

/** Every table, by the name that its marker has. */
export function allTables(): Readonly<Record<string, string>> {
  return {
    errors: toTable(
      ['code', 'meaning'],
      Object.entries(ERROR_CODES).map(([code, meaning]) => [toCode(code), meaning])
    ),
    'pino-option-facts': toFactTable('option', OPTION_FACTS),
    'pino-method-facts': toFactTable('method', METHOD_FACTS),
    ...optionTables(),
    ...ruleTables(),
    ...sinkTables()
  }
}

function toFactTable(what: string, facts: readonly Fact[]): string {
  return toTable(
    [what, 'is', 'why'],
    facts.map(({ name, is, why }) => [toCode(name), is, why])
  )
}

export type Rendered = {
  readonly path: string
  readonly before: string
  readonly after: string
  readonly tables: readonly string[]
}

/** The reference pages as they are and as they should be. */
export function renderPages(): readonly Rendered[] {
  const tables = allTables()
  const names = readdirSync(REFERENCE).filter((name) => name.endsWith('.md'))
  return names.sort().map((name) => {
    const path = join(REFERENCE, name)
    const before = readFileSync(path, 'utf8')
    return { path, before, after: fillPage(before, tables), tables: tablesOf(before) }
  })
}

async function main(): Promise<void> {
  await writeIfChanged(SCHEMA_PATH, renderSchema())
  for (const { path, after } of renderPages()) await writeIfChanged(path, after)
}

if (process.argv[1] === __filename) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
}
