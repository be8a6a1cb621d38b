/**
 * Characters and classes become sets of code points.
 *
 * In: regexpp's nodes for one character. Out: a `Char` part with both cases where asked and lone surrogates as U+FFFD.
 * Promise: `\d` and `\w` are ASCII, `\s` is ASCII white space and NBSP, `.` is all but `\n`, for each engine.
 */
import type { AST } from '@eslint-community/regexpp'
import {
  type CodePoints,
  complement,
  DIGITS,
  intersection,
  LETTERS,
  NON_ASCII,
  overlaps,
  SPACE,
  union,
  WORD,
  withBothCases,
  withSurrogatesAsReplacement
} from './code-points.ts'
import type { ParseContext } from './parse.ts'
import type { Char, UnicodeClass } from './part.ts'
import { coverOf, KNOWN_PROPERTIES, type Property, toProperty } from './properties.ts'

type Listed = { readonly points: CodePoints; readonly properties: readonly Property[] }
type ClassElement = AST.CharacterClass['elements'][number] | AST.CharacterSet

const NEW_LINE: CodePoints = [[0x0a, 0x0a]]
const SURROGATES: CodePoints = [[0xd800, 0xdfff]]
const ESCAPES: Readonly<Record<'digit' | 'space' | 'word', CodePoints>> = {
  digit: DIGITS,
  space: SPACE,
  word: WORD
}

/** A literal character. */
export function toChar(node: AST.Character, context: ParseContext): Char {
  return toSet(list([node], context), false, context)
}

/** A class, an escape such as `\d`, a property or the dot. */
export function toCharClass(
  node: AST.CharacterClass | AST.CharacterSet,
  context: ParseContext
): Char {
  if (node.type === 'CharacterSet') return toSet(list([node], context), false, context)
  const char = toSet(list(node.elements, context), node.negate, context)
  if (char.points.length === 0) {
    context.refuse(
      node,
      'expected a class with at least one character, got an empty one; list characters'
    )
  }
  return char
}

function toSet(listed: Listed, negated: boolean, context: ParseContext): Char {
  if (listed.properties.length > 0) return toUnicodeSet(listed, negated, context)
  const folded = context.ignoreCase ? withBothCases(listed.points) : listed.points
  const points = negated ? complement(folded) : folded
  return { kind: 'char', points: withSurrogatesAsReplacement(points) }
}

// What a property holds beyond ASCII is not computed: the class is emitted as written, and analysed as "any non-ASCII".
function toUnicodeSet(listed: Listed, negated: boolean, context: ParseContext): Char {
  const cover = union(listed.points, ...listed.properties.map(coverOf))
  const ascii = intersection(cover, complement(NON_ASCII))
  const folded = context.ignoreCase ? withBothCases(ascii) : ascii
  const points = negated ? complement(union(folded, NON_ASCII)) : folded
  const letters = context.ignoreCase ? intersection(folded, LETTERS) : []
  const written = union(listed.points, letters)
  const unicode: UnicodeClass = {
    listed: takesReplacement(written, listed.properties) ? union(written, SURROGATES) : written,
    properties: listed.properties,
    negated
  }
  return { kind: 'char', points: union(points, NON_ASCII), unicode }
}

function takesReplacement(listed: CodePoints, properties: readonly Property[]): boolean {
  return (
    overlaps(listed, [[0xfffd, 0xfffd]]) ||
    properties.some((property) => new RegExp(property.v8, 'u').test('\ufffd'))
  )
}

function list(elements: readonly ClassElement[], context: ParseContext): Listed {
  const points: CodePoints[] = []
  const properties: Property[] = []
  for (const element of elements) {
    if (element.type === 'CharacterSet' && element.kind === 'property') {
      const property = toProperty(element.key, element.value, element.negate)
      if (property === undefined) refuseProperty(element, context)
      else properties.push(property)
    } else points.push(pointsOf(element, context))
  }
  return { points: union(...points), properties }
}

function refuseProperty(node: AST.Node, context: ParseContext): void {
  context.refuse(
    node,
    `expected a Unicode property that V8 and RE2 both know, got another; use ${KNOWN_PROPERTIES}`
  )
}

function pointsOf(element: ClassElement, context: ParseContext): CodePoints {
  switch (element.type) {
    case 'Character':
      return literal(element, element.value, element.value, context)
    case 'CharacterClassRange':
      return literal(element, element.min.value, element.max.value, context)
    case 'CharacterSet':
      if (element.kind === 'any') return complement(NEW_LINE)
      if (element.kind === 'property') return []
      return element.negate ? complement(ESCAPES[element.kind]) : ESCAPES[element.kind]
    default:
      context.refuse(
        element,
        'expected the portable subset, got a v-flag class; write plain classes'
      )
      return []
  }
}

function literal(node: AST.Node, from: number, to: number, context: ParseContext): CodePoints {
  const isLone = (code: number): boolean => code >= 0xd800 && code <= 0xdfff
  if (isLone(from) || isLone(to)) {
    context.refuse(
      node,
      'expected whole characters, got a lone surrogate; RE2 reads it as U+FFFD, write \\u{FFFD}'
    )
  }
  return [[from, to]]
}
