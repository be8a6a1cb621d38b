/**
 * Keeps what was measured.
 *
 * In: a name and anything JSON. Out: a file in bench/results/local (git-ignored), or with `--save` in bench/results/<date>/.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from './paths.ts'

export function saveResult(name: string, result: object): void {
  const date = new Date().toISOString().slice(0, 10)
  const folder = process.argv.includes('--save') ? date : 'local'
  const dir = join(ROOT, 'bench', 'results', folder)
  mkdirSync(dir, { recursive: true })
  const path = join(dir, `${name}.json`)
  writeFileSync(path, `${JSON.stringify({ date, ...result }, null, 2)}\n`)
  console.log(`\nwritten: ${relative(ROOT, path)}`)
}
