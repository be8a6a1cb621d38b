/**
 * Equal keys on one line.
 *
 * In: the members of a line as text. Out: the same, each key once: the later wins, and `attrs` are merged.
 * Promise: values are kept to the letter (no number is parsed); what is no JSON is returned as it came.
 */

/** Which keys an object or a text of members has, as 32 bits: no common bit, no common key. */
export function keyBit(key: string): number {
  return (
    1 << ((Math.imul(key.length, 7) + key.charCodeAt(0) + key.charCodeAt(key.length - 1) * 3) & 31)
  )
}

type Span = { readonly key: string; readonly text: string }

/** `,"a":1,"b":2` with each key once. */
export function dropTwins(
  members: string,
  split: (object: string) => readonly Span[] | null
): string {
  const spans = split(`{${members.slice(1)}}`)
  if (spans === null) return members
  const last = new Map<string, string>()
  for (const { key, text } of spans) {
    const earlier = last.get(key)
    last.delete(key)
    last.set(
      key,
      earlier !== undefined && key === '"attrs"' ? mergeObjects(earlier, text, split) : text
    )
  }
  return [...last].map(([key, text]) => `,${key}:${text}`).join('')
}

function mergeObjects(
  one: string,
  other: string,
  split: (object: string) => readonly Span[] | null
): string {
  if (!one.startsWith('{') || !other.startsWith('{')) return other
  const inner = (object: string) => object.trim().slice(1, -1).trim()
  const joined = [inner(one), inner(other)].filter((part) => part !== '').join(',')
  return `{${dropTwins(`,${joined}`, split).slice(1)}}`
}
