/**
 * The first pass on WebAssembly SIMD: one module and one memory for each rule set, a region of it for each list.
 *
 * In: the tables (tables.ts), a text. Out: the text's units and raw candidates, as views of the memory.
 * Promise: where WebAssembly or its SIMD is missing, or no memory can be had, there is no pass and the plain one runs; so it
 * does for a text or a number of candidates that a region has no room for. The memory never grows: that would detach the
 * views of a list that is being read.
 */
import { SIMD_MODULE } from '../../generated/simd-pass.ts'
import type { Bytes, CandidateOptions } from '../candidate-list.ts'
import { type SimdTables, tablesOf } from './tables.ts'
import type { WebAssemblyApi } from './web-assembly.ts'

/** What stands behind the number of candidates. */
export const HAS_RAW = 1
export const HAS_CONTROLS = 2

export type SimdPass = {
  /** The units of the text that was looked at last. */
  readonly codes: Uint16Array
  readonly items: Int32Array
  /** Four times the number of integers in `items`, plus flags; -1 where there was no room for all. */
  collect(text: string, from: number, json: boolean): number
}

type Exports = {
  place(...offsets: number[]): void
  collect(...settings: number[]): number
}

/** A rule set's module; every memory takes 10 GB of addresses (none of it real), so there is one. */
type Home = {
  readonly exported: Exports
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly tables: SimdTables
  /** Regions that are taken. */
  regions: number
}

const PAGE = 65_536
/** Units behind the text that the module may read. */
const BEHIND = 192
/** Longer texts are rare, and hostile ones are not worth memory: they take the plain pass. */
export const LONGEST_TEXT: number = 1 << 16
const MOST_ITEMS = 1 << 16
const TEXT_BYTES = 2 * (LONGEST_TEXT + BEHIND)
/** The unit before the next region's text must be zero. */
const GAP = 64
const REGION_BYTES = TEXT_BYTES + 4 * MOST_ITEMS + GAP
/** Lists that read a text at the same time: one for each depth of decoding, in the first pass and in the exact scan. */
const MOST_REGIONS = 12

/** Set for tests, and by those who want no WebAssembly. */
const IS_OFF: boolean = process.env.LOGVEIL_SIMD === 'off'
const wasm: WebAssemblyApi | undefined = (globalThis as unknown as { WebAssembly?: WebAssemblyApi })
  .WebAssembly
let compiled: object | null | undefined
const homes = new WeakMap<CandidateOptions, { readonly home: Home | null }>()

/** One module for all; null where it cannot be. */
function moduleOf(): object | null {
  if (compiled !== undefined) return compiled
  try {
    compiled =
      IS_OFF || wasm === undefined ? null : new wasm.Module(Buffer.from(SIMD_MODULE, 'base64'))
  } catch {
    compiled = null
  }
  return compiled
}

/** A region for one list; null where there is none. */
export function openSimdPass(options: CandidateOptions): SimdPass | null {
  let known = homes.get(options)
  if (known === undefined) {
    known = { home: openHome(options) }
    homes.set(options, known)
  }
  const { home } = known
  return home === null || home.regions === MOST_REGIONS ? null : createPass(home, options)
}

function openHome(options: CandidateOptions): Home | null {
  const module = moduleOf()
  if (module === null || wasm === undefined) return null
  try {
    const tables = tablesOf(options)
    const size = tables.end + MOST_REGIONS * REGION_BYTES
    const memory = new wasm.Memory({ initial: Math.ceil(size / PAGE) })
    new Uint8Array(memory.buffer).set(tables.bytes, tables.at)
    const exported = new wasm.Instance(module, { env: { memory } }).exports as Exports
    exported.place(...tables.offsets, tables.wideMask)
    return { exported, memory, tables, regions: 0 }
  } catch {
    // no memory to be had: the plain pass needs less
    return null
  }
}

function createPass(home: Home, options: CandidateOptions): SimdPass {
  const { exported, memory, tables } = home
  const text = tables.end + home.regions++ * REGION_BYTES
  const out = text + TEXT_BYTES
  const outEnd = out + 4 * MOST_ITEMS
  const bytes = Buffer.from(memory.buffer, text, TEXT_BYTES) as Bytes
  const codes = new Uint16Array(memory.buffer, text, LONGEST_TEXT + BEHIND)
  const items = new Int32Array(memory.buffer, out, MOST_ITEMS)
  const minDigits = Math.min(options.minDigits, 0x7fff_ffff)
  const wordDigits = options.wordDigits ? 1 : 0
  return {
    codes,
    items,
    collect(line, from, json) {
      const { length } = line
      bytes.ucs2Write(line, 0)
      codes.fill(0, length, length + BEHIND)
      return exported.collect(text, out, outEnd, from, length, json ? 1 : 0, minDigits, wordDigits)
    }
  }
}
