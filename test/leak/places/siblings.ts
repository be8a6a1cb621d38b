/** Places where a name stands beside its value: pairs, headers, arguments, parameters. */
import type { Place } from './place.ts'

const INSERT = (key: string) => `INSERT INTO accounts (id, "${key}", age) VALUES ($1, $2, $3)`
/** A column's name cannot be a header's, or have letters that SQL does not take bare. */
const COLUMN = { 'API key': 'no column is called so', 'Korean password': 'no column is called so' }

export const SIBLING_PLACES: readonly Place[] = [
  {
    name: '{name, value}',
    holds: 'field',
    write: (log, { key, value }) => log.info({ it: { name: key, value } }, 'm')
  },
  {
    name: '{value, name}',
    holds: 'field',
    write: (log, { key, value }) => log.info({ it: { value, name: key } }, 'm')
  },
  {
    name: '{key, value}',
    holds: 'field',
    write: (log, { key, value }) =>
      log.info(
        {
          tags: [
            { key: 'a', value: 'b' },
            { key, value }
          ]
        },
        'm'
      )
  },
  {
    name: '{Key, Value}',
    holds: 'field',
    write: (log, { key, value }) => log.info({ Tags: [{ Key: key, Value: value }] }, 'm')
  },
  {
    name: '{k, v}',
    holds: 'field',
    write: (log, { key, value }) => log.info({ it: { k: key, v: value } }, 'm')
  },
  {
    name: '{field, value}',
    holds: 'field',
    write: (log, { key, value }) => log.info({ filter: { field: key, op: 'eq', value } }, 'm')
  },
  {
    name: '{name, type, value}',
    holds: 'field',
    write: (log, { key, value }) =>
      log.info({ inputs: [{ type: 'text', name: key, value, id: 'i' }] }, 'm')
  },
  {
    name: '{header, value}',
    holds: 'field',
    write: (log, { key, value }) => log.info({ it: { header: key, value } }, 'm')
  },
  {
    name: '{name, values}',
    holds: 'field',
    write: (log, { key, value }) => log.info({ it: { name: key, values: [value] } }, 'm')
  },
  {
    name: '{name, value} at the top',
    holds: 'field',
    write: (log, { key, value }) => log.info({ name: key, value }, 'm')
  },
  {
    name: '[name, value]',
    holds: 'field',
    write: (log, { key, value }) => log.info({ it: [key, value] }, 'm')
  },
  {
    name: 'a list of [name, value]',
    holds: 'field',
    write: (log, { key, value }) =>
      log.info(
        {
          headers: [
            ['host', 'a.example.com'],
            [key, value],
            ['x-b', 'c']
          ]
        },
        'm'
      )
  },
  {
    name: 'rawHeaders',
    holds: 'field',
    write: (log, { key, value }) =>
      log.info({ rawHeaders: ['Host', 'a.example.com', key, value, 'Accept', '*/*'] }, 'm')
  },
  {
    name: 'argv',
    holds: 'field',
    write: (log, { key, value }) =>
      log.info({ argv: ['node', 'run.js', `--${key}`, value, '--quiet'] }, 'm')
  },
  {
    name: 'argv with =',
    holds: 'text',
    write: (log, { key, value }) =>
      log.info({ argv: ['node', 'run.js', `--${key}=${value}`, '--quiet'] }, 'm')
  },
  {
    name: 'an environment',
    holds: 'text',
    write: (log, { key, value }) => log.info({ Env: ['PATH=/bin', `${key}=${value}`] }, 'm')
  },
  {
    name: 'a query and its values',
    holds: 'field',
    not: COLUMN,
    write: (log, { key, value }) => log.info({ text: INSERT(key), values: [7, value, 40] }, 'm')
  },
  {
    name: 'a query and its parameters',
    holds: 'field',
    not: COLUMN,
    write: (log, { key, value }) =>
      log.info(
        {
          query: `UPDATE accounts SET "${key}" = ?, age = ? WHERE id = ?`,
          parameters: [value, 40, 7]
        },
        'm'
      )
  },
  {
    name: 'a query and its bindings',
    holds: 'field',
    not: COLUMN,
    write: (log, { key, value }) =>
      log.info(
        { sql: `select * from accounts where ${key} = ? limit ?`, bindings: [value, 1] },
        'm'
      )
  },
  {
    name: 'a query and its parameters as JSON',
    holds: 'field',
    not: COLUMN,
    write: (log, { key, value }) =>
      log.info({ query: INSERT(key), params: JSON.stringify([7, value, 40]), duration: 3 }, 'm')
  },
  {
    name: 'a query and its named parameters',
    holds: 'field',
    not: COLUMN,
    write: (log, { key, value }) =>
      log.info({ sql: `select 1 where x = :${key}`, replacements: { [key]: value } }, 'm')
  },
  {
    name: 'a query and its list',
    holds: 'field',
    not: COLUMN,
    write: (log, { key, value }) => log.info({ args: [INSERT(key), [7, value, 40]] }, 'm')
  }
]
