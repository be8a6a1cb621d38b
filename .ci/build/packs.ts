/**
 * Compiles the shipped packs to JavaScript.
 *
 * In: rules/*.yaml. Out: `packs.ts` (compiled, for the logger) and `pack-sources.ts` (with examples, for
 * people). Promise: a pack is a JSON text inside a function, so loading the module parses none of them.
 */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { LogveilError } from '../../src/errors.ts'
import { compilePack } from '../../src/rules/compile.ts'
import { type ParsedPack, parsePack } from '../../src/rules/parse-pack.ts'
import type { RulePack } from '../../src/rules/rule.ts'
import { readRuleFile } from '../../src/rules/rule-file.ts'
import { writeIfChanged } from './write.ts'

const RULES = join(process.cwd(), 'rules')
const VALIDATORS = join(process.cwd(), 'src', 'scan', 'validators', 'index.ts')

/** Writes the two modules; throws one error with every problem in every pack. */
export async function generatePacks(outDir: string): Promise<void> {
  const packs = await readPacks()
  const compiled = packs.map((pack) => [pack.pack, compilePack(pack)] as const)
  const sources = packs.map((pack) => [pack.pack, pack] as const)
  await writeIfChanged(join(outDir, 'packs.ts'), toModule('CompiledPack', 'PACKS', compiled))
  await writeIfChanged(
    join(outDir, 'pack-sources.ts'),
    toModule('RulePack', 'PACK_SOURCES', sources)
  )
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

function toModule(
  type: 'CompiledPack' | 'RulePack',
  name: string,
  packs: readonly (readonly [string, unknown])[]
): string {
  const entries = packs.map(
    ([pack, data]) => `  ${JSON.stringify(pack)}: () => JSON.parse(${toLiteral(data)})`
  )
  return `// Generated from rules/*.yaml by npm run generate.
import type { ${type} } from '../rules/rule.ts'

export const ${name}: Readonly<Record<string, () => ${type}>> = {
${entries.join(',\n')}
}
`
}

function toLiteral(data: unknown): string {
  return `'${JSON.stringify(data).replace(/[\\']/g, '\\$&')}'`
}
