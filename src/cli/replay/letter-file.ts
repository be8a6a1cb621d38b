/**
 * A dead-letter file, taken out of the folder while it is replayed.
 *
 * In: a folder. Out: its files, one after the other, and each with what was not delivered put back.
 * Promise: a line leaves the folder only once it was delivered: whatever happens in between, it is in one file or in two;
 * a process that goes on writing dead letters meanwhile loses none.
 *
 *     NAME.ndjson ─ rename ─► NAME.ndjson.replay ─ lines that are left ─► NAME.left-TIME.ndjson ─► the first is removed
 */
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

const ENDING = '.ndjson'
const TAKEN = '.replay'

/** Names of the folder's files, those too that an earlier replay did not finish. */
export async function listLetterFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder)
  return names.filter((name) => name.endsWith(ENDING) || name.endsWith(ENDING + TAKEN)).sort()
}

export type LetterFile = {
  readonly lines: readonly string[]
  /** Keeps only these lines. */
  keep(lines: readonly string[]): Promise<void>
}

/** Takes a file: from now on, who writes that name writes a new file. */
export async function takeLetterFile(
  folder: string,
  name: string,
  now: () => number = Date.now
): Promise<LetterFile> {
  const original = join(folder, name.endsWith(TAKEN) ? name.slice(0, -TAKEN.length) : name)
  const taken = original + TAKEN
  if (!name.endsWith(TAKEN)) await rename(original, taken)
  const text = await readFile(taken, 'utf8')
  return {
    lines: text.split('\n').filter((line) => line !== ''),
    async keep(lines) {
      // What was appended between our reading and now, by a process that had the file open.
      const late = (await readFile(taken, 'utf8')).slice(text.length)
      const left = late + lines.map((line) => `${line}\n`).join('')
      if (left !== '') await writeWhole(leftName(original, now()), left)
      await rm(taken, { force: true })
    }
  }
}

function leftName(original: string, now: number): string {
  const base = original.slice(0, -ENDING.length).replace(/\.left-\d+$/, '')
  return `${base}.left-${now}${ENDING}`
}

async function writeWhole(path: string, text: string): Promise<void> {
  const handle = await open(`${path}.tmp`, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.datasync()
  } finally {
    await handle.close()
  }
  await rename(`${path}.tmp`, path)
}
