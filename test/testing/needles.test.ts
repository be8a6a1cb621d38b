import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNeedles } from '../../src/testing/needles.ts'

test('finds what includes() finds', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '한', '\ud83d'), maxLength: 30 })
  const needles = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '한'), maxLength: 6 }))
  fc.assert(
    fc.property(text, needles, (haystack, texts) => {
      const find = createNeedles(texts.map((each) => ({ text: each, meaning: each })))
      const expected = texts.filter((each) => each !== '' && haystack.includes(each))
      expect([...find(haystack)].sort()).toEqual([...new Set(expected)].sort())
    })
  )
})
