/**
 * One file instead of 150.
 *
 * In: the CommonJS build in dist. Out: the same behind dist/bundle/logveil.js, in which each module runs when it is first
 * required; every entry is a line that points there. Promise: one copy of the code; types stay as tsc wrote them.
 * Loading 100 small files took 50 ms of a start, one file takes a fifth of it.
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { build } from 'esbuild'

const ROOT = process.cwd()
const DIST = join(ROOT, 'dist')
const ENTRIES = {
  index: 'index',
  http: 'http/index',
  fastify: 'fastify',
  testing: 'testing/index',
  transport: 'transport',
  worker: 'deliver/worker',
  cli: 'cli/main'
}

const getters = Object.entries(ENTRIES).map(
  ([name, file]) => `  get ${name}() { return require('./${file}.js') }`
)

/** JSON stays beside the bundle: a rule pack is read when it is used, and the examples of rules hardly ever. */
const jsonOutside = {
  name: 'json-outside',
  setup(build) {
    build.onResolve({ filter: /\.json$/ }, ({ path, resolveDir }) => ({
      path: `../${relative(DIST, join(resolveDir, path))}`,
      external: true
    }))
  }
}

/**
 * What a logger may never need: loaded when it is first used, not at each start. tsc writes `const x_1 = require('./x.js')`
 * and reads `x_1.name`; here `x_1` becomes a function. Nothing on a line's way is among them.
 */
const LATE =
  /const (\w+) = require\("(\.[\w./-]*\/(?:handlers|logger-delivery|check-delivery|rule-gate|gates|compile|parse-pack|rule-file|with-redaction|rules-api|check|pretty))\.js"\);/g
const lateModules = {
  name: 'late-modules',
  setup(build) {
    build.onLoad(
      {
        filter:
          /dist[\\/](?:index|logger|logger-stream|options|rule-set|rules-api|scanner|rules[\\/]load)\.js$/
      },
      async ({ path }) => {
        let contents = await readFile(path, 'utf8')
        const names = [...contents.matchAll(LATE)].map((match) => match[1])
        contents = contents.replace(LATE, "const $1 = () => require('$2.js');")
        for (const name of names)
          contents = contents.replaceAll(new RegExp(`\\b${name}\\.`, 'g'), `${name}().`)
        return { contents, loader: 'js' }
      }
    )
  }
}

await build({
  stdin: {
    contents: `module.exports = {\n${getters.join(',\n')}\n}\n`,
    resolveDir: DIST
  },
  outfile: join(DIST, 'bundle', 'logveil.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  legalComments: 'none',
  // numbers that have names become numbers: the first pass compares each character with a dozen of them
  minifySyntax: true,
  plugins: [jsonOutside, lateModules],
  logLevel: 'warning'
})

for (const file of await readdir(DIST, { recursive: true })) {
  if (file.endsWith('.js') && !file.startsWith('bundle')) await rm(join(DIST, file))
}
for (const [name, file] of Object.entries(ENTRIES)) {
  const up = file.includes('/') ? '../' : './'
  const head = name === 'cli' ? '#!/usr/bin/env node\n' : ''
  // a default is written as one: behind `module.exports =` nobody sees it
  const body =
    name === 'transport'
      ? `Object.defineProperty(exports, '__esModule', { value: true })\nexports.default = bundle.${name}.default\n`
      : `module.exports = bundle.${name}\n`
  await writeFile(
    join(DIST, `${file}.js`),
    `${head}'use strict'\nconst bundle = require('${up}bundle/logveil.js')\n${body}`
  )
}
