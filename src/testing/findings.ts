/**
 * Is there anything left to find?
 *
 * In: lines, and the rules to look with. Out: findings with their line.
 * Promise: what an operator left on purpose (a token, a mask, a truncated address) is none: it counts only if redaction would change it.
 */
import { createRuleSet, type RuleSet, type RuleSetOptions } from '../rule-set.ts'

/** What was found in a line; never the text. */
export type PiiFinding = {
  /** Index of the line. */
  readonly line: number
  readonly ruleId: string
  readonly infoType: string
  /** JSON Pointer (RFC 6901); empty for a line of text. */
  readonly path: string
}

let defaultRules: RuleSet | undefined

export function findRemaining(
  lines: readonly string[],
  options: RuleSetOptions
): readonly PiiFinding[] {
  const rules = Object.keys(options).length === 0 ? useDefaults() : createRuleSet(options)
  return lines.flatMap((line, index) => remainingIn(line, index, rules))
}

/** Made once: a test file calls this after every test. */
function useDefaults(): RuleSet {
  defaultRules ??= createRuleSet()
  return defaultRules
}

function remainingIn(line: string, index: number, rules: RuleSet): readonly PiiFinding[] {
  if (!rules.matcher.mayHoldText(line)) return []
  return rules.matcher
    .scanText(line)
    .filter(({ ruleId, infoType, text, whole }) => {
      const operator = rules.operators(ruleId)
      if (operator.type === 'keep') return false
      // A number would become a string: not what an operator leaves.
      return whole !== null || operator.apply(text, infoType) !== text
    })
    .map(({ ruleId, infoType, path }) => ({ line: index, ruleId, infoType, path }))
}
