/**
 * Each option and method of pino does what the reference's table says; the table is made from these facts (npm run docs).
 */
import { describe, expect, test } from 'vitest'
import { PINO_OPTIONS } from '../../src/options.ts'
import { METHOD_FACTS } from './facts-methods.ts'
import { OPTION_FACTS } from './facts-options.ts'

describe('options', () => {
  test.each(OPTION_FACTS)('$name: $why', async ({ check }) => {
    await check()
  })
  test('none is left out', () => {
    const told = new Set(OPTION_FACTS.map(({ name }) => name.split('.', 1)[0]))
    expect(PINO_OPTIONS.filter((name) => !told.has(name))).toEqual([])
  })
})

describe('methods', () => {
  test.each(METHOD_FACTS)('$name: $why', async ({ check }) => {
    await check()
  })
})
