/**
 * Rules as a program in the Vector Remap Language.
 *
 * In: compiled packs. Out: a .vrl file that rewrites every string of an event, at any depth.
 * Source: https://vector.dev/docs/reference/vrl/functions/#replace and #map_values; Rust's regex crate, which reads
 * RE2's syntax. `replace` and not `redact`: that one replaces whole matches by one word, this one puts the characters
 * around back and names the infoType, as the logger does.
 */
import type { CompiledPack } from '../rule.ts'
import { type Batch, toBatches } from './batches.ts'
import { type Exported, type ExportOptions, notesOf, toComment } from './exported.ts'
import { toGrouped, toPortable } from './portable.ts'

const LONGEST = 4000

/** The program, to be named by `file:` of a remap transform. */
export function toVector(packs: readonly CompiledPack[], _options: ExportOptions): Exported {
  const { rules, leftOut } = toPortable(packs)
  const notes = notesOf(rules, leftOut)
  const batches = toBatches(rules, (piece) => toGrouped(piece).length, LONGEST)
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

/** Twice where a match takes a character on both sides: the second of two neighbours is found in the second pass. */
function toStatements({ piece, infoType, ids }: Batch): string {
  const pattern = toGrouped(piece).replaceAll("'", '\\x27')
  const line = `    text = replace(text, r'${pattern}', "$1[${infoType}]$2")`
  const isTwice = piece.before !== undefined && piece.after !== undefined
  return `    # ${ids.join(', ')}\n${isTwice ? `${line}\n${line}` : line}`
}
