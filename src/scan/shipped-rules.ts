/**
 * The rules that come with logveil, indexed at build time.
 *
 * In: which of them are on. Out: a part of a plan. Promise: what a rule says is read when it is first woken; what is in an index
 * is only taken apart where it is needed (.ci/build/rule-index.ts writes both files).
 */
import type { CompiledPattern, CompiledRule } from '../rules/rule.ts'
import { type Packed, unpackColumns } from './columns.ts'
import type { KeyWordIndex } from './key-word-index.ts'
import type { Keyword } from './keyword-table.ts'
import type { RulePart } from './planned-rules.ts'
import type { IndexedRule, RuleIndex } from './rule-index.ts'

/** What is in rule-index.json; lists of texts are one text, a line each. */
export type IndexFile = {
  readonly columns: Packed
  readonly ids: string
  readonly keywords: string
  readonly names: string
}
/** The part of it that is columns. */
export type IndexColumns = {
  readonly index: Omit<RuleIndex, 'ids' | 'keywords' | 'keyWords'>
  readonly keyWords: Omit<KeyWordIndex, 'names'>
  /** For each keyword, whether it is whole. */
  readonly whole: Uint8Array
  /** What the first pass looks for under default options, where this is the state of each rule. */
  readonly prepared: NonNullable<RulePart['prepared']>
}

/** What is in rule-bodies.json: where each rule begins in the bytes, and these. */
export type BodiesFile = { readonly columns: Packed; bytes: string }
export type BodiesColumns = { readonly bounds: Uint32Array }

/** The shipped rules, by their number in all packs in alphabetical order. */
export function shippedPart(isOn: (rule: number) => boolean): RulePart {
  shipped ??= readIndex()
  return { ...shipped, isOn }
}

let shipped: Omit<RulePart, 'isOn'> | null = null

function readIndex(): Omit<RulePart, 'isOn'> {
  const file = require('../generated/rule-index.json') as IndexFile
  const { index, keyWords, whole, prepared } = unpackColumns(file.columns) as IndexColumns
  const ids = lines(file.ids)
  const names = lines(file.names)
  let keywords: readonly Keyword[] | null = null
  return {
    index: {
      ...index,
      get ids() {
        return ids()
      },
      get keywords() {
        keywords ??= file.keywords.split('\n').map((text, id) => ({ text, whole: whole[id] === 1 }))
        return keywords
      },
      keyWords: {
        ...keyWords,
        get names() {
          return names()
        }
      }
    },
    prepared,
    ruleAt: createBodies()
  }
}

function lines(text: string): () => readonly string[] {
  let list: readonly string[] | null = null
  return () => {
    list ??= text.split('\n')
    return list
  }
}

function createBodies(): RulePart['ruleAt'] {
  const known: (IndexedRule | undefined)[] = []
  let bodies: { readonly bounds: Uint32Array; readonly bytes: Buffer } | null = null
  return (number) => {
    const rule = known[number]
    if (rule !== undefined) return rule
    bodies ??= readBodies()
    const { bounds, bytes } = bodies
    const text = bytes.toString('utf8', bounds[number], bounds[number + 1])
    const read = withRe2(JSON.parse(text) as IndexedRule)
    known[number] = read
    return read
  }
}

function readBodies(): { readonly bounds: Uint32Array; readonly bytes: Buffer } {
  const file = require('../generated/rule-bodies.json') as BodiesFile
  const { bounds } = unpackColumns(file.columns) as BodiesColumns
  const bytes = Buffer.from(file.bytes, 'base64')
  // `require` keeps what it has read
  file.bytes = ''
  return { bounds, bytes }
}

type Stored = Omit<CompiledPattern, 're2'> & { readonly re2?: string }

/** Where both engines read the same source, it is kept once. */
export function withoutRe2(rule: CompiledRule): unknown {
  if (!('compiled' in rule)) return rule
  const compiled = rule.compiled.map(({ re2, ...rest }) =>
    re2 === rest.v8 ? rest : { ...rest, re2 }
  )
  return { ...rule, compiled }
}

function withRe2(indexed: IndexedRule): IndexedRule {
  const { rule } = indexed
  if (!('compiled' in rule)) return indexed
  const stored = rule.compiled as readonly Stored[]
  return {
    ...indexed,
    rule: { ...rule, compiled: stored.map((each) => ({ re2: each.v8, ...each })) }
  }
}
