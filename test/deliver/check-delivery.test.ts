import { describe, expect, test } from 'vitest'
import { checkDelivery } from '../../src/deliver/check-delivery.ts'
import { LogveilError } from '../../src/errors.ts'
import { createLogger } from '../../src/index.ts'

const paths = (options: unknown): string[] =>
  checkDelivery(options, 'delivery').map(({ path }) => path)
const sink = { type: 'module', module: '/sink.mjs' }

describe('the options of delivery', () => {
  test('good ones have no problems', () => {
    expect(
      checkDelivery(
        {
          durability: 'fsync',
          folder: '/var/spool',
          deadLetters: { maxBytes: 0 },
          ledgerMs: 0,
          sinks: {
            lake: {
              ...sink,
              options: { a: 1 },
              route: [{ level: 'warn', not: { eventName: null } }],
              fields: ['time'],
              cleanOnly: true
            },
            features: {
              ...sink,
              fields: { x: 'a.b' },
              cleanOnly: { rules: ['core.email'] },
              buffer: { maxBytes: 1e6, onFull: 'block' }
            }
          }
        },
        'delivery'
      )
    ).toEqual([])
  })

  test('all problems are told at once, with their paths', () => {
    expect(
      paths({
        durabilty: 'tick',
        maxBytes: 1,
        sinks: {
          a: { type: 'modul' },
          b: {
            ...sink,
            route: { level: 'loud', where: { x: {} } },
            fields: [1],
            retry: { baseMs: -1 },
            timeout: 1
          },
          'c/d': sink,
          e: { ...sink, cleanOnly: { rule: [] }, buffer: { onFull: 'wait' } }
        }
      }).sort()
    ).toEqual(
      [
        'delivery.durabilty',
        'delivery.maxBytes',
        'delivery.sinks.a.type',
        'delivery.sinks.b.fields[0]',
        'delivery.sinks.b.retry.baseMs',
        'delivery.sinks.b.route.level',
        'delivery.sinks.b.route.where.x',
        'delivery.sinks.b.timeout',
        'delivery.sinks.c/d',
        'delivery.sinks.e.buffer.onFull',
        'delivery.sinks.e.cleanOnly.rule'
      ].sort()
    )
  })

  test('no sink, none at all, or a wrong type is a problem', () => {
    expect(paths({ sinks: {} })).toEqual(['delivery.sinks'])
    expect(paths({})).toEqual(['delivery.sinks'])
    expect(paths('fast')).toEqual(['delivery'])
    expect(paths({ sinks: { a: {} } })).toContain('delivery.sinks.a.type')
  })

  test('nobody can wait for room without a worker', () => {
    expect(
      paths({ worker: false, sinks: { a: { ...sink, buffer: { onFull: 'block' } } } })
    ).toEqual(['delivery.sinks.a.buffer.onFull'])
  })

  test('a message never holds a value', () => {
    const text = JSON.stringify(
      checkDelivery(
        { folder: '', sinks: { a: { type: 'hunter2', route: { level: 'hunter2' } } } },
        'delivery'
      )
    )
    expect(text).not.toContain('hunter2')
  })

  test('createLogger tells them together with its own', () => {
    try {
      createLogger({ format: 'ecs', timestamp: false, delivery: { sinks: {} } })
      expect.unreachable()
    } catch (error) {
      expect((error as LogveilError).issues.map(({ path }) => path)).toEqual([
        'delivery.sinks',
        'format',
        'timestamp'
      ])
    }
    expect(() =>
      createLogger({ delivery: { sinks: { a: sink } } } as never, { write() {} })
    ).toThrow(LogveilError)
  })
})
