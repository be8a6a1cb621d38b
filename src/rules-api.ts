/**
 * Rules for users: loading and checking, with the shipped validators and the real scanner.
 *
 * In: names, paths or packs. Out: packs; a report of each rule's own examples.
 */

import { loadEngine } from './engine.ts'
import { checkRules as check, type RuleReport } from './rules/check.ts'
import { loadRules as load, type RuleSource } from './rules/load.ts'
import type { CompiledPack, RulePack } from './rules/rule.ts'
import { createMatcher } from './scan/matcher.ts'
import { VALIDATORS } from './scan/validators/index.ts'

/**
 * Rule packs by name, path or value; all problems of all of them are told at once.
 * Throws LogveilError: ERR_RULES_UNREADABLE, ERR_RULES_UNKNOWN, ERR_RULES_INVALID, ERR_PATTERN_UNSUPPORTED.
 *
 * @example
 * const packs = loadRules(['core', './rules/acme.yaml'])
 */
export function loadRules(sources: readonly RuleSource[]): readonly RulePack[] {
  return load(sources, { validators: new Set(Object.keys(VALIDATORS)) })
}

/**
 * Runs each rule's own examples, with that rule alone; what `logveil rules test` prints.
 *
 * @example
 * const report = checkRules(loadRules(['./rules/acme.yaml']))
 * if (report.failed > 0) process.exitCode = 1
 */
export function checkRules(
  packs: readonly RulePack[],
  options: { readonly engine?: 'v8' | 're2' } = {}
): RuleReport {
  return check(packs, { scanWith: (pack) => scanWith(pack, options.engine ?? 'v8') })
}

function scanWith(pack: CompiledPack, engine: 'v8' | 're2') {
  const matcher = createMatcher([pack], {
    engine: loadEngine(engine, [pack]),
    validators: VALIDATORS
  })
  return (text: string) => (matcher.mayHoldText(text) ? matcher.scanText(text) : [])
}
