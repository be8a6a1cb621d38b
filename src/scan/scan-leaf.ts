/**
 * A second look at a value of a line that was rewritten.
 *
 * In: the rewritten line and a leaf in it. Out: located hits. Promise: the same as the scan of the whole line finds there:
 * the names above a leaf, and what they speak for, were not rewritten.
 */
import type { Evidence } from './evidence.ts'
import { isFoundValue } from './key-value.ts'
import { type Leaf, toLocated } from './located.ts'
import type { ScanState } from './scan-state.ts'
import { stringView } from './string-view.ts'
import type { ValueScan } from './value-scan.ts'
import { opaqueView, type View } from './view.ts'

/** Scans again what stands at a leaf's place: a string that replaced its value, or was part of it. */
export function scanLeaf(scan: ValueScan, view: View, { start, end, place, token }: Leaf): void {
  const isString = view.text[start] === '"'
  const span = { start: start + 1, end: end - 1 }
  const inner = isString
    ? stringView(view, { start, end })
    : opaqueView(view, start, end, view.text.slice(start, end))
  if (isQuietToken(scan.state, inner.text, place.evidence)) return
  for (const judge of place.evidence.judges) {
    if (!isFoundValue(judge.rule.value, inner.text, !isString)) continue
    const whole = isString ? null : view.layers
    scan.located.push(
      toLocated(scan, judge, view, isString ? span : { start, end }, inner.text, place, whole)
    )
  }
  scan.scanView(scan, inner, place)
  if (scan.located.length === 0 && inner.text === token)
    noteQuiet(scan.state, token, place.evidence)
}

/** One of our tokens as a whole, in which nothing was found under the same evidence before. */
function isQuietToken({ quiet }: ScanState, text: string, evidence: Evidence): boolean {
  return text.charCodeAt(0) === 91 && quiet.get(evidence)?.has(text) === true
}

const MOST_QUIET = 500

function noteQuiet({ quiet }: ScanState, text: string, evidence: Evidence): void {
  if (quiet.size > MOST_QUIET) quiet.clear()
  const known = quiet.get(evidence)
  if (known === undefined) quiet.set(evidence, new Set([text]))
  else known.add(text)
}
