/**
 * Writes a generated file only where its text changed, so that watchers and parallel runs see no needless change.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'

/** Replaces the file in one step: whoever reads it meanwhile sees the old or the new text, never half of one. */
export async function writeIfChanged(path: string, text: string): Promise<void> {
  const old = await readFile(path, 'utf8').catch(() => undefined)
  if (old === text) return
  const draft = `${path}.${process.pid}.tmp`
  await writeFile(draft, text)
  await rename(draft, path)
}
