/**
 * Which packs a `rules` command is about.
 *
 * In: the flag --rules, or file names. Out: packs with their examples. Promise: without either it is all shipped packs.
 */

import type { RulePack } from '../rules/rule.ts'
import { SHIPPED_PACK_NAMES } from '../rules/shipped.ts'
import { loadRules } from '../rules-api.ts'

/** The packs that were named, the shipped ones without names; with `besides` the shipped ones beside those named. */
export function packsOf(sources: readonly string[], besides = false): readonly RulePack[] {
  const all = sources.length === 0 || besides ? SHIPPED_PACK_NAMES : []
  const named = sources.filter((source) => !all.includes(source))
  return loadRules([...all, ...named])
}
