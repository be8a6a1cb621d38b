/**
 * Indexes the shipped rules at build time.
 *
 * In: compiled packs. Out: `rule-index.json` (what a plan needs before a rule is woken, with the table for default options),
 * `rule-bodies.json` (each rule, read when it is woken), `rule-heads.json` (id, infoType, operator, hash of each), and of the
 * rule set under default options `rule-defaults.json` and `rule-manifest.json`.
 * Promise: what is read back is what an index made at run time would be (test/scan/shipped-rules.test.ts).
 */
import { join } from 'node:path'
import { type Manifest, manifestOfDefaults } from '../../src/rule-set.ts'
import type { CompiledPack, CompiledRule } from '../../src/rules/rule.ts'
import type { DefaultsFile, HeadsFile } from '../../src/rules/shipped-heads.ts'
import { packColumns } from '../../src/scan/columns.ts'
import { planOf, toPart } from '../../src/scan/plan.ts'
import { stateOf } from '../../src/scan/planned-rules.ts'
import { V8_ENGINE } from '../../src/scan/regex-engine.ts'
import {
  type BodiesColumns,
  type BodiesFile,
  type IndexColumns,
  type IndexFile,
  withoutRe2
} from '../../src/scan/shipped-rules.ts'
import { writeIfChanged } from './write.ts'

const POSSIBLE = 2

/** Writes the three files; `packs` in alphabetical order. */
export async function generateRuleIndex(
  packs: readonly CompiledPack[],
  outDir: string
): Promise<void> {
  const rules = packs.flatMap((pack) => pack.rules)
  const part = { ...toPart(packs), isOn: (rule: number) => rules[rule]?.default !== false }
  await writeIfChanged(join(outDir, 'rule-index.json'), toJson(indexFile(part)))
  await writeIfChanged(
    join(outDir, 'rule-bodies.json'),
    toJson(bodiesFile(rules.map((_, rule) => part.ruleAt(rule))))
  )
  await writeIfChanged(join(outDir, 'rule-heads.json'), toJson(headsFile(packs, rules)))
  const { defaults, manifest } = defaultsFile(packs, rules)
  await writeIfChanged(join(outDir, 'rule-defaults.json'), toJson(defaults))
  await writeIfChanged(join(outDir, 'rule-manifest.json'), toJson(manifest))
}

function indexFile(part: ReturnType<typeof toPart>): IndexFile {
  const { ids, keywords, keyWords, ...index } = part.index
  const { names, ...nameColumns } = keyWords
  const { table, classes, wordPairs } = planOf([part], {
    engine: V8_ENGINE,
    validators: {}
  }).candidates
  const columns: IndexColumns = {
    index,
    keyWords: nameColumns,
    whole: Uint8Array.from(keywords, ({ whole }) => (whole ? 1 : 0)),
    prepared: { state: stateOf(part, POSSIBLE), table, classes, wordPairs: wordPairs() }
  }
  return {
    columns: packColumns(columns),
    ids: toLines(ids),
    keywords: toLines(keywords.map(({ text }) => text)),
    names: toLines(names)
  }
}

function bodiesFile(rules: readonly ReturnType<ReturnType<typeof toPart>['ruleAt']>[]): BodiesFile {
  const bodies = rules.map(({ rule, ...groups }) =>
    Buffer.from(JSON.stringify({ rule: withoutRe2(withoutTexts(rule)), ...groups }))
  )
  const bounds = new Uint32Array(bodies.length + 1)
  for (const [i, { length }] of bodies.entries()) bounds[i + 1] = (bounds[i] as number) + length
  const columns: BodiesColumns = { bounds }
  return { columns: packColumns(columns), bytes: Buffer.concat(bodies).toString('base64') }
}

/** What only people read stays in the packs. */
function withoutTexts(rule: CompiledRule): CompiledRule {
  const { references: _, ...rest } = rule
  return { ...rest, description: '' }
}

function headsFile(packs: readonly CompiledPack[], rules: readonly CompiledRule[]): HeadsFile {
  return {
    packs: packs.map(({ pack, rules: own }) => [pack, own.length]),
    ids: toLines(rules.map(({ id }) => id)),
    infoTypes: toLines(rules.map(({ infoType }) => infoType)),
    operators: toLines(rules.map(({ operator }) => operator ?? '')),
    hashes: toLines(packs.flatMap((pack) => pack.rules.map(({ id }) => pack.hashes[id] as string)))
  }
}

function defaultsFile(
  packs: readonly CompiledPack[],
  rules: readonly CompiledRule[]
): { readonly defaults: DefaultsFile; readonly manifest: Manifest } {
  const on = packs.flatMap(({ pack, rules: own, hashes }) =>
    own
      .filter((rule) => rule.default !== false)
      .map(({ id, infoType, operator }) => {
        const hash = hashes[id] as string
        return { id, infoType, pack, operator, hash }
      })
  )
  const { id, manifest } = manifestOfDefaults(on)
  const off = rules.flatMap((rule, number) => (rule.default === false ? [number] : []))
  return { defaults: { off, rulesId: id }, manifest }
}

function toLines(texts: readonly string[]): string {
  if (texts.some((text) => text.includes('\n'))) throw new Error('expected texts of one line')
  return texts.join('\n')
}

/** In ASCII: a file with any other character is kept, and read, in two bytes a character. */
function toJson(data: unknown): string {
  return JSON.stringify(data).replace(
    /[^\0-~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
