/**
 * What a write to standard output can come to.
 *
 * In: what a device threw. Out: whether the reader only takes nothing now, and the system's name for it.
 */

/** Writes bytes, and throws what fs.writeSync throws: EAGAIN where the reader takes nothing now. */
export type Device = (bytes: Buffer, offset: number, length: number) => number

const AGAIN: ReadonlySet<unknown> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EBUSY', 'EINTR'])

export function isAgain(error: unknown): boolean {
  return AGAIN.has(codeOf(error))
}

export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'unknown'
}
