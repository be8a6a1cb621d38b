/**
 * A pattern's source becomes a tree of parts, or all that puts it outside the portable subset.
 *
 * In: a source as JavaScript's flag `u` reads it. Out: the tree, or issues that say what to write instead.
 * Promise: what is accepted means the same for V8 and RE2 once emitted; regexpp is loaded at the first call.
 */
import type { AST } from '@eslint-community/regexpp'
import type { Issue } from '../../errors.ts'
import { toChar, toCharClass } from './parse-class.ts'
import { canBeEmpty, lengthOf, type Part } from './part.ts'

/** Longest text that a pattern may match, in UTF-16 units: it bounds the window of a detector. */
export const LONGEST_MATCH = 4096

export type Refuse = (node: AST.Node, message: string) => void
export type ParseContext = { readonly ignoreCase: boolean; readonly refuse: Refuse }
export type ParsedPattern = { readonly part: Part } | { readonly issues: readonly Issue[] }

const EMPTY: Part = { kind: 'sequence', parts: [] }

/** Reads one pattern; issues have an empty path. */
export function parsePattern(source: string, ignoreCase: boolean): ParsedPattern {
  const read = readSyntax(source)
  if ('issues' in read) return read
  const issues: Issue[] = []
  const refuse: Refuse = (node, message) => {
    issues.push({ path: '', message: `${message} (at character ${node.start + 1})` })
  }
  const part = toChoice(read.ast.alternatives, { ignoreCase, refuse })
  if (issues.length === 0) issues.push(...checkWhole(part))
  return issues.length === 0 ? { part } : { issues: distinct(issues) }
}

function readSyntax(source: string): { ast: AST.Pattern } | { issues: readonly Issue[] } {
  const { RegExpParser } =
    require('@eslint-community/regexpp') as typeof import('@eslint-community/regexpp')
  try {
    const parser = new RegExpParser({ ecmaVersion: 2024 })
    return { ast: parser.parsePattern(source, 0, source.length, { unicode: true }) }
  } catch (error) {
    const index = (error as { index?: number }).index
    const at = index === undefined ? '' : ` at character ${index + 1}`
    return {
      issues: [
        {
          path: '',
          message: `expected a regular expression as JavaScript's flag u reads it, got ${whatIsWrong(error)}${at}; correct it there`
        }
      ]
    }
  }
}

// regexpp's message repeats the whole pattern before the last colon; a pattern can hold a real value.
function whatIsWrong(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  return (
    /: (Unterminated [a-z ]+|Nothing to repeat|Lone quantifier brackets|Unmatched '[()]'|Invalid [a-z ]+|Incomplete quantifier|Duplicate capture group name|[a-z ]*out of order[a-z ]*)$/i
      .exec(message)?.[1]
      ?.toLowerCase() ?? 'a syntax error'
  )
}

function toChoice(alternatives: readonly AST.Alternative[], context: ParseContext): Part {
  const branches = alternatives.map((each) => toSequence(each.elements, context))
  return branches.length === 1 ? (branches[0] as Part) : { kind: 'choice', branches }
}

function toSequence(elements: readonly AST.Element[], context: ParseContext): Part {
  const parts = elements.map((element) => toPart(element, context))
  return parts.length === 1 ? (parts[0] as Part) : { kind: 'sequence', parts }
}

function toPart(node: AST.Element, context: ParseContext): Part {
  switch (node.type) {
    case 'Character':
      return toChar(node, context)
    case 'CharacterSet':
    case 'CharacterClass':
      return toCharClass(node, context)
    case 'Group':
      return toChoice(node.alternatives, context)
    case 'CapturingGroup':
      return toGroup(node, context)
    case 'Quantifier':
      return toRepeat(node, context)
    case 'Assertion':
      return refuseAssertion(node, context)
    case 'Backreference':
      context.refuse(
        node,
        'expected a pattern without back-references, got one; RE2 has none, write the repeated part out'
      )
      return EMPTY
    default:
      context.refuse(node, 'expected the portable subset, got a v-flag class; write plain classes')
      return EMPTY
  }
}

function toGroup(node: AST.CapturingGroup, context: ParseContext): Part {
  const body = toChoice(node.alternatives, context)
  if (node.name !== 'value') return body
  if (isRepeated(node)) {
    context.refuse(
      node,
      'expected the group named value outside of repetition, got it inside; each match has one value'
    )
  }
  if (canBeEmpty(body)) {
    context.refuse(
      node,
      'expected a group named value that holds at least one character, got one that can be empty; require a character'
    )
  }
  return { kind: 'value', body }
}

function isRepeated(node: AST.Node): boolean {
  for (let up = node.parent; up !== null; up = up.parent) {
    if (up.type === 'Quantifier' && up.max > 1) return true
  }
  return false
}

function toRepeat(node: AST.Quantifier, context: ParseContext): Part {
  if (node.element.type === 'Assertion') return toPart(node.element as AST.Element, context)
  const body = toPart(node.element as AST.Element, context)
  if (node.max === Number.POSITIVE_INFINITY) {
    const from = node.min === 0 ? 0 : node.min
    context.refuse(
      node,
      `expected bounded repetition, got one without an upper bound; write how often it can occur, e.g. {${from},${Math.max(64, node.min)}}`
    )
    return body
  }
  if (node.max === 0) {
    context.refuse(node, 'expected repetition of at least one, got {0}; leave that part out')
  }
  // `(?:a??)?a?` on "aa": JavaScript forbids an empty turn and takes `aa`, RE2 allows it and takes `a`.
  if (!(node.min === 1 && node.max === 1) && canBeEmpty(body)) {
    context.refuse(
      node,
      'expected a repeated part that takes at least one character, got one that can be empty; drop its empty alternative'
    )
  }
  return { kind: 'repeat', body, least: node.min, most: node.max, greedy: node.greedy }
}

function refuseAssertion(node: AST.Assertion, context: ParseContext): Part {
  const what = { start: '^', end: '$', word: node.kind === 'word' && node.negate ? '\\B' : '\\b' }
  if (node.kind === 'lookahead' || node.kind === 'lookbehind') {
    context.refuse(
      node,
      `expected a pattern without look-around, got a ${node.kind}; RE2 has none, declare boundaries, exclude or validators in the rule instead`
    )
  } else {
    context.refuse(
      node,
      `expected a pattern without ${what[node.kind]}, got one; declare boundaries.before and boundaries.after in the rule instead`
    )
  }
  return EMPTY
}

function checkWhole(part: Part): Issue[] {
  const [least, most] = lengthOf(part)
  const issues: Issue[] = []
  if (least === 0) {
    issues.push({
      path: '',
      message:
        'expected a pattern that takes at least one character, got one that can match the empty string; require a character'
    })
  }
  if (most > LONGEST_MATCH) {
    issues.push({
      path: '',
      message: `expected a longest match of at most ${LONGEST_MATCH} UTF-16 units, got ${most}; lower the repetition bounds (a character beyond U+FFFF, which a negated class includes, counts two)`
    })
  }
  return issues
}

function distinct(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [issue.message, issue])).values()]
}
