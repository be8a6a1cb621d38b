/**
 * A file system for tests of the spool: it fails, writes half, forgets, and survives a crash with torn and reordered bytes.
 *
 * In: the calls of SpoolFs. Out: the same, in memory. Promise: what is synced survives everything; what is not survives a power cut
 * only as far as the test says.
 */
import type { SpoolFs } from '../../src/deliver/spool-fs.ts'

type File = { bytes: Buffer; isLinked: boolean; writes: { from: number; length: number }[] }

export type FakeFs = SpoolFs & {
  /** The next writes fail after that many bytes. */
  failAfter(bytes: number | undefined): void
  /** All names are gone; open files stay. */
  removeAll(): void
  /**
   * The power goes: of each file's unsynced writes the last keeps that many bytes, and those that `lose` names are zeros.
   */
  cutPower(keep: number, lose: (index: number) => boolean): void
  files(): readonly string[]
}

export function createFakeFs(): FakeFs {
  const files = new Map<string, File>()
  const open = new Map<number, File>()
  let nextFd = 3
  let budget: number | undefined
  const fail = (code: string): never => {
    throw Object.assign(new Error(code), { code })
  }
  const get = (path: string): File => files.get(path) ?? fail('ENOENT')
  const at = (fd: number): File => open.get(fd) ?? fail('EBADF')

  function spend(length: number): number {
    if (budget === undefined) return length
    const spent = Math.min(length, budget)
    budget -= spent
    return spent === 0 ? fail('ENOSPC') : spent
  }

  return {
    mkdir: () => undefined,
    list: () => [...files.keys()].map((path) => path.slice(path.lastIndexOf('/') + 1)),
    open(path, purpose) {
      if (purpose === 'append') {
        if (files.has(path)) fail('EEXIST')
        files.set(path, { bytes: Buffer.alloc(0), isLinked: true, writes: [] })
      }
      const fd = nextFd++
      open.set(fd, get(path))
      return fd
    },
    close: (fd) => void open.delete(fd),
    write(fd, bytes, from, length, position) {
      const file = at(fd)
      const count = spend(length)
      const grown = Buffer.alloc(Math.max(file.bytes.length, position + count))
      file.bytes.copy(grown)
      bytes.copy(grown, position, from, from + count)
      file.bytes = grown
      file.writes.push({ from: position, length: count })
      return count
    },
    read: (fd, bytes, from, length, position) =>
      at(fd).bytes.copy(bytes, from, position, Math.min(position + length, at(fd).bytes.length)),
    stat: (fd) => ({ size: at(fd).bytes.length, isLinked: at(fd).isLinked }),
    readText: (path) => get(path).bytes.toString('utf8'),
    replaceText(path, text) {
      spend(1)
      files.set(path, { bytes: Buffer.from(text), isLinked: true, writes: [] })
    },
    rename(from, to) {
      const file = get(from)
      files.delete(from)
      files.set(to, file)
    },
    remove(path) {
      const file = files.get(path)
      if (file !== undefined) file.isLinked = false
      files.delete(path)
    },
    async sync(fd) {
      at(fd).writes = []
    },
    failAfter(bytes) {
      budget = bytes
    },
    removeAll() {
      for (const file of files.values()) file.isLinked = false
      files.clear()
    },
    cutPower(keep, lose) {
      open.clear()
      for (const file of files.values()) tear(file, keep, lose)
    },
    files: () => [...files.keys()]
  }
}

function tear(file: File, keep: number, lose: (index: number) => boolean): void {
  for (const [index, { from, length }] of file.writes.entries())
    if (lose(index)) file.bytes.fill(0, from, from + length)
  const last = file.writes.at(-1)
  if (last !== undefined)
    file.bytes = file.bytes.subarray(0, last.from + Math.min(keep, last.length))
  file.writes = []
}
