/**
 * The pages whose code runs.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')

const NAMES: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
].sort()

export const PAGES: readonly { readonly name: string; readonly path: string }[] = NAMES.map(
  (name) => ({ name, path: join(ROOT, name) })
)
