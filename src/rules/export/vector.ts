/**
 * Rules as a program in the Vector Remap Language.
 *
 * In: compiled packs. Out: a .vrl file that rewrites every string of an event, at any depth.
 * Source: https://vector.dev/docs/reference/vrl/functions/#replace and #map_values; Rust's regex crate, which reads
 * RE2's syntax. `replace` and not `redact`: that one replaces whole matches by one word, this one puts the characters
 * around back and names the infoType, as the logger does.
 */
import type { Part } from '../pattern/part.ts'
import { sizeOfPattern } from '../pattern/size.ts'
import type { CompiledPack } from '../rule.ts'
import { type Batch, toBatches } from './batches.ts'
import { type Exported, type ExportOptions, notesOf, toComment } from './exported.ts'
import { isWithinLimits, type Limits, type Portable, toGrouped, toPortable } from './portable.ts'

/** The program, to be named by `file:` of a remap transform. */
export function toVector(packs: readonly CompiledPack[], _options: ExportOptions): Exported {
  const split = toPortable(packs)
  const { leftOut } = split
  const rules = split.rules.map(fitted)
  const notes = notesOf(rules, leftOut)
  const batches = toBatches(rules, (piece) => isWithinLimits(piece, LIMITS))
  const text = `${toComment('#', 'vector', packs, notes)}
#
# Name this file by \`file:\` of a remap transform. Inside of a configuration each $ would have to be doubled.
. = map_values(., recursive: true) -> |value| {
  if is_string(value) {
    text = string!(value)
${batches.map(toStatements).join('\n')}
    text
  } else {
    value
  }
}
`
  return { text, ...notes }
}

/** Rust's regex refuses what compiles to more than 10 MiB: by this count the e-mail rule (230,000) does, half of it does not. */
const LARGEST = 50_000
const LIMITS: Limits = { characters: 4000, size: LARGEST }

/** A pattern that is too large with Unicode's properties takes any character beyond ASCII in their place. */
function fitted(rule: Portable): Portable {
  const isLarge = rule.pieces.some(({ head, body, tail }) =>
    [head, body, tail].some((part) => sizeOfPattern(part) > LARGEST)
  )
  if (!isLarge) return rule
  const pieces = rule.pieces.map((piece) => ({
    ...piece,
    head: withoutProperties(piece.head),
    body: withoutProperties(piece.body),
    tail: withoutProperties(piece.tail)
  }))
  return {
    ...rule,
    pieces,
    lost: [...rule.lost, 'telling letters beyond ASCII from other characters']
  }
}

function withoutProperties(part: Part): Part {
  switch (part.kind) {
    case 'char':
      return { kind: 'char', points: part.points }
    case 'value':
    case 'repeat':
      return { ...part, body: withoutProperties(part.body) }
    case 'sequence':
      return { ...part, parts: part.parts.map(withoutProperties) }
    case 'choice':
      return { ...part, branches: part.branches.map(withoutProperties) }
  }
}

/** Twice where a match takes a character on both sides: the second of two neighbours is found in the second pass. */
function toStatements({ piece, infoType, ids }: Batch): string {
  const pattern = toGrouped(piece).replaceAll("'", '\\x27')
  const line = `    text = replace(text, r'${pattern}', "$1[${infoType}]$2")`
  const isTwice = piece.before !== undefined && piece.after !== undefined
  return `    # ${ids.join(', ')}\n${isTwice ? `${line}\n${line}` : line}`
}
