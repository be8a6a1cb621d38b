/** Spans of rivals that only return text are read off marks; a mistake here would count against them. */
import { expect, test } from 'vitest'
import { toSpans } from '../../bench/scanners/marks.ts'
import { MARK } from '../../bench/scanners/rival-packages.ts'
import { cutOut } from '../../bench/scanners/scanner.ts'

function spans(text: string, marked: string): string[] {
  return toSpans(text, marked.replaceAll('#', MARK), 'x').map(({ start, end }) =>
    text.slice(start, end)
  )
}

test('finds nothing where nothing was replaced', () => {
  expect(spans('order 17 packed', 'order 17 packed')).toEqual([])
})

test('finds each replaced piece', () => {
  expect(spans('mail a@b.de or c@d.de now', 'mail # or # now')).toEqual(['a@b.de', 'c@d.de'])
})

test('finds a piece at the very start and at the very end', () => {
  expect(spans('123 and 456', '# and #')).toEqual(['123', '456'])
})

test('takes marks side by side for one piece', () => {
  expect(spans('call 555 0100', 'call ##')).toEqual(['555 0100'])
})

test('takes the whole text where only a mark is left', () => {
  expect(spans('555-0100', '#')).toEqual(['555-0100'])
})

test('cuts overlapping spans out as one', () => {
  const text = 'abcdefgh'
  const found = [
    { start: 1, end: 4, type: 'A' },
    { start: 3, end: 6, type: 'B' }
  ]
  expect(cutOut(text, found)).toBe('a[A]gh')
})
