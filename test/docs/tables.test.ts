/**
 * The generated tables of the reference are what the code says.
 */
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { allTables, renderPages } from '../../.ci/build/docs.ts'
import { ERROR_CODES } from '../../src/errors.ts'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../src/rules/shipped.ts'

const pages = renderPages()

for (const { path, before, after } of pages) {
  test(`${basename(path)} is up to date (npm run docs)`, () => {
    expect(before).toBe(after)
  })
}

test('each table stands on exactly one page', () => {
  expect(pages.flatMap(({ tables }) => tables).sort()).toEqual(Object.keys(allTables()).sort())
})

test('every shipped rule stands in the reference', () => {
  const page = pages.find(({ path }) => path.endsWith('rules.md'))?.before ?? ''
  const missing = SHIPPED_PACK_NAMES.flatMap((name) => shippedPack(name).source.rules)
    .map(({ id }) => id)
    .filter((id) => !page.includes(`| \`${id}\` |`))
  expect(missing).toEqual([])
})

test('every error code stands in the reference', () => {
  const page = pages.find(({ path }) => path.endsWith('errors.md'))?.before ?? ''
  expect(Object.keys(ERROR_CODES).filter((code) => !page.includes(`| \`${code}\` |`))).toEqual([])
})
