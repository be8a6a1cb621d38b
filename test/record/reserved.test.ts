import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { RESERVED_NAMES } from '../../src/record/fields.ts'
import { type CallerFields, createFieldMover, UNREADABLE } from '../../src/record/reserved.ts'

const move = createFieldMover(RESERVED_NAMES)

test('returns the very same object when nothing is reserved', () => {
  const fields = { user: 1, id: 'x', status: 200 }
  expect(move(fields)).toBe(fields)
})

test('moves reserved names to attrs and keeps the order of the others', () => {
  const fields = { a: 1, url: '/x', b: 2, route: 3, err: 'boom' }
  expect(JSON.stringify(move(fields))).toBe(
    '{"a":1,"b":2,"err":"boom","attrs":{"url":"/x","route":3}}'
  )
})

test("moves a caller's own attrs under attrs", () => {
  expect(move({ attrs: { x: 1 } })).toEqual({ attrs: { attrs: { x: 1 } } })
})

test('leaves error where it is when it holds an Error, of this realm or another', () => {
  const own = { error: new Error('a') }
  const foreign = { error: runInNewContext('new TypeError("b")') }
  expect(move(own)).toBe(own)
  expect(move(foreign)).toBe(foreign)
})

test('keeps the Error in place while another name moves', () => {
  const error = new Error('a')
  expect(move({ error, url: 1 })).toEqual({ error, attrs: { url: 1 } })
})

test('moves an error that is no Error', () => {
  expect(move({ error: 'boom' })).toEqual({ attrs: { error: 'boom' } })
})

test('ignores inherited reserved names', () => {
  const fields = Object.create({ url: '/inherited' })
  fields.a = 1
  expect(move(fields)).toBe(fields)
})

test('ignores names of Object.prototype', () => {
  const fields = JSON.parse('{"constructor":1,"toString":2,"__proto__":3}')
  expect(move(fields)).toBe(fields)
})

test('keeps an own __proto__ as a field and changes no prototype', () => {
  const moved = move(JSON.parse('{"__proto__":{"polluted":1},"url":2}'))
  expect(Object.getPrototypeOf(moved)).toBe(Object.prototype)
  expect(JSON.stringify(moved)).toBe('{"__proto__":{"polluted":1},"attrs":{"url":2}}')
})

test('a getter that throws does not throw out', () => {
  const fields = {
    url: 1,
    get broken(): string {
      throw new Error('no')
    }
  }
  expect(move(fields)).toEqual({ broken: UNREADABLE, attrs: { url: 1 } })
})

test('a proxy that throws on every question does not throw out', () => {
  const refuse = (): never => {
    throw new Error('no')
  }
  const fields = new Proxy({ url: 1 }, { ownKeys: refuse, getOwnPropertyDescriptor: refuse })
  expect(() => move(fields)).not.toThrow()
})

test('reports each name once', () => {
  const names: string[] = []
  const mover = createFieldMover(['url', 'route'], (name) => names.push(name))
  mover({ url: 1 })
  mover({ url: 2, route: 3 })
  expect(names).toEqual(['url', 'route'])
})

test('with no reserved names nothing is moved, not even attrs', () => {
  const fields = { attrs: 1, level: 2 }
  expect(createFieldMover([])(fields)).toBe(fields)
})

test("never changes the caller's object, whatever is in it", () => {
  const key = fc.oneof(fc.constantFrom(...RESERVED_NAMES, '__proto__', 'constructor'), fc.string())
  fc.assert(
    fc.property(fc.dictionary(key, fc.jsonValue()), (fields) => {
      const before = JSON.stringify(fields)
      const moved = move(fields)
      expect(JSON.stringify(fields)).toBe(before)
      for (const name of Object.keys(moved)) {
        expect(name === 'attrs' || !RESERVED_NAMES.has(name as 'attrs')).toBe(true)
      }
    })
  )
})

test('reserved names are type errors, err and error: Error are not', () => {
  interface Order {
    id: number
  }
  expectTypeOf<{ user: string; err: unknown; error: Error }>().toExtend<CallerFields>()
  expectTypeOf<Order>().toExtend<CallerFields>()
  expectTypeOf<{ url: string }>().not.toExtend<CallerFields>()
  expectTypeOf<{ error: string }>().not.toExtend<CallerFields>()
  expectTypeOf<{ user: 1; route: number }>().not.toExtend<CallerFields>()
})
