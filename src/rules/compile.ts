/**
 * A trusted rule pack becomes what the matcher takes.
 *
 * In: a parsed `RulePack`. Out: a `CompiledPack`, plain data. Promise: all that a pattern costs is paid here;
 * a shipped pack comes ready-made, so that regexpp is loaded only for a user's own.
 */
import { hashOf } from './hash.ts'
import { compileClass, compilePattern, compileWhole } from './pattern/compile.ts'
import {
  type CompiledKeyRule,
  type CompiledPack,
  type CompiledPattern,
  type CompiledPatternRule,
  type CompiledRule,
  isPatternRule,
  type KeyRule,
  type PatternRule,
  type Rule,
  type RulePack
} from './rule.ts'

/** Compiles a pack that `parsePack` has accepted; throws ERR_PATTERN_UNSUPPORTED on a pattern that it would have refused. */
export function compilePack(pack: RulePack): CompiledPack {
  const rules = pack.rules.map(compileRule)
  const hashes = Object.fromEntries(rules.map((rule) => [rule.id, hashOf(rule)]))
  return { pack: pack.pack, version: pack.version, rules, hashes }
}

function compileRule(rule: Rule): CompiledRule {
  return isPatternRule(rule) ? compilePatternRule(rule) : compileKeyRule(rule)
}

function compileKeyRule({ examples: _, ...rest }: KeyRule): CompiledKeyRule {
  return rest
}

function compilePatternRule(rule: PatternRule): CompiledPatternRule {
  const { patterns, exclude = [], examples: _, boundaries, ...rest } = rule
  const ignoreCase = rule.ignoreCase ?? false
  return {
    ...rest,
    ...(boundaries !== undefined && { boundaries: compileBoundaries(boundaries, ignoreCase) }),
    compiled: patterns.map(
      (source): CompiledPattern =>
        compilePattern(source, { ignoreCase, keywords: rule.keywords, boundaries })
    ),
    excluded: exclude.map((source) => compileWhole(source, ignoreCase))
  }
}

function compileBoundaries(
  boundaries: NonNullable<PatternRule['boundaries']>,
  ignoreCase: boolean
): NonNullable<PatternRule['boundaries']> {
  const sides = Object.entries(boundaries).map(([side, source]) => [side, toV8(source, ignoreCase)])
  return Object.fromEntries(sides) as NonNullable<PatternRule['boundaries']>
}

function toV8(source: string, ignoreCase: boolean): string {
  const compiled = compileClass(source, ignoreCase)
  if ('v8' in compiled) return compiled.v8
  // The one that explains: compilePattern throws with every problem.
  return compilePattern(source, { ignoreCase }).v8
}
