/**
 * The text of a rule file becomes data.
 *
 * In: YAML or JSON of at most 1 MiB. Out: data, or where it stops to be that.
 * Promise: YAML of the failsafe kind: texts, lists and mappings, so that `no`, `1e3` and `0x10` stay what was written; only
 * the few keys that the format gives a number or true and false are read as such. Tags are refused, aliases counted.
 * No piece of the text is repeated in a message (the parser's own messages do).
 */
import type { Document, LineCounter, Scalar } from 'yaml'
import { findJsonError } from './json-error.ts'

export type RuleText = { readonly data: unknown } | { readonly problem: string }

/** A pack of 1,000 rules with their examples takes half of it. */
export const LARGEST_FILE: number = 1024 * 1024
export const TOO_LARGE: string = 'expected at most 1 MiB, got more; split the pack into several'
/** An alias stands for all that its anchor holds: a few hundred of them can stand for a terabyte. */
const MOST_ALIASES = 100

/** Reads YAML 1.2, or JSON. */
export function parseRuleText(text: string, isJson: boolean): RuleText {
  // told again here: a pipe has no size before it is read
  if (Buffer.byteLength(text) > LARGEST_FILE) return { problem: TOO_LARGE }
  const plain = text.replace(/^\ufeff/, '')
  return isJson ? parseJson(plain) : parseYaml(plain)
}

function parseJson(text: string): RuleText {
  try {
    return { data: JSON.parse(text) as unknown }
  } catch {
    const before = text.slice(0, findJsonError(text)).split('\n')
    const column = (before.at(-1) ?? '').length + 1
    return {
      problem: `expected JSON, got a syntax error at line ${before.length}, column ${column}; correct it there`
    }
  }
}

function parseYaml(text: string): RuleText {
  try {
    return readYaml(text)
  } catch {
    // the parser recurses: a thousand open brackets end its stack, aliases that grow end its patience
    return {
      problem: `expected YAML, got more nesting or aliases than a pack needs (at most ${MOST_ALIASES} aliases); write them out`
    }
  }
}

function readYaml(text: string): RuleText {
  const { LineCounter: Counter, parseDocument } = require('yaml') as typeof import('yaml')
  const counter = new Counter()
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: counter,
    prettyErrors: false
  })
  const error = document.errors[0] ?? document.warnings[0]
  if (error !== undefined) return { problem: toProblem(error, counter) }
  return { data: typed(document).toJS({ maxAliasCount: MOST_ALIASES }) as unknown }
}

function toProblem(
  error: { readonly code: string; readonly pos: readonly [number, number] },
  counter: LineCounter
): string {
  const { line, col } = counter.linePos(error.pos[0])
  const what = error.code.toLowerCase().replaceAll('_', ' ')
  return `expected YAML, got a syntax error (${what}) at line ${line}, column ${col}; correct it there`
}

const NUMBERS: ReadonlySet<unknown> = new Set(['version', 'window'])
const BOOLEANS: ReadonlySet<unknown> = new Set(['default', 'ignoreCase', 'inText'])

/** Gives the plain values of the few keys that are no texts their type; a quoted one stays a text, and is refused as such. */
function typed(document: Document.Parsed): Document.Parsed {
  const { isScalar, visit } = require('yaml') as typeof import('yaml')
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !isScalar(value) || value.type !== 'PLAIN') return
      if (NUMBERS.has(key.value)) toNumber(value)
      if (BOOLEANS.has(key.value)) toBoolean(value)
    }
  })
  return document
}

function toNumber(scalar: Scalar): void {
  if (/^\d{1,9}$/.test(String(scalar.value))) scalar.value = Number(scalar.value)
}

function toBoolean(scalar: Scalar): void {
  if (scalar.value === 'true' || scalar.value === 'false') scalar.value = scalar.value === 'true'
}
