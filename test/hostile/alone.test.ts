import { describe, expect, test } from 'vitest'
import { judge } from './judge.ts'
import { LOGGERS } from './loggers.ts'
import { PLACES } from './places.ts'
import { VALUES } from './values.ts'

const small = VALUES.filter((value) => value.big !== true)
const big = VALUES.filter((value) => value.big === true)
const main = LOGGERS.filter(({ name }) => name === 'standard' || name === 'pino')
/** Of a text of 5 MB and a machine that does other things: work.test.ts counts the work, this sees that it ends. */
const longest = 60_000

describe.each(LOGGERS)('$name', (logger) => {
  test.each(small)('$name, wherever it stands', (value) => {
    for (const place of PLACES.filter(({ child }) => !(child && logger.ownChildren))) {
      try {
        judge({ logger, place, value })
      } catch (error) {
        throw new Error(`${place.name}: ${String(error)}`, { cause: error })
      }
    }
  })
})

describe.each(main)('$name', (logger) => {
  test.each(big)('$name, in bounded time', { timeout: 4 * longest }, (value) => {
    for (const place of PLACES.filter(({ name }) =>
      /as (?:the object|a field|the message)$/.test(name)
    ))
      expect(judge({ logger, place, value }), place.name).toBeLessThan(longest)
  })
})

test('what could not be checked was told once for each sentence', () => {
  for (const { errors } of LOGGERS) {
    const sentences = errors.map((error) => error.message)
    expect(new Set(sentences).size).toBe(sentences.length)
    expect(sentences.join()).not.toContain('@')
  }
})
