/**
 * The first pass on WebAssembly SIMD: a module's instance, its memory, and a text in it.
 *
 * In: the tables (tables.ts), a text. Out: the text's units and raw candidates, as views of the memory.
 * Promise: where WebAssembly or its SIMD is missing, or no memory can be had, there is no pass and the plain one runs.
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
  codes: Uint16Array
  items: Int32Array
  /** Four times the number of integers in `items`, plus flags; -1 where memory did not suffice. */
  collect(text: string, from: number, json: boolean): number
}

type Exports = {
  place(...offsets: number[]): void
  collect(from: number, end: number, json: number, minDigits: number, wordDigits: number): number
}

const PAGE = 65_536
/** Units behind the text that the module may read. */
const BEHIND = 192
const FIRST_UNITS = 4096
const FIRST_ITEMS = 4096
/** Longer texts are rare, and the memory of a module never shrinks: they take the plain pass. */
export const LONGEST_TEXT: number = 1 << 20
const MOST_ITEMS = 1 << 22

/** Set for tests, and by those who want no WebAssembly. */
const IS_OFF: boolean = process.env.LOGVEIL_SIMD === 'off'
const wasm: WebAssemblyApi | undefined = (globalThis as unknown as { WebAssembly?: WebAssemblyApi })
  .WebAssembly
let compiled: object | null | undefined

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

export function openSimdPass(options: CandidateOptions): SimdPass | null {
  const module = moduleOf()
  if (module === null || wasm === undefined) return null
  try {
    return createPass(module, wasm, options)
  } catch {
    // no memory to be had: the plain pass needs less
    return null
  }
}

function createPass(module: object, api: WebAssemblyApi, options: CandidateOptions): SimdPass {
  const tables = tablesOf(options)
  const { minDigits } = options
  const wordDigits = options.wordDigits ? 1 : 0
  const least = Number.isFinite(minDigits) ? minDigits : 0x7fff_ffff
  const memory = new api.Memory({
    initial: Math.ceil(sizeOf(tables, FIRST_UNITS, FIRST_ITEMS) / PAGE)
  })
  new Uint8Array(memory.buffer).set(tables.bytes, tables.at)
  const exported = new api.Instance(module, { env: { memory } }).exports as Exports
  let units = FIRST_UNITS
  let bytes: Bytes
  const pass: SimdPass = { codes: new Uint16Array(0), items: new Int32Array(0), collect }
  place(FIRST_UNITS, FIRST_ITEMS)
  return pass

  /** Text and candidates behind the tables, for so many units and integers. */
  function place(wantedUnits: number, items: number): void {
    const missing = sizeOf(tables, wantedUnits, items) - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
    units = wantedUnits
    const text = tables.end
    const out = text + 2 * (units + BEHIND)
    exported.place(...tables.offsets, tables.wideMask, text, out, out + 4 * items)
    bytes = Buffer.from(memory.buffer, text, 2 * (units + BEHIND)) as Bytes
    pass.codes = new Uint16Array(memory.buffer, text, units + BEHIND)
    pass.items = new Int32Array(memory.buffer, out, items)
  }

  function collect(text: string, from: number, json: boolean): number {
    const { length } = text
    if (length > units) place(Math.min(2 * length, LONGEST_TEXT), pass.items.length)
    for (;;) {
      bytes.ucs2Write(text, 0)
      pass.codes.fill(0, length, length + BEHIND)
      const found = exported.collect(from, length, json ? 1 : 0, least, wordDigits)
      if (found !== -1) return found
      if (pass.items.length >= MOST_ITEMS) return -1
      place(units, 2 * pass.items.length)
    }
  }
}

function sizeOf({ end }: SimdTables, units: number, items: number): number {
  return end + 2 * (units + BEHIND) + 4 * items
}
