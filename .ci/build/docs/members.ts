/**
 * The members of a type, as its source documents them.
 *
 * In: TypeScript source and a type's name. Out: name, type, sentence and default of each member.
 * Promise: reads only what the formatter writes: members at two spaces, one doc comment before each.
 */

export type Member = {
  readonly name: string
  readonly type: string
  readonly doc: string
  readonly fallback: string
}

/** Members of `export type NAME = … {`; throws if there is no such type. */
export function readMembers(source: string, name: string): readonly Member[] {
  const start = source.search(new RegExp(`^export type ${name}\\b[^=]*=[^{;]*\\{$`, 'm'))
  if (start === -1) throw new Error(`no type ${name} in the source`)
  const lines = source.slice(start).split('\n')
  const body = lines.slice(1, lines.indexOf('}'))
  const members: { name: string; type: string[]; doc: string[] }[] = []
  let doc: string[] = []
  for (const line of body) {
    const member = /^ {2}(?:readonly )?(\w+)\??: ?(.*)$/.exec(line)
    if (member !== null) {
      members.push({ name: member[1] ?? '', type: [member[2] ?? ''], doc })
      doc = []
    } else if (/^ {2}(?:\/\*\*| \*)/.test(line)) doc.push(textOf(line))
    else members.at(-1)?.type.push(line.trim())
  }
  return members.map((member) => toMember(member.name, member.type.join(' '), member.doc))
}

function textOf(line: string): string {
  return line.replace(/^ *(?:\/\*\*| \*\/|\*\/|\*) ?/, '').replace(/ ?\*\/$/, '')
}

function toMember(name: string, type: string, doc: readonly string[]): Member {
  const [text = '', fallback = ''] = doc.join(' ').split(/ ?@default /)
  const compact = type.trim().replace(/(?<=[^{\s]) readonly (?=\w+\??:)/g, '; ')
  return {
    name,
    type: compact.replaceAll('readonly ', ''),
    doc: text.trim(),
    fallback: fallback.trim()
  }
}
