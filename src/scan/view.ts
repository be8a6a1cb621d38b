/**
 * Decoded text that remembers where each of its units came from.
 *
 * In: a text, or a view and a decoding of part of it. Out: a view: text plus offsets into the line.
 * Promise: a span of the view maps to the smallest span of the line that encodes it, so the encoded form is what gets
 * replaced. Offsets are worked out where something was found, and nowhere else.
 */

/** What a view was decoded through, outermost first; tells how a quote must be written back. */
export type Layer = 'json' | 'percent' | 'form' | 'escape' | 'html' | 'fold' | 'opaque'

export type View = {
  readonly text: string
  /** Where unit 0 begins: in the line, or in the view that it was decoded from. */
  readonly base: number
  /** null: a plain slice of the line. */
  readonly offsets: Offsets | null
  readonly layers: readonly Layer[]
}

/** Where a unit begins in the line, and where the unit before `end` ends. */
type Offsets = {
  start(base: number, index: number): number
  end(base: number, end: number): number
}

/** A decoding of a text: each unit's encoded span in that text. */
export type Decoded = {
  readonly text: string
  readonly starts: Int32Array
  readonly ends: Int32Array
}

const NO_LAYERS: readonly Layer[] = []

export function viewOf(text: string): View {
  return { text, base: 0, offsets: null, layers: NO_LAYERS }
}

/** Where unit `index` begins in the line. */
export function rawStart({ base, offsets }: View, index: number): number {
  return offsets === null ? base + index : offsets.start(base, index)
}

/** Where the unit before `end` ends in the line (`end` exclusive). */
export function rawEnd({ base, offsets }: View, end: number): number {
  return offsets === null ? base + end : offsets.end(base, end)
}

/** The part [start, end) of a view, undecoded. */
export function sliceView(view: View, start: number, end: number, layer?: Layer): View {
  const { text, base, offsets, layers } = view
  return {
    text: text.slice(start, end),
    base: base + start,
    offsets,
    layers: layer === undefined ? layers : under(layers, layer)
  }
}

/** A decoding of the part of `view` that begins at `at`, mapped down to the line. */
export function decodeView(view: View, at: number, decoded: Decoded, layer: Layer): View {
  return lazyView(view, at, decoded.text, () => decoded, layer)
}

/** The same where the offsets are worked out when they are first asked for. */
export function lazyView(
  view: View,
  at: number,
  text: string,
  decode: () => Decoded,
  layer: Layer
): View {
  let decoded: Decoded | null = null
  const known = (): Decoded => {
    decoded ??= decode()
    return decoded
  }
  const start = (base: number, index: number): number =>
    rawStart(view, at + (known().starts[base + index] as number))
  const offsets: Offsets = {
    start,
    end: (base, end) =>
      end === 0 ? start(base, 0) : rawEnd(view, at + (known().ends[base + end - 1] as number))
  }
  return { text, base: 0, offsets, layers: under(view.layers, layer) }
}

/** Text decoded from [start, end) of a view where units cannot be told apart (base64, bytes): any finding replaces the whole. */
export function opaqueView(view: View, start: number, end: number, text: string): View {
  const offsets: Offsets = { start: () => rawStart(view, start), end: () => rawEnd(view, end) }
  return { text, base: 0, offsets, layers: under(view.layers, 'opaque') }
}

const KNOWN = new Map<readonly Layer[], Map<Layer, readonly Layer[]>>()

/** Lists of layers are few and the same again and again. */
function under(layers: readonly Layer[], layer: Layer): readonly Layer[] {
  let lists = KNOWN.get(layers)
  if (lists === undefined) {
    if (KNOWN.size > MOST_LISTS) KNOWN.clear()
    lists = new Map()
    KNOWN.set(layers, lists)
  }
  let list = lists.get(layer)
  if (list === undefined) {
    list = [...layers, layer]
    lists.set(layer, list)
  }
  return list
}

const MOST_LISTS = 1000

/** Text as it must be written so that it reads as `text` once the layers are decoded. */
export function encodeThrough(layers: readonly Layer[], text: string): string {
  let encoded = text
  for (let i = layers.length - 1; i >= 0; i--) {
    if (layers[i] === 'json') encoded = JSON.stringify(encoded).slice(1, -1)
    else if (layers[i] === 'percent') encoded = encoded.replace(/[\\"%]/g, encodeURIComponent)
    else if (layers[i] === 'html')
      encoded = encoded.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  }
  return encoded
}
