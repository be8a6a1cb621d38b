/**
 * A tree of parts becomes a source for each engine.
 *
 * In: parts. Out: for V8 (flag `u`, no other) and for RE2, sources that match the same text.
 * Promise: only classes of explicit ranges, bounded repetition and groups are written, nothing that the engines read differently.
 */
import { type CodePoints, complement, type Range } from './code-points.ts'
import type { Char, Part, Repeat } from './part.ts'

export type Engine = 'v8' | 're2'

/** RE2 refuses repetition whose nested bounds multiply to more. */
const RE2_REPEAT_LIMIT = 1000

/** Writes the source for one engine. */
export function emit(part: Part, engine: Engine): string {
  switch (part.kind) {
    case 'char':
      return emitChar(part, engine)
    case 'value':
      return `(?${engine === 're2' ? 'P' : ''}<value>${emit(part.body, engine)})`
    case 'sequence':
      return part.parts.map((each) => emitInSequence(each, engine)).join('')
    case 'choice':
      return part.branches.map((each) => emit(each, engine)).join('|')
    case 'repeat':
      return emitRepeat(part, engine)
  }
}

function emitInSequence(part: Part, engine: Engine): string {
  return part.kind === 'choice' ? `(?:${emit(part, engine)})` : emit(part, engine)
}

function emitRepeat(part: Repeat, engine: Engine): string {
  const body = emit(part.body, engine)
  const atom = part.body.kind === 'char' ? body : `(?:${body})`
  const limit =
    engine === 're2' ? Math.floor(RE2_REPEAT_LIMIT / repetitionIn(part.body)) : part.most
  const chunks: string[] = []
  let { least, most } = part
  while (most > 0) {
    const size = Math.min(most, Math.max(1, limit))
    const required = Math.min(least, size)
    chunks.push(`${atom}${quantifier(required, size)}${part.greedy ? '' : lazy(required, size)}`)
    least -= required
    most -= size
  }
  return chunks.join('')
}

function repetitionIn(part: Part): number {
  switch (part.kind) {
    case 'char':
      return 1
    case 'value':
      return repetitionIn(part.body)
    case 'repeat':
      return part.most * repetitionIn(part.body)
    case 'sequence':
      return Math.max(1, ...part.parts.map(repetitionIn))
    case 'choice':
      return Math.max(1, ...part.branches.map(repetitionIn))
  }
}

function quantifier(least: number, most: number): string {
  if (least === 1 && most === 1) return ''
  if (least === 0 && most === 1) return '?'
  return least === most ? `{${least}}` : `{${least},${most}}`
}

function lazy(least: number, most: number): string {
  return least === most ? '' : '?'
}

function emitChar(char: Char, engine: Engine): string {
  if (char.unicode !== undefined) return emitUnicodeClass(char.unicode, engine)
  const only = char.points[0]
  if (char.points.length === 1 && only !== undefined && only[0] === only[1]) {
    return escaped(only[0], /[\^$\\.*+?()[\]{}|/]/, engine)
  }
  const listed = emitRanges(char.points, engine)
  const rest = complement(char.points)
  const negated = rest.length === 0 ? undefined : `[^${emitRanges(rest, engine)}]`
  return negated !== undefined && negated.length < listed.length + 2 ? negated : `[${listed}]`
}

function emitUnicodeClass(unicode: NonNullable<Char['unicode']>, engine: Engine): string {
  const properties = unicode.properties.map((property) => property[engine]).join('')
  return `[${unicode.negated ? '^' : ''}${emitRanges(unicode.listed, engine)}${properties}]`
}

function emitRanges(points: CodePoints, engine: Engine): string {
  return points.map((range) => emitRange(range, engine)).join('')
}

function emitRange([from, to]: Range, engine: Engine): string {
  const first = inClass(from, engine)
  if (from === to) return first
  return `${first}${to === from + 1 ? '' : '-'}${inClass(to, engine)}`
}

function inClass(code: number, engine: Engine): string {
  return escaped(code, /[\\\][^-]/, engine)
}

function escaped(code: number, special: RegExp, engine: Engine): string {
  if (code > 0x20 && code < 0x7f) {
    const char = String.fromCharCode(code)
    return special.test(char) ? `\\${char}` : char
  }
  if (code === 0x20) return ' '
  const hex = code.toString(16)
  return engine === 're2' ? `\\x{${hex}}` : `\\u{${hex}}`
}
