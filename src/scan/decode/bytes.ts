/**
 * Bytes and characters as JSON prints them.
 *
 * In: a node of a JSON text. Out: the text that it spells, or null.
 * Knows: a typed array `{"0":106,"1":97,…}` (of bytes, or of UTF-16 code units where they are larger), a Buffer `{"type":"Buffer","data":[…]}`, a list of bytes, a list of single characters.
 */
import type { Node } from '../json-tree.ts'

/** Fewer elements than this spell nothing worth finding. */
const MIN_ELEMENTS = 5

export function decodeBytes(text: string, node: Node): string | null {
  if (node.type === 'array') return decodeList(text, node.items)
  if (node.type !== 'object' || node.members.length === 0) return null
  const [first, second] = node.members
  if (
    node.members.length === 2 &&
    text.slice(first?.value.start, first?.value.end) === '"Buffer"' &&
    second?.value.type === 'array'
  ) {
    return decodeList(text, second.value.items)
  }
  const indexed = node.members.every(
    (member, i) => text.slice(member.keyStart + 1, member.keyEnd - 1) === String(i)
  )
  if (!indexed) return null
  const items = node.members.map((member) => member.value)
  return decodeList(text, items) ?? decodeUnits(text, items)
}

function decodeList(text: string, items: readonly Node[]): string | null {
  if (items.length < MIN_ELEMENTS) return null
  return items[0]?.type === 'number' ? decodeNumbers(text, items) : decodeCharacters(text, items)
}

function decodeNumbers(text: string, items: readonly Node[]): string | null {
  const bytes = new Uint8Array(items.length)
  for (const [i, item] of items.entries()) {
    const value = item.type === 'number' ? Number(text.slice(item.start, item.end)) : -1
    if (!Number.isInteger(value) || value < 0 || value > 255) return null
    bytes[i] = value
  }
  return Buffer.from(bytes).toString('utf8')
}

/** A Uint16Array and its like. */
function decodeUnits(text: string, items: readonly Node[]): string | null {
  if (items.length < MIN_ELEMENTS) return null
  const units: string[] = []
  for (const item of items) {
    const unit = item.type === 'number' ? Number(text.slice(item.start, item.end)) : -1
    if (!Number.isInteger(unit) || unit < 0 || unit > 0xffff) return null
    units.push(String.fromCharCode(unit))
  }
  return units.join('')
}

/** Elements of one character, given as JSON: quotes, and at most one escape or surrogate pair. */
function decodeCharacters(text: string, items: readonly Node[]): string | null {
  const characters: string[] = []
  for (const item of items) {
    if (item.type !== 'string' || item.end - item.start > 14) return null
    const character = parseCharacter(text.slice(item.start, item.end))
    if (character === null) return null
    characters.push(character)
  }
  return characters.join('')
}

function parseCharacter(json: string): string | null {
  try {
    const character: unknown = JSON.parse(json)
    return typeof character === 'string' && [...character].length === 1 ? character : null
  } catch {
    return null
  }
}
