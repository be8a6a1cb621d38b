/**
 * The packs that come with logveil, compiled at build time.
 *
 * In: a name. Out: the compiled pack at once, its source with examples when asked for.
 * Promise: neither the YAML parser nor the pattern parser is loaded, and a pack is only read when it is used.
 */

import { LogveilError } from '../errors.ts'
import { PACK_SOURCES } from '../generated/pack-sources.ts'
import { PACKS } from '../generated/packs.ts'
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
const sources = new Map<string, RulePack>()

/** A shipped pack by its name; throws ERR_RULES_UNKNOWN. */
export function shippedPack(name: string): ShippedPack {
  if (!isShipped(name)) {
    const message = `expected the name of a shipped pack, got an unknown one; ${suggest(name, SHIPPED_PACK_NAMES)}`
    throw new LogveilError('ERR_RULES_UNKNOWN', 'A rule pack does not exist.', [
      { path: name, message }
    ])
  }
  return {
    compiled: once(compiledPacks, name, PACKS),
    get source() {
      return once(sources, name, PACK_SOURCES)
    }
  }
}

/** True if a pack of that name is shipped. */
export function isShipped(name: string): boolean {
  return Object.hasOwn(PACKS, name)
}

function once<T>(made: Map<string, T>, name: string, makers: Readonly<Record<string, () => T>>): T {
  const known = made.get(name)
  if (known !== undefined) return known
  const pack = (makers[name] as () => T)()
  made.set(name, pack)
  return pack
}
