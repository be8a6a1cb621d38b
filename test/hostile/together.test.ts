/**
 * Hostile values, places, options and chains of children drawn at random together.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge } from './judge.ts'
import { type HostileLogger, LOGGERS } from './loggers.ts'
import { PLACES } from './places.ts'
import { type HostileValue, VALUES } from './values.ts'

// a fixed sample in CI; the long run draws its own
const SEED = process.env.LOGVEIL_LONG ? {} : { seed: Number(process.env.SEED ?? 20_261_123) }
const numRuns = process.env.LOGVEIL_LONG ? 50_000 : Number(process.env.RUNS ?? 3000)

const KEYS = [
  'a',
  'err',
  'error',
  'msg',
  'message',
  'attrs',
  'pii',
  'url',
  'password',
  'toJSON',
  '__proto__',
  'constructor',
  'level',
  '',
  '0',
  'x"y',
  '\ud800',
  'then'
]
const small = VALUES.filter((value) => value.big !== true)

const single = fc.constantFrom(...small)
const mixed = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), single), { minLength: 1, maxLength: 5 })
  .map(
    (members): HostileValue => ({
      name: `{${members.map(([key, value]) => `${key}: ${value.name}`).join(', ')}}`,
      make(secret) {
        const object = {}
        for (const [key, value] of members)
          Object.defineProperty(object, key, {
            value: value.make(secret),
            enumerable: true,
            configurable: true,
            writable: true
          })
        return object
      }
    })
  )
const listed = fc.array(single, { maxLength: 4 }).map(
  (values): HostileValue => ({
    name: `[${values.map((value) => value.name).join(', ')}]`,
    make: (secret) => values.map((value) => value.make(secret))
  })
)
const anything = fc.oneof(single, mixed, listed)

const drawn = fc.record({
  logger: fc.constantFrom(...LOGGERS),
  place: fc.constantFrom(...PLACES),
  value: anything,
  bindings: fc.array(mixed, { maxLength: 2 })
})

/** A grandchild whose bindings are hostile too. */
function descend(logger: HostileLogger, bindings: readonly HostileValue[]): HostileLogger {
  if (logger.ownChildren) return logger
  const log = bindings.reduce(
    (parent, value) => parent.child(value.make('hostile.parent@example.com') as object),
    logger.log
  )
  return { ...logger, log }
}

test('no call throws, every line is valid and safe, the caller keeps what he had', () => {
  fc.assert(
    fc.property(drawn, ({ logger, place, value, bindings }) => {
      if (logger.ownChildren && place.child) return
      judge({ logger: descend(logger, bindings), place, value })
      expect(logger.lines.join('')).not.toContain('hostile.parent@example.com')
    }),
    { numRuns, ...SEED, endOnFailure: !process.env.LOGVEIL_LONG }
  )
}, 1_800_000)
