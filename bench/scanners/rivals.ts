/**
 * npm's packages as scanners, each with its defaults.
 */

import { toSpans } from './marks.ts'
import { HANDWRITTEN, redactByHand } from './regexes.ts'
import {
  loadLogTapePatterns,
  loadOpenRedaction,
  loadRedactPii,
  loadRedactPiiNode,
  MARK,
  name,
  type Redact
} from './rival-packages.ts'
import { cutOut, type Scanner, type Span } from './scanner.ts'

export async function openRivals(): Promise<Scanner[]> {
  return [
    await openMarked('redact-pii', loadRedactPii),
    await openMarked('@redactpii/node', loadRedactPiiNode),
    await openOpenRedaction(),
    await openLogTape(),
    await openSecretlint(),
    openHandwritten()
  ]
}

async function openMarked(
  scanner: string,
  load: (options?: object) => Promise<Redact>
): Promise<Scanner> {
  const redact = await load({ globalReplaceWith: MARK })
  const plain = await load()
  return {
    name: scanner,
    find: (text) => toSpans(text, redact(text), scanner),
    redact: plain
  }
}

async function openOpenRedaction(): Promise<Scanner> {
  const detect = await loadOpenRedaction()
  return {
    name: 'openredaction',
    find: async (text) =>
      (await detect(text)).detections.map(({ type, position: [start, end] }) => ({
        type,
        start,
        end
      })),
    redact: async (line) => (await detect(line)).redacted
  }
}

async function openLogTape(): Promise<Scanner> {
  const patterns = await loadLogTapePatterns()
  return fromPatterns(
    '@logtape/redaction',
    patterns.map(({ pattern }) => pattern)
  )
}

function openHandwritten(): Scanner {
  const scanner = fromPatterns(
    '17 regexes',
    HANDWRITTEN.map(([, pattern]) => pattern)
  )
  return { ...scanner, redact: redactByHand }
}

function fromPatterns(scanner: string, patterns: readonly RegExp[]): Scanner {
  const find = (text: string): Span[] =>
    patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(({ 0: value, index }) => ({
        start: index ?? 0,
        end: (index ?? 0) + value.length,
        type: scanner
      }))
    )
  return { name: scanner, find, redact: (line) => cutOut(line, find(line)) }
}

type Secretlint = {
  lintSource(task: object): Promise<{
    messages: readonly { ruleId: string; range: readonly [number, number] }[]
  }>
}

/** A linter for secrets in files, not a log redactor: in the table because its rules are well kept. */
async function openSecretlint(): Promise<Scanner> {
  const { lintSource } = (await import(name('@secretlint/core'))) as Secretlint
  const preset = (await import(name('@secretlint/secretlint-rule-preset-recommend'))) as {
    creator: object
  }
  const config = { rules: [{ id: 'preset', rule: preset.creator, options: {} }] }
  const find = async (content: string): Promise<Span[]> => {
    const source = { filePath: 'app.log', ext: '.log', contentType: 'text', content }
    const options = { config, maskSecrets: true, noPhysicFilePath: true }
    const { messages } = await lintSource({ source, options })
    return messages.map(({ ruleId, range: [start, end] }) => ({ type: ruleId, start, end }))
  }
  return { name: 'secretlint', find, redact: async (line) => cutOut(line, await find(line)) }
}
