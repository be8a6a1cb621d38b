import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const SCRIPT = resolve('.ci/build/entries.mjs')
const ENTRY = {
  import: { types: './dist/index.d.mts', default: './dist/index.mjs' },
  require: { types: './dist/index.d.ts', default: './dist/index.js' }
}
const CODE = `Object.defineProperty(exports, '__esModule', { value: true })
exports.make = () => 1
exports.Thing = class {}`
const TYPES = `/** Like \`export { ghost }\`. */
export { make, type Options } from './make.ts';
export type { Inner as Outer } from './inner.ts';
export declare class Thing {}
export interface Shape {}`

function build(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'logveil-entries-'))
  const all = {
    'package.json': JSON.stringify({ exports: { '.': ENTRY, './package.json': './package.json' } }),
    'src/a.ts': '',
    'dist/index.js': CODE,
    'dist/index.d.ts': TYPES,
    ...files
  }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  execFileSync(process.execPath, [SCRIPT], { cwd: folder, stdio: 'pipe' })
  return folder
}

test('an entry lists the names of its CommonJS twin, values and types apart', () => {
  const folder = build({})
  expect(readFileSync(join(folder, 'dist/index.mjs'), 'utf8')).toBe(
    "import cjs from './index.js'\nexport const { Thing, make } = cjs\n"
  )
  expect(readFileSync(join(folder, 'dist/index.d.mts'), 'utf8')).toBe(
    "export { Thing, make } from './index.js'\nexport type { Options, Outer, Shape } from './index.js'\n"
  )
})

test('import and require give one copy', () => {
  const folder = build({})
  const script = `import { createRequire } from 'node:module'
    import { Thing } from './dist/index.mjs'
    console.log(createRequire(import.meta.url)('./dist/index.js').Thing === Thing)`
  writeFileSync(join(folder, 'check.mjs'), script)
  expect(execFileSync(process.execPath, ['check.mjs'], { cwd: folder, encoding: 'utf8' })).toBe(
    'true\n'
  )
})

test('a name that only the types or only the code have fails the build', () => {
  expect(() => build({ 'dist/index.d.ts': `${TYPES}\nexport declare const ghost: 1` })).toThrow(
    /ghost/
  )
  expect(() => build({ 'dist/index.js': `${CODE}\nexports.hidden = 1` })).toThrow(/hidden/)
  expect(() => build({ 'dist/index.d.ts': "export * from './a.ts'" })).toThrow(/lists its names/)
})

test('JSON goes to dist, the record schema to its public place, and the command can be run', () => {
  const folder = build({
    'src/generated/pack-sources.json': '{}',
    'src/generated/record-schema.json': '{"a":1}',
    'dist/cli/main.js': '#!/usr/bin/env node'
  })
  expect(existsSync(join(folder, 'dist/generated/pack-sources.json'))).toBe(true)
  expect(readFileSync(join(folder, 'dist/record/schema.json'), 'utf8')).toBe('{"a":1}')
  expect(statSync(join(folder, 'dist/cli/main.js')).mode & 0o111).toBe(0o111)
})
