/**
 * Compiles the WebAssembly first pass.
 *
 * In: src/scan/simd/pass.as.ts (AssemblyScript). Out: `simd-pass.ts`, the module as base64, and the hash of what it was made
 * from: the compiler takes seconds, so it runs when its input has changed. Promise: what the compiler says fails the build.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeIfChanged } from './write.ts'

const SOURCE = 'src/scan/simd/pass.as.ts'
const FLAGS = [
  '--enable',
  'simd',
  '-O3',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory'
]

/** What is used of `assemblyscript/asc`; its own types declare a global `require`, of which Node's types know more. */
type Asc = { readonly version: string; readonly main: Compiler }
type Compiler = (
  argv: readonly string[],
  io: {
    readFile(name: string): string | null
    writeFile(name: string, contents: Uint8Array): void
    listFiles(): readonly string[]
  }
) => Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>

// ESM only, and what tsx makes of this file is CommonJS; a variable, so that tsc leaves its types alone
const ASC: string = 'assemblyscript/asc'

export async function generateSimd(outDir: string): Promise<void> {
  const source = await readFile(join(process.cwd(), SOURCE), 'utf8')
  const { main, version } = (await import(ASC)) as Asc
  const made = createHash('sha256')
    .update([source, version, ...FLAGS].join('\n'))
    .digest('hex')
  const target = join(outDir, 'simd-pass.ts')
  if (existsSync(target) && (await readFile(target, 'utf8')).includes(made)) return
  const bytes = await compile(main, source)
  const text = Buffer.from(bytes).toString('base64')
  await writeIfChanged(
    target,
    `/** Compiled from ${SOURCE} ${made}, ${bytes.length} bytes. */\nexport const SIMD_MODULE: string =\n  '${text}'\n`
  )
}

async function compile(main: Compiler, source: string): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined
  const { error, stderr } = await main(['pass.ts', '--outFile', 'pass.wasm', ...FLAGS], {
    readFile: (name) => (name === 'pass.ts' ? source : null),
    writeFile: (name, contents) => {
      if (name === 'pass.wasm') bytes = contents
    },
    listFiles: () => []
  })
  if (error !== null || bytes === undefined)
    throw new Error(`${SOURCE} does not compile:\n${stderr.toString()}`, { cause: error })
  return bytes
}
