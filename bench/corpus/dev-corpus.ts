/**
 * The development corpus beside the repository: other projects' test cases, read and never copied.
 *
 * In: LOGVEIL_CORPUS or ../shared/corpus/detection-dev.jsonl. Out: its cases, or undefined where it is not there.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../measure/paths.ts'

export type DevCase = {
  readonly id: string
  readonly source: string
  readonly entity: string
  readonly kind: 'detector' | 'validator' | 'generated' | 'templated' | 'hard_negative' | 'decode'
  readonly text: string
  readonly should_match: boolean
  /** Null where the source's test does not say where the value stands. */
  readonly expected: readonly { readonly start: number; readonly end: number }[] | null
  /** The source itself gives the value a low score: format only, no checksum, no context. */
  readonly weak?: boolean
}

export function readDevCorpus(): readonly DevCase[] | undefined {
  const path =
    process.env.LOGVEIL_CORPUS ?? join(ROOT, '..', 'shared', 'corpus', 'detection-dev.jsonl')
  if (!existsSync(path)) return undefined
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as DevCase)
}

/** Entities that a shipped rule is meant for; every other one is counted together, because finding it was never promised. */
const IN_SCOPE =
  /^(PHONE_NUMBER|EMAIL_ADDRESS|CREDIT_CARD|IBAN_CODE|IP_ADDRESS|MAC_ADDRESS|US_SSN|KR_RRN|KR_FRN|KR_BRN|JWT|ENCODED)$|^SECRET\/(aws|gcp|azure|github|gitlab|slack|stripe|openai|anthropic|npm|private[-_]key|jwt|generic-api-key)/

/** The table's row of a case. */
export function rowOf({ entity, text }: DevCase): string {
  if (entity === 'PHONE_NUMBER')
    return /^\s*(\+|00)/.test(text) ? 'PHONE_NUMBER, international' : 'PHONE_NUMBER, national'
  if (entity.startsWith('BENIGN/')) return entity
  if (IN_SCOPE.test(entity))
    return entity.replace(/^(SECRET\/(?:gitlab|slack|github|anthropic|npm|azure)).*/, '$1…')
  return entity.startsWith('SECRET/') ? 'other SECRET/…' : 'other personal identifiers'
}

export function isInScope({ entity }: DevCase): boolean {
  return IN_SCOPE.test(entity)
}
