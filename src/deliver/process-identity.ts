/**
 * Which process is this, and does that one still live?
 *
 * In: what a lock says. Out: `alive`, `dead`, or `unknown`. Promise: a number that another process got later is not taken for the
 * first; a process of another machine or container, whose numbers mean nothing here, is never called dead.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

export type ProcessIdentity = {
  readonly pid: number
  /** When it started, in the system's own words. */
  readonly start: string
  /** Where its number means something: machine, boot and container. */
  readonly space: string
}

export function identifyProcess(): ProcessIdentity {
  return { pid: process.pid, start: startOf(process.pid) ?? '', space: findSpace() }
}

export function judgeProcess(
  other: ProcessIdentity,
  own: ProcessIdentity
): 'alive' | 'dead' | 'unknown' {
  if (other.pid === 0) return 'dead'
  if (other.space !== own.space) return 'unknown'
  if (!exists(other.pid)) return 'dead'
  const start = startOf(other.pid)
  return start === undefined || start === other.start ? 'alive' : 'dead'
}

/** Whether a process of that number runs; EPERM: it is another user's. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Clock ticks from boot to the start of a process: field 22 of /proc/<pid>/stat, counted after the name, which may hold anything. */
export function ticksOf(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

/** When a process started; where there is no /proc, what `ps` says. */
function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') return ticksOf(pid)
  if (process.platform === 'win32') return undefined
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      timeout: 2000
    })
    return text.trim()
  } catch {
    return undefined
  }
}

function findSpace(): string {
  const boot = readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
  let namespace = ''
  try {
    namespace = readlinkSync('/proc/self/ns/pid')
  } catch {
    // not Linux: one space a machine
  }
  return [hostname(), boot, namespace].join(' ')
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
