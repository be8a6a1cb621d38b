/**
 * Decoded text that remembers where each of its units came from.
 *
 * In: a text, or a view and a decoding of part of it. Out: a view: text plus offsets into the line.
 * Promise: a span of the view maps to the smallest span of the line that encodes it, so the encoded form is what gets replaced.
 */

/** What a view was decoded through, outermost first; tells how a quote must be written back. */
export type Layer = 'json' | 'percent' | 'form' | 'escape' | 'html' | 'fold' | 'opaque'

export type View = {
  readonly text: string
  /** Offset in the line of unit 0, where the view is a plain slice (no maps). */
  readonly base: number
  /** For each unit, where its encoded form begins and ends in the line. */
  readonly starts: Int32Array | null
  readonly ends: Int32Array | null
  readonly layers: readonly Layer[]
}

/** A decoding of a text: each unit's encoded span in that text. */
export type Decoded = {
  readonly text: string
  readonly starts: Int32Array
  readonly ends: Int32Array
}

export function viewOf(text: string): View {
  return { text, base: 0, starts: null, ends: null, layers: [] }
}

/** Where unit `index` begins in the line. */
export function rawStart(view: View, index: number): number {
  return view.starts === null ? view.base + index : (view.starts[index] as number)
}

/** Where the unit before `end` ends in the line (`end` exclusive). */
export function rawEnd(view: View, end: number): number {
  if (view.ends === null) return view.base + end
  return end === 0 ? rawStart(view, 0) : (view.ends[end - 1] as number)
}

/** The part [start, end) of a view, undecoded. */
export function sliceView(view: View, start: number, end: number, layer?: Layer): View {
  const layers = layer === undefined ? view.layers : [...view.layers, layer]
  const text = view.text.slice(start, end)
  if (view.starts === null || view.ends === null) {
    return { text, base: view.base + start, starts: null, ends: null, layers }
  }
  return {
    text,
    base: 0,
    starts: view.starts.subarray(start, end),
    ends: view.ends.subarray(start, end),
    layers
  }
}

/** A decoding of the part of `view` that begins at `at`, mapped down to the line. */
export function decodeView(view: View, at: number, decoded: Decoded, layer: Layer): View {
  const { text, starts, ends } = decoded
  for (let i = 0; i < text.length; i++) {
    starts[i] = rawStart(view, at + (starts[i] as number))
    ends[i] = rawEnd(view, at + (ends[i] as number))
  }
  return { text, base: 0, starts, ends, layers: [...view.layers, layer] }
}

/** Text decoded from [start, end) of a view where units cannot be told apart (base64, bytes): any finding replaces the whole. */
export function opaqueView(view: View, start: number, end: number, text: string): View {
  const from = rawStart(view, start)
  const to = rawEnd(view, end)
  return {
    text,
    base: 0,
    starts: new Int32Array(text.length).fill(from),
    ends: new Int32Array(text.length).fill(to),
    layers: [...view.layers, 'opaque']
  }
}

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
