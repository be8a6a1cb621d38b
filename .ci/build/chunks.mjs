/**
 * Which module goes into which file of dist/bundle, and which imports wait.
 *
 * In: the modules of src and what they import. Out: the chunk of each; the text that stands in for a module of another one.
 * Promise: each module is in exactly one chunk; the first holds what a logger with default options needs, and little else.
 */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'esbuild'

const SRC = join(process.cwd(), 'src')

/** Chunks by name, each with the modules that it begins at; what two of them need belongs to the earlier one. */
const CHUNKS = {
  logveil: ['index'],
  http: ['http/index', 'fastify'],
  chosen: ['rules/load', 'scan/index-rules', 'scan/keyword-table-change'],
  keys: [
    'redact/keyed-hash',
    'redact/operators/truncate',
    'redact/suppression-list',
    'redact/suppressions'
  ],
  rules: [
    'rule-gate',
    'rules-api',
    'rules/compile',
    'rules/lock',
    'rules/parse-pack',
    'rules/rule-file',
    'rules/suggest'
  ],
  delivery: ['deliver/check-delivery', 'logger-delivery', 'transport', 'deliver/worker'],
  validators: ['scan/validators/index'],
  more: [
    'deliver/ledger-metrics',
    'deliver/stdout-spill',
    'handlers',
    'with-redaction',
    'formats/pretty'
  ],
  testing: ['testing/index'],
  cli: ['cli/main']
}
/** What a logger may never need is loaded when it is first used, not at each start. Nothing on a line's way is among it. */
const LATE = new Set([
  ...CHUNKS.chosen,
  ...CHUNKS.keys,
  ...CHUNKS.rules,
  ...CHUNKS.validators,
  ...CHUNKS.more,
  'deliver/check-delivery',
  'logger-delivery'
])
/** The same of Node's modules and of others: a millisecond or more each. */
const LATE_OUTSIDE = new Set(['fastest-levenshtein', 'node:crypto', 'node:net', 'node:url'])

/** The id of a module: its path in src, without extension. @param {string} path */
export const idOf = (path) => relative(SRC, path).replaceAll('\\', '/').replace(/\.ts$/, '')

/** @param {string} id */
export const fileOf = (id) => join(SRC, `${id}.ts`)

/**
 * The chunk of each module that the entries reach.
 * @param {readonly string[]} entries ids @returns {Promise<ReadonlyMap<string, string>>}
 */
export async function planChunks(entries) {
  const graph = await readGraph(entries)
  const chunkOf = new Map()
  const assign = (id, chunk) => {
    if (chunkOf.has(id)) return
    chunkOf.set(id, chunk)
    for (const target of graph.get(id)) if (!LATE.has(target)) assign(target, chunk)
  }
  for (const [chunk, roots] of Object.entries(CHUNKS)) for (const root of roots) assign(root, chunk)
  return chunkOf
}

/** What each module imports for more than types. @returns {Promise<ReadonlyMap<string, readonly string[]>>} */
async function readGraph(entries) {
  const { metafile } = await build({
    entryPoints: entries.map(fileOf),
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'unused',
    platform: 'node',
    packages: 'external',
    external: ['*.json'],
    logLevel: 'warning'
  })
  const modules = Object.entries(metafile.inputs).map(([path, { imports }]) => [
    idOf(path),
    imports.filter(({ external }) => !external).map((each) => idOf(each.path))
  ])
  return new Map(modules)
}

/** The names that each of these modules exports. @returns {Promise<ReadonlyMap<string, readonly string[]>>} */
export async function namesOf(ids) {
  const { metafile } = await build({
    entryPoints: ids.map(fileOf),
    write: false,
    metafile: true,
    outdir: 'unused',
    format: 'esm',
    // `require` in a module is left as it is, which it warns of
    logLevel: 'error'
  })
  const outputs = Object.values(metafile.outputs).map((each) => [
    idOf(each.entryPoint),
    each.exports
  ])
  return new Map(outputs)
}

/** What these modules import of the modules of others that may wait. @returns {Promise<ReadonlyMap<string, readonly string[]>>} */
export async function lateOutside(ids) {
  const texts = ids.map((id) => readFileSync(fileOf(id), 'utf8'))
  const namesIn = (path) => {
    const imports = texts.flatMap((text) => [
      ...text.matchAll(new RegExp(`^import \\{([^}]*)\\} from '${path}'`, 'gm'))
    ])
    const listed = imports.flatMap(([, list]) => list.split(',').map((name) => name.trim()))
    return [...new Set(listed.filter((name) => /^\w+$/.test(name)))]
  }
  return new Map([...LATE_OUTSIDE].map((path) => [path, namesIn(path)]))
}

/**
 * What stands in for a module that waits: functions that call its own, or, where it exports anything else, a CommonJS module
 * whose exports are got when they are read. The first take a tenth of the second at each start.
 */
export function standIn(id, names, get) {
  const text = readFileSync(fileOf(id), 'utf8')
  const isFunction = (name) => new RegExp(`^export (?:async )?function ${name}\\b`, 'm').test(text)
  if (!names.every(isFunction)) return lateModule(names, get)
  const calls = names.map(
    (name) => `export function ${name}(...args) { return ${get}.${name}(...args) }`
  )
  return `${calls.join('\n')}\n`
}

/** A CommonJS module whose exports are got, when they are read, from what `get` gives. */
export function lateModule(names, get) {
  const getters = names.map((name) => `  get ${name}() { return get().${name} }`)
  return `let loaded\nconst get = () => (loaded ??= ${get})\nmodule.exports = {\n${getters.join(',\n')}\n}\nObject.defineProperty(module.exports, '__esModule', { value: true })\n`
}

export const isLate = (id) => LATE.has(id)
