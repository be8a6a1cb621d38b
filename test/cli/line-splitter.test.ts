import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Line, LineSplitter } from '../../src/cli/line-splitter.ts'

function split(pieces: readonly (string | Buffer)[], limit?: number): Line[] {
  const splitter = new LineSplitter(limit)
  const lines = pieces.flatMap((piece) => splitter.push(Buffer.from(piece)))
  return [...lines, ...splitter.end()]
}

function join(lines: readonly Line[]): string {
  return lines.map(({ text, end }) => text + end).join('')
}

test('keeps each line break as it was', () => {
  const lines = split(['a\r\nb\n\nc\r'])
  expect(lines.map(({ text, end }) => [text, end])).toEqual([
    ['a', '\r\n'],
    ['b', '\n'],
    ['', '\n'],
    ['c\r', '']
  ])
  expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4])
})

test('gives the same lines wherever the bytes are cut', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '한', '👋', '\r', '\n', '{', '"') })
  fc.assert(
    fc.property(text, fc.array(fc.nat(40), { maxLength: 20 }), (whole, cuts) => {
      const bytes = Buffer.from(whole)
      const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort(
        (a, b) => a - b
      )
      const pieces = places.slice(1).map((to, i) => bytes.subarray(places[i], to))
      expect(split(pieces, 12)).toEqual(split([bytes], 12))
      expect(join(split(pieces))).toBe(whole)
    }),
    { numRuns: 2000 }
  )
})

test('keeps a last line that was cut off', () => {
  expect(join(split(['{"a":1}\n{"b":']))).toBe('{"a":1}\n{"b":')
})

test('drops a line above the limit and goes on with the next', () => {
  const lines = split(['x'.repeat(40), 'y'.repeat(40), 'z\nshort\n'], 50)
  expect(lines.map(({ text, isTooLong }) => [text, isTooLong])).toEqual([
    ['', true],
    ['short', false]
  ])
})

test('takes a line of exactly the limit, with either line break', () => {
  const line = 'é'.repeat(5)
  for (const end of ['', '\n', '\r\n']) {
    expect(split([line + end], 10)[0]).toMatchObject({ text: line, isTooLong: false })
    expect(split([`${line}!${end}`], 10)[0]).toMatchObject({ text: '', isTooLong: true })
  }
})

test('tells whether a line that is too long was a record', () => {
  const [record, text] = split([`{"a":"${'x'.repeat(90)}"}\n${'x'.repeat(90)}\n`], 50)
  expect(record).toMatchObject({ isJson: true, isTooLong: true })
  expect(text).toMatchObject({ isJson: false, isTooLong: true })
})

test('leaves NUL bytes and a byte order mark out', () => {
  expect(join(split(['\ufeff{"a":1}\n', Buffer.alloc(2000), '\0{"b"\0:2}\n'], 50))).toBe(
    '{"a":1}\n{"b":2}\n'
  )
})

test('keeps a byte order mark that is no first character', () => {
  expect(join(split(['a\n\ufeffb\n']))).toBe('a\n\ufeffb\n')
})

test('writes U+FFFD for bytes that are not UTF-8', () => {
  expect(join(split([Buffer.from('6a6f73e9400a', 'hex')]))).toBe('jos\ufffd@\n')
})

test('holds a copy of what it waits with', () => {
  const splitter = new LineSplitter()
  const buffer = Buffer.from('first')
  splitter.push(buffer)
  buffer.fill('x')
  expect(splitter.push(Buffer.from(' line\n'))[0]?.text).toBe('first line')
})
