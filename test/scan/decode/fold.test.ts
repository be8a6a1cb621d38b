import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFolded, FOLD_KINDS, FOLDS, wakesFold } from '../../../src/scan/decode/fold.ts'

function wide(text: string): string {
  return text.replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))
}

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}

describe('decodeFolded', () => {
  test('reads full-width letters, digits and signs', () => {
    expect(decodeFolded(wide('010-1234-5678'))?.text).toBe('010-1234-5678')
    expect(decodeFolded(wide('jane@example.com'))?.text).toBe('jane@example.com')
    expect(decodeFolded('주민번호 ９００１０１－１２３４５６７')?.text).toBe(
      '주민번호 900101-1234567'
    )
  })

  test.each([
    ['Arabic-Indic', '٠١٠١٢٣٤٥٦٧٨'],
    ['Persian', '۰۱۰۱۲۳۴۵۶۷۸'],
    ['Devanagari', '०१०१२३४५६७८'],
    ['Bengali', '০১০১২৩৪৫৬৭৮'],
    ['Thai', '๐๑๐๑๒๓๔๕๖๗๘'],
    ['mathematical bold', '𝟎𝟏𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖'],
    ['mathematical monospace', '𝟶𝟷𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾']
  ])('reads %s digits', (_, text) => {
    expect(decodeFolded(`x ${text}.`)?.text).toBe('x 01012345678.')
  })

  test('knows every decimal digit of the Basic Multilingual Plane', () => {
    const digits = Array.from({ length: 0x10000 }, (_, code) => code).filter(
      (code) => code > 127 && /\p{Nd}/u.test(String.fromCharCode(code))
    )
    expect(digits.length).toBeGreaterThan(350)
    const unknown = digits.filter((code) => FOLD_KINDS[code] !== FOLDS)
    expect(unknown.map((code) => code.toString(16))).toEqual([])
    for (const code of digits)
      expect(decodeFolded(String.fromCharCode(code))?.text).toMatch(/^[0-9]$/)
  })

  test.each([
    ['zero-width space', '\u200b'],
    ['zero-width non-joiner', '\u200c'],
    ['zero-width joiner', '\u200d'],
    ['word joiner', '\u2060'],
    ['byte order mark', '\ufeff'],
    ['soft hyphen', '\u00ad'],
    ['left-to-right mark', '\u200e'],
    ['right-to-left override', '\u202e'],
    ['several of them', '\u200b\u200d\u2060']
  ])('drops a %s between digits and letters', (_, hidden) => {
    expect(decodeFolded(`4111${hidden}1111 1111 1111`)?.text).toBe('41111111 1111 1111')
    expect(decodeFolded(`ja${hidden}ne${hidden}@example.com`)?.text).toBe('jane@example.com')
  })

  test('leads back to the characters as written', () => {
    const text = 'n 4\u200b1\uff11 𝟏'
    const decoded = decodeFolded(text)
    expect(decoded?.text).toBe('n 411 1')
    const last = (decoded?.text.length ?? 0) - 1
    expect(text.slice(decoded?.starts[last], decoded?.ends[last])).toBe('𝟏')
    expect([decoded?.starts[2], decoded?.starts[3]]).toEqual([2, 4])
  })

  test.each([
    ['Hangul with full-width punctuation', '결과：성공（확인）'],
    ['Japanese prose', '「処理」が完了しました！　次へ'],
    ['emoji joined by zero-width joiners', 'family 👨\u200d👩\u200d👧 here'],
    ['Persian with a non-joiner between its letters', 'می\u200cخواهم'],
    ['a byte order mark at the start', '\ufeff{"a":1}'],
    ['ASCII', 'order 12345 done'],
    ['mathematical letters', '𝐚𝐛𝐜'],
    ['a lone lead surrogate', 'x \ud835']
  ])('leaves %s', (_, text) => {
    expect(decodeFolded(text)).toBeNull()
  })

  test('the first pass wakes it for every text that it decodes', () => {
    const unit = fc.constantFrom(
      'a',
      '1',
      '@',
      ' ',
      '\u200b',
      '\u00ad',
      '\uff11',
      '：',
      '가',
      '𝟏',
      '\ud835'
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const codes = unitsOf(text)
        const wakes = codes.some((_, at) => wakesFold(codes, at))
        expect(decodeFolded(text) !== null).toBe(wakes)
      })
    )
  })

  test('a row of a hundred thousand invisible characters costs no square of its length', () => {
    const started = process.cpuUsage()
    decodeFolded(`1${'\u200b'.repeat(100_000)}1`)
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000)
  })
})
