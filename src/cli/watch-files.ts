/**
 * Once, and again whenever a file changes.
 *
 * In: paths, what to do. Out: it is done at once and after each burst of changes, until the signal or the process ends.
 * Promise: an editor that writes a new file and renames it is seen too (the folder is watched, not the file).
 */
import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'

/** An editor writes in several steps: truncate, write, rename. */
const QUIET_MS = 100

/** Resolves when `signal` is aborted. Runs never overlap: a change during one makes it run once more. */
export function watchFiles(
  paths: readonly string[],
  run: () => Promise<void>,
  signal: AbortSignal
): Promise<void> {
  const names = namesByFolder(paths)
  return new Promise((done) => {
    let timer: NodeJS.Timeout | undefined
    let running: Promise<void> = Promise.resolve()
    const changed = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        running = running.then(run)
      }, QUIET_MS)
    }
    // Watched before the first run: what changes during it must not be missed.
    const watchers = [...names].map(([folder, files]) => watchFolder(folder, files, changed))
    running = run()
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
      running.then(done, done)
    })
  })
}

function watchFolder(folder: string, files: ReadonlySet<string>, changed: () => void): FSWatcher {
  const watcher = watch(folder, (_, name) => {
    // Some systems do not say which file it was.
    if (name === null || files.has(name)) changed()
  })
  watcher.on('error', () => watcher.close())
  return watcher
}

function namesByFolder(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>()
  for (const path of paths.map((each) => resolve(each))) {
    const folder = dirname(path)
    names.set(folder, (names.get(folder) ?? new Set()).add(basename(path)))
  }
  return names
}
