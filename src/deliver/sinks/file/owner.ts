/**
 * Who writes an unfinished file.
 *
 * In: this process; the name of an owner, a file. Out: its name; whether that process still lives, or has the file open.
 * Promise: a name is never given twice: beside host and process id it holds the time at which the process began, because a
 * restarted container has the same host and the same process id 1.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { exists, ticksOf } from '../../process-identity.ts'

/** The name of this process as an owner: `HOST.PID.START`. */
export function thisOwner(): string {
  return `${thisHost()}.${process.pid}.${ticksOf(process.pid) ?? 0}`
}

/** False only if it is certain; undefined where it cannot be known (another host). */
export function isAlive(owner: string): boolean | undefined {
  const [host, pid, start] = owner.split('.')
  if (host !== thisHost()) return undefined
  if (!exists(Number(pid))) return false
  const since = ticksOf(Number(pid))
  // Without /proc, a process of that id counts as the same one.
  return since === undefined || start === '0' || since === start
}

/**
 * The files that this process has open, by path; undefined where there is no /proc. A worker that died has closed its
 * own, though the process lives.
 */
export function openFiles(): ReadonlySet<string> | undefined {
  try {
    const fds = readdirSync('/proc/self/fd')
    return new Set(fds.map((fd) => targetOf(`/proc/self/fd/${fd}`)))
  } catch {
    return undefined
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link)
  } catch {
    // The descriptor with which the folder itself was read.
    return ''
  }
}

function thisHost(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
}
