/**
 * What an export gives, and what it tells of itself.
 *
 * In: rules that went, went looser, or stayed. Out: the result's type; the notes as lines, for a comment and for stderr.
 */
import type { CompiledPack } from '../rule.ts'
import type { LeftOut, Portable } from './portable.ts'

export type Looser = { readonly id: string; readonly lost: string }
export type Exported = {
  /** The file for the other system. */
  readonly text: string
  /** Ids of the rules that find there what they find here. */
  readonly exact: readonly string[]
  /** Ids of the rules that may find more there, and without which check. */
  readonly looser: readonly Looser[]
  /** Ids of the rules that are not in it, and why. */
  readonly leftOut: readonly LeftOut[]
}
export type Notes = Omit<Exported, 'text'>

export type ExportOptions = {
  /** What the result is called there. */
  readonly name?: string | undefined
}

export function notesOf(rules: readonly Portable[], leftOut: readonly LeftOut[]): Notes {
  return {
    exact: rules.filter(({ lost }) => lost.length === 0).map(({ id }) => id),
    looser: rules
      .filter(({ lost }) => lost.length > 0)
      .map(({ id, lost }) => ({ id, lost: lost.join(', ') })),
    leftOut
  }
}

/** Sentences, the rules grouped by what is lost and by why they stayed. */
export function noteLines({ exact, looser, leftOut }: Notes): readonly string[] {
  return [
    `${exact.length} rules as here, ${looser.length} looser, ${leftOut.length} left out.`,
    ...grouped(looser.map(({ id, lost }) => [`looser, without ${lost}`, id])),
    ...grouped(leftOut.map(({ id, reason }) => [`left out, ${reason}`, id])),
    'What is encoded (percent, base64, escapes) and what a key says is looked at here only.'
  ]
}

function grouped(pairs: readonly (readonly [string, string])[]): readonly string[] {
  const groups = new Map<string, string[]>()
  for (const [name, id] of pairs) groups.set(name, [...(groups.get(name) ?? []), id])
  return [...groups].map(([name, ids]) => `${name}: ${ids.join(', ')}`)
}

/** The notes as a comment of lines that begin with `mark`, within 100 columns. */
export function toComment(
  mark: string,
  target: string,
  packs: readonly CompiledPack[],
  notes: Notes
): string {
  const names = packs.map(({ pack, version }) => `${pack} ${version}`).join(', ')
  const lines = [`logveil rules export --to ${target}: packs ${names}`, '', ...noteLines(notes)]
  return lines
    .flatMap((line) => folded(line, 98 - mark.length))
    .map((line) => `${mark} ${line}`.trimEnd())
    .join('\n')
}

function folded(line: string, width: number): readonly string[] {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + word.length >= width) {
      lines.push(current)
      current = `  ${word}`
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current]
}
