/**
 * How rules are loaded wherever they are loaded: with the shipped validators, and with gates that the real scanner decides.
 *
 * In: nothing. Out: options for rules/load.ts, and the scan that gates and examples are run with.
 * Promise: a pack that has passed once in this process is not tried again.
 */
import { loadEngine } from './engine.ts'
import { type Issue, LogveilError } from './errors.ts'
import type { CheckDeps } from './rules/check.ts'
import { passGates } from './rules/gates.ts'
import { packHashOf } from './rules/hash.ts'
import type { LoadOptions } from './rules/load.ts'
import type { CompiledPack, RulePack } from './rules/rule.ts'
import { createMatcher } from './scan/matcher.ts'
import type { EngineName } from './scan/regex-engine.ts'
import { VALIDATORS } from './scan/validators/index.ts'

/** A scan with the rules of one pack, at the least likelihood that counts by default. */
export function scanWith(engine: EngineName = 'v8'): CheckDeps['scanWith'] {
  return (pack) => {
    const matcher = createMatcher([pack], {
      engine: loadEngine(engine, [pack]),
      validators: VALIDATORS
    })
    return (text) => (matcher.mayHoldText(text) ? matcher.scanText(text) : [])
  }
}

const passed = new Set<string>()

function gate(pack: RulePack, compiled: CompiledPack): readonly Issue[] {
  const hash = packHashOf(compiled.rules)
  if (passed.has(hash)) return []
  try {
    const { refused } = passGates(pack, compiled, { scanWith: scanWith() })
    if (refused.length === 0) passed.add(hash)
    return refused.map(({ path, message }) => ({ path, message }))
  } catch (error) {
    // The package re2 is missing: told where the engine is chosen, and nothing is scanned without it.
    if (error instanceof LogveilError && error.code === 'ERR_ENGINE_MISSING') return []
    throw error
  }
}

/** What every load of rules takes. */
export const RULE_LOADING: LoadOptions = Object.freeze({
  validators: new Set(Object.keys(VALIDATORS)),
  gate
})
