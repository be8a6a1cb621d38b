import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeHtml, hasReference, isReference } from '../../../src/scan/decode/html.ts'

describe('decodeHtml', () => {
  test.each([
    ['decimal', 'jane&#64;example.com'],
    ['decimal with zeros', 'jane&#0064;example.com'],
    ['hexadecimal', 'jane&#x40;example.com'],
    ['hexadecimal in capitals', 'jane&#X40;example.com'],
    ['a name', 'jane&commat;example.com'],
    ['several', 'jane&#x40;example&period;com'],
    ['every character', '&#106;&#97;&#110;&#101;&#64;example.com']
  ])('reads %s', (_, text) => {
    expect(decodeHtml(text)?.text).toBe('jane@example.com')
  })

  test('leads back to what encodes each unit', () => {
    const text = 'x jane&#64;example.com'
    const decoded = decodeHtml(text)
    const at = decoded?.text.indexOf('@') ?? -1
    expect(text.slice(decoded?.starts[at], decoded?.ends[at])).toBe('&#64;')
    expect(decoded?.starts[at + 1]).toBe(text.indexOf('example'))
  })

  test('a character beyond the Basic Multilingual Plane is two units of one reference', () => {
    const decoded = decodeHtml('&#x1F600;!')
    expect(decoded?.text).toBe('\u{1F600}!')
    expect(Array.from(decoded?.starts ?? [])).toEqual([0, 0, 9])
    expect(Array.from(decoded?.ends ?? [])).toEqual([9, 9, 10])
  })

  test.each([
    ['parameters of a query', '/search?a=1&amount=2&copy=3'],
    ['a reference without its semicolon', 'AT&#64T'],
    ['a name that is not known', 'a&nosuchname;b'],
    ['a number beyond Unicode', '&#x110000;'],
    ['a surrogate', '&#xD800;'],
    ['zero', '&#0;'],
    ['a name of the prototype', '&valueOf;'],
    ['a lone ampersand', 'this & that;']
  ])('leaves %s', (_, text) => {
    expect(decodeHtml(text)).toBeNull()
    expect(hasReference(text)).toBe(false)
  })

  test('decodes one layer only', () => {
    expect(decodeHtml('&amp;#64;')?.text).toBe('&#64;')
  })

  test('any text encoded by numbers comes back', () => {
    const encode = (text: string): string =>
      Array.from(text, (character) => `&#${character.codePointAt(0)};`).join('')
    const written = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !/[\0]/.test(text))
    fc.assert(fc.property(written, (text) => decodeHtml(encode(text))?.text === text))
  })

  test('each ampersand is judged alone', () => {
    expect(isReference('a&b &#64;', 1)).toBe(false)
    expect(isReference('a&b &#64;', 4)).toBe(true)
  })
})
