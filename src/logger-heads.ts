/**
 * Heads of lines with a member left out.
 *
 * In: the texts that pino keeps for each level, and a name. Out: the same without that member; made once, then remembered.
 * For the one key that both a head and a record's own fields have, so that no line has it twice.
 */
import { splitMembers } from './redact/members.ts'

/** By level: `{"level":30,…`, an object that is not closed. */
export type Heads = Readonly<Record<number, string>>

export type HeadsWithout = (heads: Heads, name: string) => Heads

export function createHeadsWithout(): HeadsWithout {
  const known = new WeakMap<Heads, Map<string, Heads>>()
  return (heads, name) => {
    const made = known.get(heads) ?? new Map<string, Heads>()
    known.set(heads, made)
    const without = made.get(name) ?? leaveOut(heads, name)
    made.set(name, without)
    return without
  }
}

function leaveOut(heads: Heads, name: string): Heads {
  const key = JSON.stringify(name)
  return Object.fromEntries(
    Object.entries(heads).map(([level, head]) => {
      const members = splitMembers(`${head}}`) ?? []
      const kept = members.filter((member) => member.key !== key)
      if (kept.length === members.length) return [level, head]
      return [level, `{${kept.map((member) => `${member.key}:${member.text}`).join()}`]
    })
  )
}
