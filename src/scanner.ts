/**
 * The rules without the logger.
 *
 * In: the same options as the logger's. Out: a scanner for texts and lines.
 * Promise: findings never hold the text; a line of valid JSON stays one; redacting twice changes nothing.
 */

import { checkOptions, RULE_SET_OPTIONS } from './options.ts'
import { toEdits } from './redact/rewrite.ts'
import { isLeftStanding, redactUntilStable } from './redact/stable.ts'
import { createRuleSet, type Manifest, type RuleSet, type RuleSetOptions } from './rule-set.ts'
import type { Finding, LineFinding } from './scan/finding.ts'
import type { Located } from './scan/located.ts'

export type ScannerOptions = RuleSetOptions

export type Scanner = {
  /** The findings in a text, in order, not overlapping. */
  scan(text: string): Finding[]
  /** The text made safe, and what was found in it. */
  redactText(text: string): { text: string; findings: Finding[] }
  /**
   * One line of JSON in, one line of valid JSON out. A line that is no JSON object or array is redacted as text.
   * A line break at its end stays.
   */
  redactLine(line: string): { line: string; findings: LineFinding[] }
  /** What this scanner looks for and does, comparable with other manifests. */
  readonly manifest: Manifest
  /** 12 hex digits over the manifest, as in `pii.rules`. */
  readonly rulesId: string
}

/** Under this symbol a scanner and a logger count lines, lines taken apart, and findings; for the bench. */
export const COUNTERS: unique symbol = Symbol.for('logveil.counters') as never
export type Counters = { lines: number; tokenised: number; findings: number }

/**
 * A scanner with the default rules, or those of the options.
 * Throws LogveilError with all problems of the options at once.
 *
 * @example
 * const scanner = createScanner({ rules: ['./rules/acme.yaml'] })
 * scanner.redactText('mail jane.doe@example.com').text // 'mail [EMAIL_ADDRESS]'
 */
export function createScanner(options: ScannerOptions = {}): Scanner {
  checkOptions(options, RULE_SET_OPTIONS, 'createScanner')
  return toScanner(createRuleSet(options))
}

export function toScanner(rules: RuleSet): Scanner {
  const { matcher, operators } = rules
  const counters: Counters = { lines: 0, tokenised: 0, findings: 0 }
  const hitsOf = (text: string): readonly Located[] => {
    counters.lines++
    if (!matcher.mayHoldText(text)) return []
    counters.tokenised++
    const hits = matcher.scanText(text)
    counters.findings += hits.length
    return hits
  }
  const isStanding = (hit: Located) => isLeftStanding(hit, operators)
  const redact = (text: string, hits: readonly Located[]): string =>
    hits.length === 0
      ? text
      : redactUntilStable(text, hits, {
          mayHold: matcher.mayHoldText,
          scan: (again) => matcher.scanText(again).filter(isStanding),
          scanLeaf: (again, leaf) => matcher.scanLeaf(again, leaf).filter(isStanding),
          edit: (again, found) => toEdits(again, found, operators, null)
        }).text
  const scanner: Scanner = {
    scan: (text) => hitsOf(text).map(toFinding),
    redactText(text) {
      const hits = hitsOf(text)
      return { text: redact(text, hits), findings: hits.map(toFinding) }
    },
    redactLine(line) {
      const hits = hitsOf(line)
      return {
        line: redact(line, hits),
        findings: hits.map((hit) => ({ ...toFinding(hit), path: hit.path }))
      }
    },
    get manifest() {
      return rules.manifest
    },
    rulesId: rules.id
  }
  return Object.freeze(Object.defineProperty(scanner, COUNTERS, { value: counters }))
}

function toFinding({ ruleId, infoType, start, end, likelihood }: Located): Finding {
  return { ruleId, infoType, start, end, likelihood }
}
