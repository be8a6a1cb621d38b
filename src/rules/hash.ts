/**
 * The hash of what a rule means.
 *
 * In: a rule and its compiled patterns. Out: 12 hex digits. Promise: two rules that find and do the same have
 * the same hash however they are written down: order of keys and words, `\d` or `[0-9]`, defaults said or unsaid,
 * description, examples and references do not matter.
 */
import type { CompiledRule } from './rule.ts'

const HASH_LENGTH = 12
/** Lists whose order means nothing. */
const UNORDERED = new Set(['for', 'against', 'keywords', 'validators', 'patterns', 'excluded'])

/** Hashes one compiled rule. */
export function hashOf(rule: CompiledRule): string {
  return sha256(meaningOf(rule)).slice(0, HASH_LENGTH)
}

/** 64 hex digits over what all rules of a pack mean; name and version of the pack and the order of its rules do not matter. */
export function packHashOf(rules: readonly CompiledRule[]): string {
  return sha256(rules.map(meaningOf).sort().join('\n'))
}

function meaningOf(rule: CompiledRule): string {
  const { description: _, references: __, ...rest } = rule
  const meaning = { likelihood: 'LIKELY', operator: 'replace', default: true, ...rest }
  return canonical('compiled' in meaning ? withPatterns(meaning) : withInText(meaning))
}

function sha256(text: string): string {
  // Loaded only where rules are compiled: shipped packs carry their hashes, and node:crypto takes milliseconds to load.
  const { createHash } = require('node:crypto') as typeof import('node:crypto')
  return createHash('sha256').update(text).digest('hex')
}

// Lengths, anchors and the proof follow from the sources; a better proof does not change what a rule means.
function withPatterns<T extends { readonly compiled: readonly { readonly v8: string }[] }>(
  rule: T
): unknown {
  const { compiled, ...rest } = rule
  return { ignoreCase: false, ...rest, patterns: compiled.map(({ v8 }) => v8) }
}

function withInText<T extends { readonly value: string }>(rule: T): unknown {
  return { inText: rule.value === 'any' || rule.value === 'secret', ...rule }
}

function canonical(value: unknown, key = ''): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item))
    return `[${(UNORDERED.has(key) ? items.sort() : items).join(',')}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item, name)}`).join(',')}}`
}
