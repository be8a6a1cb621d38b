/**
 * Makes everything in src/generated, before tsc and before the tests.
 *
 * In: rules/ and the tables in src. Out: compiled packs, their sources, validators, the WebAssembly first pass.
 * Promise: a broken pack fails the build with every problem in it; the same input gives the same files.
 */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { generateSimd } from './simd.ts'
import { generateValidators } from './validators.ts'

const OUT = join(process.cwd(), 'src', 'generated')
const RECORD_STEP = join(process.cwd(), '.ci', 'build', 'record.ts')

type RecordStep = { generateRecord(outDir: string): Promise<void> }
type PackStep = typeof import('./packs.ts')

async function generate(): Promise<void> {
  await mkdir(OUT, { recursive: true })
  await generateValidators(OUT)
  await generateSimd(OUT)
  if (existsSync(RECORD_STEP)) {
    const step = (await import(RECORD_STEP)) as RecordStep
    await step.generateRecord(OUT)
  }
  // Loaded only now: parsing packs needs the validator that was just written.
  const packs = (await import('./packs.ts')) as PackStep
  await packs.generatePacks(OUT)
}

generate().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
