/**
 * What a dead process left unfinished.
 *
 * In: the folder, who we are. Out: its parts, now ours, cut after the last whole line.
 * Promise: a part that a process, or a thread of this one, may still write is left alone; of two processes that adopt at once, one gets the part.
 */
import { readdir, realpath, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive, openFiles } from './owner.ts'
import { OPEN_FOLDER, Part, type PartName, parsePartName, toFileName } from './part.ts'

export type Adoption = {
  readonly folder: string
  readonly owner: string
  /** A part of another host that nobody touched for so long is left by a dead process. */
  readonly abandonedMs: number
  readonly now: number
}

/** Parts of dead processes; none if the folder cannot be read. */
export async function adoptParts(adoption: Adoption): Promise<readonly Part[]> {
  const folder = join(adoption.folder, OPEN_FOLDER)
  const files = await readdir(folder).catch(() => [])
  const parts: Part[] = []
  for (const file of files) {
    const name = parsePartName(file)
    if (name === undefined || !(await isAbandoned(name, adoption))) continue
    // What the dead process had half finished.
    await rm(join(folder, `${file}.tmp`), { force: true }).catch(() => {})
    const part = await Part.adopt(adoption.folder, name, adoption.owner).catch(() => undefined)
    if (part !== undefined) parts.push(part)
  }
  return parts
}

async function isAbandoned(name: PartName, adoption: Adoption): Promise<boolean> {
  const { folder, owner, abandonedMs, now } = adoption
  const path = join(folder, OPEN_FOLDER, toFileName(name))
  try {
    if (name.owner === owner) {
      const open = openFiles()
      if (open !== undefined) return !open.has(await realpath(path))
    } else {
      const alive = isAlive(name.owner)
      if (alive !== undefined) return !alive
    }
    return now - (await stat(path)).mtimeMs > abandonedMs
  } catch {
    return false
  }
}
