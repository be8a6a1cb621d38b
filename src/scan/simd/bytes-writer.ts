/**
 * Tables one after the other, each where 16 bytes begin.
 *
 * In: typed arrays, and where the first of them will stand. Out: for each, where it stands; at last all of them as bytes.
 */
export type BytesWriter = {
  add(table: Uint8Array | Uint16Array | Int32Array): number
  end(): Uint8Array
}

export function createBytesWriter(at: number): BytesWriter {
  const parts: { readonly at: number; readonly bytes: Uint8Array }[] = []
  let next = at
  return {
    add({ buffer, byteOffset, byteLength }) {
      const start = next
      parts.push({ at: start, bytes: new Uint8Array(buffer, byteOffset, byteLength) })
      next = (start + byteLength + 15) & ~15
      return start
    },
    end() {
      const all = new Uint8Array(((next + 63) & ~63) - at)
      for (const part of parts) all.set(part.bytes, part.at - at)
      return all
    }
  }
}
