/**
 * Which regex engine runs.
 *
 * In: the engine asked for, the packs that it must run. Out: V8, or RE2 where the optional peer is installed.
 * Promise: a pattern that V8 cannot run in linear time never runs on V8.
 */
import { LogveilError } from './errors.ts'
import type { CompiledPack } from './rules/rule.ts'
import { isCompiledPatternRule } from './rules/rule.ts'
import {
  type Engine,
  type EngineName,
  type RegexConstructor,
  V8_ENGINE
} from './scan/regex-engine.ts'

export function loadEngine(name: EngineName, packs: readonly CompiledPack[]): Engine {
  if (name === 're2')
    return loadRe2(
      'The engine re2 is asked for, and the package re2 is not installed. Run `npm i re2`, or leave the option engine out.'
    )
  const steep = packs
    .flatMap((pack) => pack.rules)
    .filter(
      (rule) => isCompiledPatternRule(rule) && rule.compiled.some((pattern) => !pattern.linear)
    )
  if (steep.length === 0) return V8_ENGINE
  const ids = steep.map((rule) => rule.id).join(', ')
  return loadRe2(
    `The patterns of ${ids} cannot be proved linear on V8 and need the package re2. Run \`npm i re2\`, or bound and separate their repetitions.`
  )
}

function loadRe2(missing: string): Engine {
  try {
    const loaded = require('re2') as RegexConstructor | { default: RegexConstructor }
    return { name: 're2', Regex: 'default' in loaded ? loaded.default : loaded }
  } catch {
    throw new LogveilError('ERR_ENGINE_MISSING', missing)
  }
}
