/**
 * Pieces of text that were met before, known again by their units.
 *
 * In: units and a range. Out: what was noted for the piece, or nothing. Promise: two pieces of one hash are told apart by
 * their letters, so nobody can forge one; no string is made for a look; the memory is bounded, a new piece takes the
 * place of an old one.
 */

export type KnownTexts<Value> = {
  get(codes: Uint16Array, start: number, end: number): Value | undefined
  /** Notes a value for the piece, and returns it. */
  set(codes: Uint16Array, start: number, end: number, value: Value): Value
}

type Entry<Value> = { readonly text: string; readonly value: Value }

/** `size`: how many pieces are kept at most, a power of two. */
export function createKnownTexts<Value>(size: number): KnownTexts<Value> {
  const entries = new Array<Entry<Value> | undefined>(size).fill(undefined)
  const mask = size - 1
  return {
    get(codes, start, end) {
      const entry = entries[hashOf(codes, start, end) & mask]
      return entry !== undefined && isSame(entry.text, codes, start, end) ? entry.value : undefined
    },
    set(codes, start, end, value) {
      entries[hashOf(codes, start, end) & mask] = { text: textAt(codes, start, end), value }
      return value
    }
  }
}

export function textAt(codes: Uint16Array, start: number, end: number): string {
  let text = ''
  // a call with a thousand arguments is the most that every engine takes
  for (let at = start; at < end; at += 1000)
    text += String.fromCharCode(...codes.subarray(at, Math.min(at + 1000, end)))
  return text
}

/** FNV-1a, its upper half folded in, as only the lower bits count. */
function hashOf(codes: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (codes[i] as number), 0x01000193)
  return hash ^ (hash >>> 15)
}

function isSame(text: string, codes: Uint16Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== codes[start + i]) return false
  return true
}
