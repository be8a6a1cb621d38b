/**
 * A reader of the protobuf wire format that knows no schema: what the encoder wrote, read back by other code.
 */

/** Field number → its values in order; a length-delimited one is bytes. */
export type Message = ReadonlyMap<number, readonly (bigint | Buffer)[]>

export function readMessage(bytes: Buffer): Message {
  const fields = new Map<number, (bigint | Buffer)[]>()
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) throw new Error('a message that ends in a number')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  while (at < bytes.length) {
    const tag = Number(varint())
    const value = readValue(tag & 7, varint)
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), value])
  }
  return fields

  function readValue(type: number, varint: () => bigint): bigint | Buffer {
    if (type === 0) return varint()
    const length = type === 1 ? 8 : type === 5 ? 4 : type === 2 ? Number(varint()) : -1
    if (length < 0 || at + length > bytes.length) throw new Error('a message that is cut')
    const value = bytes.subarray(at, at + length)
    at += length
    return value
  }
}

export function messages(message: Message | undefined, field: number): readonly Message[] {
  return (message?.get(field) ?? []).map((bytes) => readMessage(bytes as Buffer))
}

export function text(message: Message | undefined, field: number): string | undefined {
  const bytes = message?.get(field)?.at(-1)
  return bytes === undefined ? undefined : (bytes as Buffer).toString('utf8')
}
