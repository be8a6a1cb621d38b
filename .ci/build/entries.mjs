/**
 * Finishes dist after tsc.
 *
 * In: package.json's exports and the CommonJS build. Out: an ES module entry (`.mjs`, `.d.mts`) beside each
 * CommonJS one that lists its names, the JSON files, and a command that can be run.
 * Promise: one copy of the code whichever way it is loaded; a name in the types that does not exist at run time fails the build.
 */

import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

const require = createRequire(import.meta.url)
const ROOT = process.cwd()

/** @returns {Promise<readonly string[]>} paths of the CommonJS entries without their extension */
async function readEntries() {
  const { exports } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  return Object.values(exports)
    .filter((target) => typeof target === 'object' && target.import && target.require)
    .map((target) => resolve(ROOT, target.require.default.replace(/\.js$/, '')))
}

/** Writes the ES module beside one CommonJS entry. @param {string} entry */
async function writeEntry(entry) {
  const names = Object.keys(require(`${entry}.js`))
  const values = names.filter((name) => name !== 'default').sort()
  const declared = namesIn(await readFile(`${entry}.d.ts`, 'utf8'))
  const types = [...declared.types].filter((name) => !values.includes(name)).sort()
  const ghosts = [...declared.values].filter((name) => !names.includes(name))
  const secret = names.filter((name) => !declared.values.has(name))
  if (ghosts.length > 0 || secret.length > 0) {
    throw new Error(`${entry}: types and code differ in ${[...ghosts, ...secret].join(', ')}`)
  }
  const from = `'./${entry.slice(entry.lastIndexOf('/') + 1)}.js'`
  const hasDefault = names.includes('default')
  await writeFile(`${entry}.mjs`, toModule(from, values, hasDefault))
  await writeFile(`${entry}.d.mts`, toTypes(from, values, types, hasDefault))
}

/** @param {string} from @param {readonly string[]} values @param {boolean} hasDefault */
function toModule(from, values, hasDefault) {
  const direct = values.filter((name) => !LATE.has(name))
  const late = values.filter((name) => LATE.has(name))
  const named = direct.length > 0 ? `export const { ${direct.join(', ')} } = cjs\n` : ''
  const called = late.map((name) => `export const ${name} = (...args) => cjs.${name}(...args)\n`)
  return `import cjs from ${from}\n${named}${called.join('')}${hasDefault ? 'export default cjs.default\n' : ''}`
}

/** Functions whose modules are loaded when they are called (chunks.mjs): taking them off the exports would load them. */
const LATE = new Set([
  'checkRules',
  'installHandlers',
  'ledgerMetrics',
  'loadRules',
  'withRedaction'
])

/**
 * To an ES module the default of a CommonJS one is all of its exports, so a default of ours is named anew.
 * @param {string} from @param {readonly string[]} values @param {readonly string[]} types @param {boolean} hasDefault
 */
function toTypes(from, values, types, hasDefault) {
  const value = values.length > 0 ? `export { ${values.join(', ')} } from ${from}\n` : ''
  const type = types.length > 0 ? `export type { ${types.join(', ')} } from ${from}\n` : ''
  const own = `import type cjs from ${from}\ndeclare const value: typeof cjs.default\nexport default value\n`
  return `${value}${type}${hasDefault ? own : ''}`
}

/**
 * What a declaration file exports. Entries are explicit lists, so the forms below are all there are.
 * @param {string} text
 */
function namesIn(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
  if (/export\s+(?:\*|=)/.test(code)) throw new Error('an entry lists its names')
  const names = { values: new Set(), types: new Set() }
  for (const [, isType, list] of code.matchAll(/export\s+(type\s+)?\{([^}]*)\}/g)) {
    for (const item of list
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '')) {
      const name = item.replace(/^type\s+/, '').replace(/^.*\sas\s+/, '')
      names[isType || item.startsWith('type ') ? 'types' : 'values'].add(name)
    }
  }
  const declarations =
    /export\s+(?:declare\s+)?(?:abstract\s+)?(async function|function|const|let|class|type|interface)\s+([\w$]+)/g
  for (const [, kind, name] of code.matchAll(declarations)) {
    names[kind === 'type' || kind === 'interface' ? 'types' : 'values'].add(name)
  }
  return names
}

/** Copies JSON that the code or the exports read, from src (generated or not) to the same place in dist. */
async function copyJson() {
  const files = await readdir(join(ROOT, 'src'), { recursive: true })
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    await copy(join(ROOT, 'src', file), join(ROOT, 'dist', file))
  }
  const recordSchema = join(ROOT, 'src', 'generated', 'record-schema.json')
  if (existsSync(recordSchema))
    await copy(recordSchema, join(ROOT, 'dist', 'record', 'schema.json'))
}

/** @param {string} from @param {string} to */
async function copy(from, to) {
  await mkdir(dirname(to), { recursive: true })
  await cp(from, to)
}

for (const entry of await readEntries()) await writeEntry(entry)
await copyJson()
const command = join(ROOT, 'dist', 'cli', 'main.js')
if (existsSync(command)) await chmod(command, 0o755)
