/**
 * The protobuf wire format, as far as OTLP needs it.
 *
 * In: fields in order. Out: their bytes. Promise: one buffer is used again and again; what is taken out is a copy.
 * https://protobuf.dev/programming-guides/encoding/
 */

const VARINT = 0
const FIXED64 = 1
const LENGTH = 2
const FIXED32 = 5

// A length is known when the message is written: room for it is left, enough for 256 MB, and filled in afterwards with
// a varint of just this many bytes, which every reader takes.
const LENGTH_BYTES = 4

/** Characters. */
const SHORT = 40

export class ProtobufWriter {
  #buffer = Buffer.allocUnsafe(64 * 1024)
  #at = 0

  reset(): void {
    this.#at = 0
  }

  take(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#at))
  }

  text(field: number, text: string): void {
    // A UTF-16 unit takes three bytes at most.
    this.#ensure(text.length * 3 + 16)
    this.#tag(field, LENGTH)
    const start = this.#at + LENGTH_BYTES
    let length = text.length <= SHORT ? this.#ascii(text, start) : -1
    if (length < 0) length = this.#buffer.write(text, start, 'utf8')
    this.#length(length)
    this.#at = start + length
  }

  /** Short ASCII texts, nearly all names: a call into C++ costs more than the loop. Negative if the text is another. */
  #ascii(text: string, start: number): number {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 0x7f) return -1
      this.#buffer[start + i] = code
    }
    return text.length
  }

  bytes(field: number, bytes: Uint8Array): void {
    this.#ensure(bytes.length + 16)
    this.#tag(field, LENGTH)
    this.#length(bytes.length)
    this.#at += LENGTH_BYTES
    this.#buffer.set(bytes, this.#at)
    this.#at += bytes.length
  }

  message(field: number, write: () => void): void {
    this.#ensure(16)
    this.#tag(field, LENGTH)
    const at = this.#at
    this.#at += LENGTH_BYTES
    write()
    const end = this.#at
    this.#at = at
    this.#length(end - at - LENGTH_BYTES)
    this.#at = end
  }

  /** A whole number within ±2^53; a negative one takes ten bytes, as int64 does. */
  varint(field: number, value: number): void {
    this.#ensure(24)
    this.#tag(field, VARINT)
    if (value < 0) {
      this.#bigVarint(BigInt.asUintN(64, BigInt(value)))
      return
    }
    let rest = value
    while (rest > 0x7f) {
      this.#buffer[this.#at++] = (rest % 128) | 0x80
      rest = Math.floor(rest / 128)
    }
    this.#buffer[this.#at++] = rest
  }

  fixed64(field: number, value: bigint): void {
    this.#ensure(24)
    this.#tag(field, FIXED64)
    this.#at = this.#buffer.writeBigUInt64LE(BigInt.asUintN(64, value), this.#at)
  }

  fixed32(field: number, value: number): void {
    this.#ensure(24)
    this.#tag(field, FIXED32)
    this.#at = this.#buffer.writeUInt32LE(value >>> 0, this.#at)
  }

  double(field: number, value: number): void {
    this.#ensure(24)
    this.#tag(field, FIXED64)
    this.#at = this.#buffer.writeDoubleLE(value, this.#at)
  }

  #tag(field: number, type: number): void {
    this.#buffer[this.#at++] = (field << 3) | type
  }

  #length(length: number): void {
    let rest = length
    for (let i = 0; i < LENGTH_BYTES - 1; i++) {
      this.#buffer[this.#at + i] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#buffer[this.#at + LENGTH_BYTES - 1] = rest & 0x7f
  }

  #bigVarint(value: bigint): void {
    let rest = value
    while (rest > 0x7fn) {
      this.#buffer[this.#at++] = Number(rest & 0x7fn) | 0x80
      rest >>= 7n
    }
    this.#buffer[this.#at++] = Number(rest)
  }

  #ensure(size: number): void {
    if (this.#at + size <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + size))
    this.#buffer.copy(larger, 0, 0, this.#at)
    this.#buffer = larger
  }
}
