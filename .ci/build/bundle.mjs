/**
 * A few files instead of three hundred.
 *
 * In: the modules of src, and dist as tsc left it. Out: chunks in dist/bundle, and for every entry a line that points there,
 * in place of tsc's JavaScript. Promise: one copy of the code; types stay as tsc wrote them.
 * Loading 100 small files took 50 ms of a start. In one scope V8 reads a function once, in modules that are functions twice:
 * 3 ms for each 100 kB, so what a logger does not need stands in chunks of its own.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { build } from 'esbuild'
import {
  fileOf,
  idOf,
  isLate,
  lateModule,
  lateOutside,
  namesOf,
  planChunks,
  standIn
} from './chunks.mjs'

const DIST = join(process.cwd(), 'dist')
const OUT = join(DIST, 'bundle')
const ENTRIES = [
  'index',
  'http/index',
  'fastify',
  'testing/index',
  'transport',
  'deliver/worker',
  'cli/main'
]

const chunkOf = await planChunks(ENTRIES)
const names = await namesOf([...chunkOf.keys()])
const outside = await lateOutside([...chunkOf.keys()])
/** Modules that other chunks ask for. */
const wanted = new Set(ENTRIES)

/** Modules of this chunk as they are; those of another one, and what may never be needed, are asked for where they are. */
const chunked = (chunk) => ({
  name: 'chunked',
  setup(build) {
    // what rules say is read when it is used, and their examples hardly ever
    build.onResolve({ filter: /\.json$/ }, ({ path, resolveDir }) => ({
      path: relative(OUT, resolve(DIST, relative(dirname(fileOf('x')), resolveDir), path)),
      external: true
    }))
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/, namespace: 'file' }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path)
      const id = idOf(file)
      if (chunkOf.get(id) === chunk) return { path: file }
      return { path: id, namespace: isLate(id) ? 'late' : 'elsewhere' }
    })
    build.onResolve({ filter: /^[\w@]/, namespace: 'file' }, ({ path, kind }) =>
      outside.has(path) && kind === 'import-statement' ? { path, namespace: 'outside' } : undefined
    )
    for (const namespace of ['late', 'elsewhere', 'outside'])
      build.onResolve({ filter: /.*/, namespace }, ({ path }) => ({ path, external: true }))
    build.onLoad({ filter: /.*/, namespace: 'elsewhere' }, ({ path: id }) => ({
      contents: `module.exports = ${accessTo(id)}`
    }))
    build.onLoad({ filter: /.*/, namespace: 'late' }, ({ path: id }) => ({
      contents: standIn(id, names.get(id), accessTo(id))
    }))
    build.onLoad({ filter: /.*/, namespace: 'outside' }, ({ path }) => ({
      contents: lateModule(outside.get(path), `require('${path}')`)
    }))
  }
})

function accessTo(id) {
  wanted.add(id)
  return `require('./${chunkOf.get(id)}.js')['${id}']`
}

/** The text of a chunk whose modules `listed` can be asked for. */
async function buildChunk(chunk, listed) {
  const lines = listed.map(
    (id, i) => `import * as m${i} from './${id}.ts'\nexport { m${i} as '${id}' }\n`
  )
  const { outputFiles } = await build({
    stdin: { contents: lines.join(''), resolveDir: dirname(fileOf('x')), loader: 'js' },
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    legalComments: 'none',
    // numbers that have names become numbers: the first pass compares each character with a dozen of them
    minifySyntax: true,
    minifyWhitespace: false,
    plugins: [chunked(chunk)],
    logLevel: 'warning'
  })
  return outputFiles[0].text
}

async function writeEntry(id) {
  const up = id.includes('/') ? '../' : './'
  const head = id === 'cli/main' ? '#!/usr/bin/env node\n' : ''
  const own = `require('${up}bundle/${chunkOf.get(id)}.js')['${id}']`
  const mark = "Object.defineProperty(exports, '__esModule', { value: true })\n"
  // a default is written as one: behind `module.exports =` nobody sees it
  const body =
    id === 'transport'
      ? `${mark}exports.default = ${own}.default\n`
      : `module.exports = Object.defineProperty(${own}, '__esModule', { value: true })\n`
  await writeFile(join(DIST, `${id}.js`), `${head}'use strict'\n${body}`)
}

const chunks = [...new Set(chunkOf.values())]
const modulesOf = (chunk) => [...chunkOf.keys()].filter((id) => chunkOf.get(id) === chunk)
// what is wanted from elsewhere is known when all have been built once
for (const chunk of chunks) await buildChunk(chunk, modulesOf(chunk))
for (const file of await readdir(DIST, { recursive: true }))
  if (file.endsWith('.js')) await rm(join(DIST, file))
await mkdir(OUT, { recursive: true })
for (const chunk of chunks) {
  const text = await buildChunk(
    chunk,
    modulesOf(chunk).filter((id) => wanted.has(id))
  )
  await writeFile(join(OUT, `${chunk}.js`), text)
}
for (const id of ENTRIES) await writeEntry(id)
