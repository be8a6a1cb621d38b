/**
 * What the two encodings of OTLP share.
 *
 * In: resource attributes and log records. Out: bytes, and requests made of them.
 * Promise: a log record is encoded once, however often its request is cut into smaller ones.
 */
import type { Attribute, LogRecord } from './log-record.ts'

/** Log records of one resource, encoded. */
export type Group = { readonly resource: Buffer; readonly logs: readonly Buffer[] }

export type Encoding = {
  readonly contentType: string
  encodeResource(attributes: readonly Attribute[]): Buffer
  encodeLog(log: LogRecord): Buffer
  encodeRequest(groups: readonly Group[]): Buffer
}
