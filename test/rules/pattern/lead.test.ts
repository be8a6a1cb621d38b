import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePattern } from '../../../src/rules/pattern/compile.ts'
import { parsePattern } from '../../../src/rules/pattern/parse.ts'
import type { Part } from '../../../src/rules/pattern/part.ts'
import { writeMatch } from './random-pattern.ts'

const piece = fc.constantFrom(
  's?',
  ' {1,3}',
  ' ?',
  '["\x27]',
  ' ?[:=]',
  '[^"]{2,5}',
  '(?:is|was) ',
  '(?:key|keys|keystore)?',
  '\\d{1,3}',
  '[가-힣]',
  '😀?',
  '(?:\\.[a-z]{1,3}){1,2}',
  '\\p{L}'
)
const pieces = fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))

function matchOf(source: string, chance: { next(): { value: number } }): string {
  const parsed = parsePattern(source, true) as { part: Part }
  return writeMatch(parsed.part, (count) => chance.next().value % count)
}

function expectBehind(rest: string, classes: readonly string[]): void {
  for (const [i, each] of classes.entries()) {
    const unit = rest.charAt(i)
    if (unit !== '' && unit < '\x80') expect(unit).toMatch(new RegExp(each, 'u'))
  }
}

const stream = fc.infiniteStream(fc.nat({ max: 1 << 20 }))
const literals = fc.constantFrom('(?:token|key|password)', 'secret', '(?:apikey|api)', 'Bearer')

test('what stands behind the literal of a match is of the classes that are told', () => {
  let told = 0
  fc.assert(
    fc.property(literals, pieces, stream, (head, tail, chance) => {
      const source = `${head}${tail} x`
      const { anchor, next } = compilePattern(source, { ignoreCase: true })
      if (next === undefined || anchor.kind !== 'literal') return
      told++
      const text = matchOf(source, chance as never)
      const stands = anchor.literals.filter((literal) => text.toLowerCase().startsWith(literal))
      for (const literal of stands) expectBehind(text.slice(literal.length), next)
    }),
    { numRuns: 800, seed: 11 }
  )
  expect(told).toBeGreaterThan(200)
})

function hasJoint(joint: readonly [string, string], suffix: string): boolean {
  const [last, next] = joint.map((source) => new RegExp(source, 'u')) as [RegExp, RegExp]
  const isIn = (member: RegExp, unit: string) => unit > '\x7f' || member.test(unit)
  return [...suffix].some((unit, i) => {
    const following = suffix[i + 1]
    return following !== undefined && isIn(last, unit) && isIn(next, following)
  })
}

test('behind the @ of a match stand nothing but the units, and the pair of them, that are told', () => {
  let told = 0
  fc.assert(
    fc.property(pieces, pieces, stream, (head, tail, chance) => {
      const source = `[a-z]{1,3}@(?:[a-z\\d]{1,4}${head}\\.){1,3}${tail}[a-z]{2,4}`
      const { beside } = compilePattern(source, { ignoreCase: true })
      const text = matchOf(source, chance as never)
      const suffix = text.slice(text.indexOf('@') + 1)
      // another anchor tells more
      if (beside === undefined) return
      const { suffix: all, joint } = beside
      if (all !== null)
        for (const unit of suffix) if (unit < '\x80') expect(unit).toMatch(new RegExp(all, 'u'))
      if (joint === null) return
      told++
      expect(hasJoint(joint, suffix)).toBe(true)
    }),
    { numRuns: 800, seed: 11 }
  )
  expect(told).toBeGreaterThan(200)
})

test('a month and a day are told from the first digits of a run', () => {
  const { lead } = compilePattern('\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{7}', {
    boundaries: { before: '\\d' }
  })
  expect(lead).toHaveLength(6)
})
