/**
 * The few calls to the file system that the spool makes.
 *
 * In: paths and descriptors. Out: what node:fs gives. Promise: nothing else of the file system is touched, so that a test
 * can hand in one that tears, reorders and fails.
 */
import {
  closeSync,
  fdatasync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync
} from 'node:fs'

export type SpoolFs = {
  mkdir(path: string): void
  list(path: string): readonly string[]
  /** `append` creates the file and fails if it is there; it can be read too. */
  open(path: string, purpose: 'read' | 'append'): number
  close(fd: number): void
  write(fd: number, bytes: Buffer, from: number, length: number, position: number): number
  read(fd: number, bytes: Buffer, from: number, length: number, position: number): number
  /** Bytes of an open file, and whether its name is still there. */
  stat(fd: number): { readonly size: number; readonly isLinked: boolean }
  readText(path: string): string
  /** Replaces a small file as a whole. */
  replaceText(path: string, text: string): void
  rename(from: string, to: string): void
  remove(path: string): void
  sync(fd: number): Promise<void>
}

export const FOLDER_MODE = 0o700
export const FILE_MODE = 0o600

export const nodeSpoolFs: SpoolFs = {
  mkdir: (path) => void mkdirSync(path, { recursive: true, mode: FOLDER_MODE }),
  list: (path) => readdirSync(path),
  open: (path, purpose) => openSync(path, purpose === 'read' ? 'r' : 'wx+', FILE_MODE),
  close: closeSync,
  write: writeSync,
  read: readSync,
  stat(fd) {
    const { size, nlink } = fstatSync(fd)
    return { size, isLinked: nlink > 0 }
  },
  readText: (path) => readFileSync(path, 'utf8'),
  replaceText(path, text) {
    writeFileSync(`${path}.new`, text, { mode: FILE_MODE })
    renameSync(`${path}.new`, path)
  },
  rename: renameSync,
  remove: (path) => rmSync(path, { recursive: true, force: true }),
  sync: (fd) =>
    new Promise((resolve, reject) =>
      fdatasync(fd, (error) => (error === null ? resolve() : reject(error)))
    )
}
