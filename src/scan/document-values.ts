/**
 * What a value of a document says, and whether a rule finds it by its name.
 *
 * In: a document and a node in it. Out: its text; the text that bytes or characters spell; yes or no.
 */
import { decodeBytes } from './decode/bytes.ts'
import {
  childrenOf,
  type Document,
  endOf,
  memberValue,
  saidBy,
  startOf,
  typeOf,
  writtenText
} from './document.ts'
import { ARRAY, KEY, LITERAL, NODE, NUMBER, OBJECT, OPAQUE, STRING } from './json-tape.ts'
import { parseJson } from './json-tree.ts'
import { isFoundValue } from './key-value.ts'

export function valueText(document: Document, node: number): string {
  return typeOf(document, node) === STRING
    ? saidBy(document, node).text
    : writtenText(document, node)
}

/** The text that bytes or characters spell (decode/bytes.ts), or null. */
export function spelledText(document: Document, node: number): string | null {
  if (!mayBeBytes(document, node)) return null
  const text = writtenText(document, node)
  const tree = parseJson(text)
  return tree === null ? null : decodeBytes(text, tree)
}

/** As long as an element of them is written at most. */
const LONGEST_ELEMENT = 14

function mayBeBytes(document: Document, node: number): boolean {
  const type = typeOf(document, node)
  const first = node + NODE
  if (type === ARRAY) return isList(document, node)
  if (type !== OBJECT || first >= (document.nodes[node + 3] as number)) return false
  const { text } = document.view
  const start = startOf(document, first)
  // the first index of a typed array, or the type of a Buffer
  if (endOf(document, first) - start === 3 && text[start + 1] === '0') return true
  const value = memberValue(first)
  return typeOf(document, value) === STRING && writtenText(document, value) === '"Buffer"'
}

/** Numbers or strings only, each short. */
function isList(document: Document, node: number): boolean {
  const end = document.nodes[node + 3] as number
  const type = document.nodes[node + NODE]
  if (end === node + NODE || (type !== NUMBER && type !== STRING)) return false
  for (let item = node + NODE; item < end; item += NODE)
    if (
      document.nodes[item] !== type ||
      endOf(document, item) - startOf(document, item) > LONGEST_ELEMENT
    )
      return false
  return true
}

/** `spelled`: the text that bytes or characters spell, which is then judged in their place. */
export function isFoundNode(
  kind: Parameters<typeof isFoundValue>[0],
  document: Document,
  node: number,
  spelled: string | null = null
): boolean {
  if (spelled !== null && isFoundValue(kind, spelled, false)) return true
  switch (typeOf(document, node)) {
    case LITERAL:
      return false
    case STRING:
    case NUMBER:
      return isFoundValue(kind, valueText(document, node), typeOf(document, node) === NUMBER)
    case OPAQUE:
      return kind === 'any'
    default:
      return (
        kind === 'any' &&
        childrenOf(document, node).some((child) =>
          isFoundNode(kind, document, typeOf(document, child) === KEY ? memberValue(child) : child)
        )
      )
  }
}
