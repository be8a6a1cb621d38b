/**
 * How many records a Collector rejected.
 *
 * In: the body of a 2xx answer, JSON or protobuf. Out: the count; 0 for an empty body or one that cannot be read.
 * Promise: never throws; the message that comes with it is not read, because it may quote a record.
 *
 *     ExportLogsServiceResponse { 1: ExportLogsPartialSuccess { 1: int64 rejected_log_records, 2: string error_message } }
 */

/** `rejected_log_records` of the answer. */
export function readRejected(body: Buffer): number {
  if (body.length === 0) return 0
  return body[0] === 0x7b ? fromJson(body) : fromProtobuf(body)
}

function fromJson(body: Buffer): number {
  try {
    const { partialSuccess } = JSON.parse(body.toString('utf8')) as {
      partialSuccess?: { rejectedLogRecords?: unknown }
    }
    return toCount(Number(partialSuccess?.rejectedLogRecords ?? 0))
  } catch {
    return 0
  }
}

function fromProtobuf(body: Buffer): number {
  if (body[0] !== 0x0a) return 0
  const length = readVarint(body, 1)
  const end = length.next + length.value
  return body[length.next] === 0x08 && length.next < end
    ? toCount(readVarint(body, length.next + 1).value)
    : 0
}

function readVarint(
  body: Buffer,
  start: number
): { readonly value: number; readonly next: number } {
  let value = 0
  let scale = 1
  let at = start
  for (;;) {
    const byte = body[at++] ?? 0
    value += (byte & 0x7f) * scale
    scale *= 128
    if (byte < 0x80) return { value, next: at }
  }
}

function toCount(value: number): number {
  return Number.isSafeInteger(value) && value > 0 ? value : 0
}
