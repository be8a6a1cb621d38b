/**
 * A JSON document that is being walked.
 *
 * Holds: its view, its nodes on a tape (json-tape.ts), its candidates. A node is its offset on the tape.
 */
import { KEY, NODE } from './json-tape.ts'
import { stringView } from './string-view.ts'
import type { View } from './view.ts'
import type { Cursor } from './worth.ts'

export type Document = {
  readonly view: View
  readonly nodes: Int32Array
  readonly cursor: Cursor
  /** What ends at or before this offset is not looked at. */
  readonly from: number
}

export function typeOf({ nodes }: Document, node: number): number {
  return nodes[node] as number
}

export function startOf({ nodes }: Document, node: number): number {
  return nodes[node + 1] as number
}

export function endOf({ nodes }: Document, node: number): number {
  return nodes[node + 2] as number
}

/** The node behind it and all that lies in it. */
export function afterOf({ nodes }: Document, node: number): number {
  return nodes[node + 3] as number
}

/** The value of a member, given its key. */
export function memberValue(key: number): number {
  return key + NODE
}

/** The items of an array, or the keys of an object. */
export function childrenOf(document: Document, node: number): readonly number[] {
  const children: number[] = []
  const end = afterOf(document, node)
  for (let child = node + NODE; child < end; child = nextOf(document, child)) children.push(child)
  return children
}

/** The next item, or the next key. */
export function nextOf(document: Document, child: number): number {
  return afterOf(document, typeOf(document, child) === KEY ? memberValue(child) : child)
}

/** As it is written. */
export function writtenText(document: Document, node: number): string {
  return document.view.text.slice(startOf(document, node), endOf(document, node))
}

/** A string or key: a view of what it says. */
export function saidBy(document: Document, node: number): View {
  return stringView(document.view, {
    start: startOf(document, node),
    end: endOf(document, node)
  })
}
