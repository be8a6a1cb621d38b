/** What is packed into a file comes back as it was. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packColumns, unpackColumns } from '../../src/scan/columns.ts'

const roundTrip = (data: unknown) =>
  unpackColumns(JSON.parse(JSON.stringify(packColumns(data))) as ReturnType<typeof packColumns>)

describe('columns', () => {
  test.each([
    ['a column of bytes', Uint8Array.of(1, 2, 255)],
    ['a column that fits into a narrower type', Uint32Array.of(1, 2, 65_535)],
    ['a column of large numbers', Uint32Array.of(1, 2 ** 32 - 1)],
    ['a column with numbers below zero', Int32Array.of(-1, 0, 2 ** 31 - 1)],
    ['an empty column', new Uint16Array(0)],
    ['a column of nothing but zeros', new Uint16Array(1000)],
    ['a column with little in it', new Uint16Array(1000).fill(7, 990)],
    ['a Map with lists', new Map([[45_208, [{ id: 1, text: '비밀' }]]])],
    ['data without columns', { a: [1, 'x', null, true], b: { c: 'é\n' } }]
  ])('keeps %s', (_, data) => {
    expect(roundTrip(data)).toEqual(data)
  })

  test('keeps any number of columns of any length apart', () => {
    const column = fc.oneof(fc.uint8Array(), fc.uint16Array(), fc.uint32Array(), fc.int32Array())
    fc.assert(
      fc.property(fc.array(column, { maxLength: 6 }), (columns) => {
        expect(roundTrip({ columns })).toEqual({ columns })
      })
    )
  })
})
