/**
 * The text of a rule file becomes data.
 *
 * In: YAML or JSON. Out: data, or where it stops to be that. Promise: no piece of the text is repeated in the
 * message (the parser's own messages do), and an alias bomb is refused by the parser's limit.
 */

import { findJsonError } from './json-error.ts'

export type RuleText = { readonly data: unknown } | { readonly problem: string }

/** Reads YAML 1.2, or JSON. */
export function parseRuleText(text: string, isJson: boolean): RuleText {
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
  const { LineCounter, parseDocument } = require('yaml') as typeof import('yaml')
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const error = document.errors[0]
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0])
    const what = error.code.toLowerCase().replaceAll('_', ' ')
    return {
      problem: `expected YAML, got a syntax error (${what}) at line ${line}, column ${col}; correct it there`
    }
  }
  try {
    return { data: document.toJS() as unknown }
  } catch {
    return { problem: 'expected YAML, got aliases that cannot be resolved; write them out' }
  }
}
