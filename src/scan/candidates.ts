/**
 * The first pass: where in a text a detector is worth running.
 *
 * In: a text (a line of JSON, or a decoded string), the keyword table, the fewest digits any rule wants.
 * Out: candidates, see candidate-list.ts. Promise: zero false negatives, on WebAssembly's SIMD and without it: what a full
 * scan of the text finds has a candidate here; the property tests in test/scan hold both passes to that.
 */
import type { CandidateList, CandidateOptions } from './candidate-list.ts'
import { collectPlainly } from './plain-pass.ts'
import { settle } from './simd/settle.ts'
import {
  HAS_CONTROLS,
  HAS_RAW,
  LONGEST_TEXT,
  openSimdPass,
  type SimdPass
} from './simd/simd-pass.ts'

/**
 * Collects the candidates of `text` from `from` on.
 *
 * `json`: the text is JSON, and `from` lies outside of a string; quotes and escapes are then read as such.
 */
export function collectCandidates(
  text: string,
  from: number,
  json: boolean,
  options: CandidateOptions,
  list: CandidateList
): void {
  if (list.options !== options) turnTo(list, options)
  const { simd } = list
  if (simd === null || text.length > LONGEST_TEXT || !collectFast(simd, text, from, json, list))
    collectPlainly(text, from, json, options, list)
}

function turnTo(list: CandidateList, options: CandidateOptions): void {
  let pass = list.passes.get(options)
  if (pass === undefined) {
    pass = { simd: openSimdPass(options) }
    list.passes.set(options, pass)
  }
  list.simd = pass.simd
  list.options = options
}

function collectFast(
  simd: SimdPass,
  text: string,
  from: number,
  json: boolean,
  list: CandidateList
): boolean {
  const found = simd.collect(text, from, json)
  if (found === -1) return false
  list.codes = simd.codes
  list.items = simd.items
  list.length = found >> 2
  list.controls = (found & HAS_CONTROLS) !== 0
  if ((found & HAS_RAW) !== 0) settle(text, list, simd.items, found >> 2)
  return true
}
