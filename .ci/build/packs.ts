/**
 * Compiles the shipped packs to JavaScript.
 *
 * In: rules/*.yaml. Out: `packs.ts` and `packs/*.json` (compiled, for tools), `pack-sources.json` (with examples, for people),
 * and what a logger reads (rule-index.ts). Promise: a pack is a file of its own, read when it is first used: as text inside of the code they made
 * half of what V8 has to read at each start.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { LogveilError } from '../../src/errors.ts'
import { compilePack } from '../../src/rules/compile.ts'
import { type ParsedPack, parsePack } from '../../src/rules/parse-pack.ts'
import type { CompiledPack, RulePack } from '../../src/rules/rule.ts'
import { readRuleFile } from '../../src/rules/rule-file.ts'
import { writeIfChanged } from './write.ts'

const RULES = join(process.cwd(), 'rules')
const VALIDATORS = join(process.cwd(), 'src', 'scan', 'validators', 'index.ts')

/** Writes the two modules; throws one error with every problem in every pack. */
export async function generatePacks(outDir: string): Promise<void> {
  const packs = await readPacks()
  const sources = Object.fromEntries(packs.map((pack) => [pack.pack, pack]))
  const compiled = packs.map(compilePack)
  await rm(join(outDir, 'packs'), { recursive: true, force: true })
  await mkdir(join(outDir, 'packs'), { recursive: true })
  for (const pack of compiled)
    await writeFile(join(outDir, 'packs', `${pack.pack}.json`), JSON.stringify(pack))
  await writeIfChanged(join(outDir, 'packs.ts'), toModule(compiled))
  await writeIfChanged(join(outDir, 'pack-sources.json'), JSON.stringify(sources))
  // Loaded only now: it needs the list of packs that was just written.
  const { generateRuleIndex } = (await import(
    './rule-index.ts'
  )) as typeof import('./rule-index.ts')
  await generateRuleIndex(compiled, outDir)
}

async function readPacks(): Promise<readonly RulePack[]> {
  const validators = await validatorNames()
  const names = (await readdir(RULES)).filter((name) => name.endsWith('.yaml')).sort()
  const results = names.map((name) => readPack(name, validators))
  const issues = results.flatMap((result) => ('issues' in result ? result.issues : []))
  if (issues.length > 0) {
    throw new LogveilError('ERR_RULES_INVALID', 'A shipped rule pack is invalid.', issues)
  }
  return results.flatMap((result) => ('pack' in result ? [result.pack] : []))
}

function readPack(name: string, validators: ReadonlySet<string> | undefined): ParsedPack {
  const source = relative(process.cwd(), join(RULES, name))
  const file = readRuleFile(source)
  if ('issues' in file) return file
  const parsed = parsePack(file.data, { validators, strict: true, source })
  if ('issues' in parsed || `${parsed.pack.pack}.yaml` === name) return parsed
  const message = 'expected the name of its file, got another; name both alike'
  return { issues: [{ path: `${source}: pack`, message }] }
}

async function validatorNames(): Promise<ReadonlySet<string> | undefined> {
  if (!existsSync(VALIDATORS)) return undefined
  const module = (await import(VALIDATORS)) as { VALIDATORS: Readonly<Record<string, unknown>> }
  return new Set(Object.keys(module.VALIDATORS))
}

function toModule(packs: readonly CompiledPack[]): string {
  const entries = packs.map(
    ({ pack }) => `  ${JSON.stringify(pack)}: () => require('./packs/${pack}.json')`
  )
  return `// Generated from rules/*.yaml by npm run generate.
import type { CompiledPack } from '../rules/rule.ts'

export const PACKS: Readonly<Record<string, () => CompiledPack>> = {
${entries.join(',\n')}
}
`
}
