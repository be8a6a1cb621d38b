/**
 * The TypeScript in the documentation passes the compiler, strictly.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPage } from './blocks.ts'
import { PAGES } from './pages.ts'
import { ROOT, withOurSource } from './run-program.ts'

const CONFIG = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023'],
    module: 'node20',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    types: ['node']
  },
  include: ['*.mts']
}

test('every TypeScript block of the documentation passes the compiler', () => {
  const folder = mkdtempSync(join(tmpdir(), 'logveil-docs-'))
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir')
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG))
    const count = writeBlocks(folder)
    expect(count).toBeGreaterThan(10)
    expect(compile(folder)).toBe('')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Writes each block under the name of its page and line, so that an error says where it is. */
function writeBlocks(folder: string): number {
  let count = 0
  for (const { name, path } of PAGES) {
    for (const { code, extension, line } of readPage(readFileSync(path, 'utf8')).programs) {
      if (extension !== 'mts') continue
      const file = join(folder, `${name.replaceAll('/', '-')}-${line}.mts`)
      writeFileSync(file, withOurSource(code))
      count++
    }
  }
  return count
}

/** What the compiler says; nothing if all is well. */
function compile(folder: string): string {
  const tsc = join(ROOT, 'node_modules', '.bin', 'tsc')
  try {
    execFileSync(tsc, ['-p', folder], { encoding: 'utf8', cwd: folder })
    return ''
  } catch (error) {
    return (error as { readonly stdout: string }).stdout
  }
}
