/**
 * Rules for users: loading and checking, with the shipped validators and the real scanner.
 *
 * In: names, paths or packs. Out: packs; a report of each rule's own examples, and of what refuses it.
 */

import { RULE_LOADING, scanWith } from './rule-gate.ts'
import { checkRules as check, type RuleReport } from './rules/check.ts'
import { loadRules as load, type RuleSource } from './rules/load.ts'
import type { RulePack } from './rules/rule.ts'

/** How rules are loaded. */
export type LoadRulesOptions = {
  /** Path of a lock file that `logveil rules lock` wrote; packs that differ from it are refused. */
  readonly lock?: string
}

/**
 * Rule packs by name, path or value; all problems of all of them are told at once. A rule of your own that marks harmless
 * lines, or searches every line at too high a cost, is refused.
 * Throws LogveilError: ERR_RULES_UNREADABLE, ERR_RULES_UNKNOWN, ERR_RULES_INVALID, ERR_RULES_LOCKED, ERR_PATTERN_UNSUPPORTED.
 *
 * @example
 * const packs = loadRules(['core', './rules/acme.yaml'])
 */
export function loadRules(
  sources: readonly RuleSource[],
  options: LoadRulesOptions = {}
): readonly RulePack[] {
  return load(sources, { ...RULE_LOADING, lock: options.lock })
}

/** How rules are checked. */
export type CheckRulesOptions = {
  readonly engine?: 'v8' | 're2'
  /** false: the examples alone, without the trial on harmless lines. @default true */
  readonly gates?: boolean
}

/**
 * Runs each rule's own examples, with that rule alone, and the gates; what `logveil rules test` prints.
 *
 * @example
 * const report = checkRules(loadRules(['./rules/acme.yaml']))
 * if (report.failed > 0) process.exitCode = 1
 */
export function checkRules(
  packs: readonly RulePack[],
  options: CheckRulesOptions = {}
): RuleReport {
  return check(packs, { scanWith: scanWith(options.engine), gates: options.gates ?? true })
}
