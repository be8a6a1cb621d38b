/**
 * Decoding that leaves most of a text as it stands.
 *
 * In: a text, where the next sign of an encoding stands, what is encoded there. Out: the decoding with its offsets.
 * Promise: what stands between two encoded pieces is copied as one piece: text of nothing but percent-encoding costs what
 * it is long, and other text next to nothing.
 */
import type { Decoded } from '../view.ts'

/** What the units from a sign on mean, and how many they are. */
export type Piece = { readonly decoded: string; readonly size: number }

/** `find`: where a sign stands at `from` or behind it, or -1. `read`: the piece that begins there; null where there is none. */
export function decodeStretches(
  text: string,
  find: (text: string, from: number) => number,
  read: (text: string, at: number) => Piece | null
): Decoded {
  const out: string[] = []
  const starts = new Int32Array(text.length)
  const ends = new Int32Array(text.length)
  let length = 0
  let plain = 0
  for (let at = find(text, 0); at !== -1; ) {
    const piece = read(text, at)
    if (piece !== null) {
      copyPlain(at)
      for (let unit = 0; unit < piece.decoded.length; unit++) {
        starts[length] = at
        ends[length++] = at + piece.size
      }
      out.push(piece.decoded)
      plain = at + piece.size
    }
    at = find(text, piece === null ? at + 1 : plain)
  }
  copyPlain(text.length)
  return { text: out.join(''), starts: starts.subarray(0, length), ends: ends.subarray(0, length) }

  function copyPlain(end: number): void {
    if (plain === end) return
    for (let unit = plain; unit < end; unit++) {
      starts[length] = unit
      ends[length++] = unit + 1
    }
    out.push(text.slice(plain, end))
  }
}
