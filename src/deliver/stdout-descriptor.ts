/**
 * A way to standard output that does not wait.
 *
 * In: the process's standard output. Out: a descriptor to write to.
 * Promise: where the system can do it, a write to a reader that has stalled comes back at once with EAGAIN. A regular
 * file is never opened anew: it has one place to write at, which others share.
 *
 * | stdout is | how |
 * |---|---|
 * | a pipe or a terminal, Linux | opened anew through /proc: a description of our own, so nobody's mode is changed and nobody can change ours |
 * | a socket; a pipe elsewhere than on Windows | Node sets it to non-blocking when process.stdout is first touched |
 * | a file | blocking, as files are |
 * | anything on Windows | blocking: Windows has no other way that a killed process survives |
 */
import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs'

const STDOUT = 1

export function openDescriptor(): number {
  // Node makes a pipe or a socket non-blocking here; in a worker thread process.stdout has no descriptor.
  const fd = process.stdout.fd ?? STDOUT
  if (process.platform !== 'linux') return fd
  try {
    const before = fstatSync(fd)
    return before.isFIFO() || process.stdout.isTTY === true ? openAnew(fd, before) : fd
  } catch {
    return fd
  }
}

/** Fails where the pipe belongs to another user, or its last reader is gone already: then the shared one has to do. */
function openAnew(fd: number, before: Stats): number {
  const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY
  const own = openSync(`/proc/self/fd/${fd}`, flags)
  const after = fstatSync(own)
  if (after.ino === before.ino && after.dev === before.dev) return own
  closeSync(own)
  return fd
}
