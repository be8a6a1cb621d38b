import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { compilePattern } from '../../../src/rules/pattern/compile.ts'
import { type Engine, emit } from '../../../src/rules/pattern/emit.ts'
import { parsePattern } from '../../../src/rules/pattern/parse.ts'
import { loadRe2, patterns, texts } from './random-pattern.ts'

const RUNS = process.env.LOGVEIL_LONG ? 20_000 : 600
vi.setConfig({ testTimeout: 900_000 })
const re2 = loadRe2()

function find(regex: RegExp, text: string): unknown {
  const match = regex.exec(text)
  return match && [match.index, match[0], match.groups?.value]
}

/** Emission alone: the proof of linearity, which compiling includes, would take most of the time. */
function emitted(source: string, engine: Engine, ignoreCase = false): string {
  const parsed = parsePattern(source, ignoreCase)
  if ('issues' in parsed) throw new Error('not portable')
  return emit(parsed.part, engine)
}

function matches(source: string, text: string, ignoreCase = false): boolean {
  const { v8, re2: forRe2 } = compilePattern(source, { ignoreCase })
  const onV8 = new RegExp(v8, 'u').test(text)
  if ('RE2' in re2) expect(new re2.RE2(forRe2, 'u').test(text)).toBe(onV8)
  return onV8
}

describe('what is emitted', () => {
  test('finds on V8 what the source finds with the flag u', () => {
    fc.assert(
      fc.property(patterns, texts, (source, text) => {
        const whole = text.replace(/\p{Cs}/gu, '-')
        expect(find(new RegExp(emitted(source, 'v8'), 'u'), whole)).toEqual(
          find(new RegExp(source, 'u'), whole)
        )
      }),
      { numRuns: RUNS }
    )
  })

  test('finds on V8 with ignoreCase what the source finds with the flags iu, among letters that fold alike', () => {
    const alike = texts.map((text) => text.replace(/\p{Cs}/gu, '-').replace(/[Kſ]/gu, 'a'))
    const ascii = patterns.filter((source) => !/\\p|\\P|é|00e9|\\[WD]|\[\^/u.test(source))
    fc.assert(
      fc.property(ascii, alike, (source, text) => {
        const v8 = emitted(source, 'v8', true)
        expect(find(new RegExp(v8, 'u'), text)).toEqual(find(new RegExp(source, 'iu'), text))
      }),
      { numRuns: RUNS }
    )
  })

  test('finds the same on V8 and RE2, lone surrogates included', (context) => {
    if ('missing' in re2) return context.skip(re2.missing)
    fc.assert(
      fc.property(patterns, texts, fc.boolean(), (source, text, ignoreCase) => {
        const onRe2 = new re2.RE2(emitted(source, 're2', ignoreCase), 'u').exec(text)
        const onV8 = new RegExp(emitted(source, 'v8', ignoreCase), 'u').exec(text)
        expect(onRe2 && [onRe2.index, onRe2[0].length]).toEqual(
          onV8 && [onV8.index, onV8[0].length]
        )
        expect(onRe2?.groups?.value?.length).toBe(onV8?.groups?.value?.length)
      }),
      { numRuns: RUNS }
    )
  })

  test('takes ASCII white space and NBSP for \\s, and no other', () => {
    for (const space of ['\t', '\n', '\v', '\f', '\r', ' ', '\u00a0']) {
      expect(matches('a\\sb', `a${space}b`)).toBe(true)
    }
    for (const other of ['\ufeff', '\u2028', '\u2003', '\u1680', '\u0085', 'x']) {
      expect(matches('a\\sb', `a${other}b`)).toBe(false)
      expect(matches('a\\Sb', `a${other}b`)).toBe(true)
    }
  })

  test('takes all but the line feed for the dot', () => {
    for (const char of ['\r', '\u2028', '\u2029', '😀', 'x'])
      expect(matches('a.b', `a${char}b`)).toBe(true)
    expect(matches('a.b', 'a\nb')).toBe(false)
  })

  test('takes ASCII only for \\d and \\w', () => {
    expect(matches('\\d', '٣')).toBe(false)
    expect(matches('\\w', 'é')).toBe(false)
    expect(matches('\\w', '_')).toBe(true)
  })

  test('never folds the long s or the Kelvin sign', () => {
    expect(matches('sk', 'ſK', true)).toBe(false)
    expect(matches('[^s]', 'S', true)).toBe(false)
    expect(matches('[^s]', 'ſ', true)).toBe(true)
    expect(matches('sk', 'Sk', true)).toBe(true)
  })

  test('takes a lone surrogate exactly where it takes U+FFFD', () => {
    for (const source of ['[^a]', '\\p{So}', '\\P{L}', '[^\\p{L}]', '[\\ue000-\\uffff]']) {
      expect(matches(source, '\ud800')).toBe(true)
    }
    for (const source of ['\\p{L}', '[^\\ufffd]', '[\\ud7ff-\\uf000]', '[^\\p{So}]']) {
      expect(matches(source, '\ud800')).toBe(false)
    }
  })

  test('writes repetition for RE2 in pieces of at most a thousand, nested ones included', () => {
    expect(compilePattern('a{2,2500}').re2).toBe('a{2,1000}a{0,1000}a{0,500}')
    expect(compilePattern('a{1500}').re2).toBe('a{1000}a{500}')
    const nested = compilePattern('(?:[a-z]{1,64}\\.){1,20}').re2
    expect(nested).toBe('(?:[a-z]{1,64}\\.){1,15}(?:[a-z]{1,64}\\.){0,5}')
    expect(matches('(?:[a-z]{1,64}\\.){16,20}x', `${'ab.'.repeat(16)}x`)).toBe(true)
  })

  test('names the group value in the way of each engine and forgets all other groups', () => {
    const { v8, re2: forRe2 } = compilePattern('(a)(?<other>b)(?<value>c|d)')
    expect(v8).toBe('ab(?<value>c|d)')
    expect(forRe2).toBe('ab(?P<value>c|d)')
  })

  test('says lengths in UTF-16 units', () => {
    expect(compilePattern('a[^b]{2,3}😀')).toMatchObject({ min: 5, max: 9 })
    expect(compilePattern('(?:ab|c)[\\u{1F600}-\\u{1F64F}]')).toMatchObject({ min: 3, max: 4 })
  })
})
