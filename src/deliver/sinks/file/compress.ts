/**
 * The compressions of Node's own zlib.
 *
 * In: which one. Out: a stream, and a function for a page of Parquet.
 * Promise: nothing is loaded that Node does not have; zstd came with Node 22.15 and 23.8.
 */
import type { Transform } from 'node:stream'
import * as zlib from 'node:zlib'

type Zstd = {
  readonly createZstdCompress?: () => Transform
  readonly zstdCompressSync?: (bytes: Uint8Array) => Buffer
}

const zstd: Zstd = zlib as Zstd

export function isZstdKnown(): boolean {
  return zstd.createZstdCompress !== undefined
}

/** A stream that compresses; undefined for `none`. */
export function createCompressor(compression: string): Transform | undefined {
  if (compression === 'gzip') return zlib.createGzip()
  return compression === 'zstd' ? zstd.createZstdCompress?.() : undefined
}

/** What Parquet calls its codecs, for those that its writer does not bring itself. */
export const PAGE_COMPRESSORS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  GZIP: (bytes) => zlib.gzipSync(bytes),
  ...(zstd.zstdCompressSync === undefined ? {} : { ZSTD: zstd.zstdCompressSync })
}
