/**
 * Which packs a `rules` command is about.
 *
 * In: the flag --rules, or file names. Out: packs with their examples. Promise: without either it is all shipped packs.
 */

import { RULE_LOADING } from '../rule-gate.ts'
import { loadCompiled, loadRules } from '../rules/load.ts'
import type { CompiledPack, RulePack } from '../rules/rule.ts'
import { SHIPPED_PACK_NAMES } from '../rules/shipped.ts'

/** Which packs, and which lock they must be in. */
export type SourceOptions = {
  /** The shipped packs beside those named. */
  readonly besides?: boolean
  readonly lock?: string | undefined
  /** false: rules that the gates refuse are loaded too, to be shown or tested. */
  readonly gates?: boolean
}

/** The packs that were named, the shipped ones without names. */
export function packsOf(
  sources: readonly string[],
  options: SourceOptions = {}
): readonly RulePack[] {
  return loadRules(namesOf(sources, options), loadingOf(options))
}

/** The same as the matcher takes them. */
export function compiledPacksOf(
  sources: readonly string[],
  options: SourceOptions = {}
): readonly CompiledPack[] {
  return loadCompiled(namesOf(sources, options), loadingOf(options))
}

function namesOf(sources: readonly string[], { besides }: SourceOptions): readonly string[] {
  const all = sources.length === 0 || besides === true ? SHIPPED_PACK_NAMES : []
  return [...all, ...sources.filter((source) => !all.includes(source))]
}

function loadingOf({ lock, gates }: SourceOptions) {
  return { ...RULE_LOADING, lock, ...(gates === false && { gate: undefined }) }
}
