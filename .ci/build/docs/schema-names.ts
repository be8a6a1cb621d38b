/**
 * Names that an editor offers while somebody writes a rule.
 *
 * In: rules/schema.json. Out: the same with the names of the shipped validators as examples of `validators`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VALIDATORS } from '../../../src/scan/validators/index.ts'

export const SCHEMA_PATH: string = join(__dirname, '..', '..', '..', 'rules', 'schema.json')

/** The schema's text as it should be. */
export function renderSchema(): string {
  const list = Object.keys(VALIDATORS)
    .map((name) => `        ${JSON.stringify(name)}`)
    .join(',\n')
  return readFileSync(SCHEMA_PATH, 'utf8').replace(
    /("description": "A shipped validator\.",\s+"type": "string",\s+"examples": )\[[^\]]*\]/,
    (_, head: string) => `${head}[\n${list}\n      ]`
  )
}
