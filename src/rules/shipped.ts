/**
 * The packs that come with logveil, compiled at build time.
 *
 * In: a name. Out: the compiled pack at once, its source with examples when asked for.
 * Promise: neither the YAML parser nor the pattern parser is loaded, and a pack is only read when it is used.
 */

import { LogveilError } from '../errors.ts'
import { PACKS } from '../generated/packs.ts'
import { deepFreeze } from './freeze.ts'
import type { CompiledPack, RulePack } from './rule.ts'
import { suggest } from './suggest.ts'

export type ShippedPack = {
  /** What the pack's file says, with examples. */
  readonly source: RulePack
  readonly compiled: CompiledPack
}

/** Names of the shipped packs, in alphabetical order. */
export const SHIPPED_PACK_NAMES: readonly string[] = Object.freeze(Object.keys(PACKS))

const compiledPacks = new Map<string, CompiledPack>()

/** A shipped pack by its name; throws ERR_RULES_UNKNOWN. */
export function shippedPack(name: string): ShippedPack {
  if (!isShipped(name)) {
    const message = `expected the name of a shipped pack, got an unknown one; ${suggest(name, SHIPPED_PACK_NAMES)}`
    throw new LogveilError('ERR_RULES_UNKNOWN', 'A rule pack does not exist.', [
      { path: name, message }
    ])
  }
  return {
    compiled: compiledPack(name),
    get source() {
      return sourceOf(name)
    }
  }
}

/** True if a pack of that name is shipped. */
export function isShipped(name: string): boolean {
  return Object.hasOwn(PACKS, name)
}

function compiledPack(name: string): CompiledPack {
  const known = compiledPacks.get(name)
  if (known !== undefined) return known
  const pack = (PACKS[name] as () => CompiledPack)()
  compiledPacks.set(name, pack)
  return pack
}

// A JSON file that `require` reads at the first call and keeps: half of all rule data, which no logger needs.
function sourceOf(name: string): RulePack {
  const sources = require('../generated/pack-sources.json') as Readonly<Record<string, RulePack>>
  return deepFreeze(sources[name] as RulePack)
}
