/**
 * The exact scan of a text that is no document, with everything that is encoded in it.
 *
 * In: a view, its candidates, its place. Out: located hits: rule, span in the line, decoded text, JSON Pointer.
 * Promise: decoding never throws; each hit covers the encoded form in the line. A decoder is only tried where the text has
 * something for one of them.
 */
import {
  type CandidateList,
  KIND_BASE64,
  KIND_BASE64_RUN,
  KIND_ESCAPE,
  KIND_KEYWORD,
  KIND_PERCENT,
  STRIDE
} from './candidate-list.ts'
import { collectCandidates } from './candidates.ts'
import { base64End, decodeBase64, decodeWholeBase64 } from './decode/base64.ts'
import { findBase64Runs } from './decode/base64-runs.ts'
import { decodeEscapes } from './decode/escape.ts'
import { decodeFolded } from './decode/fold.ts'
import { decodeHtml } from './decode/html.ts'
import { decodeForm, decodePercent } from './decode/percent.ts'
import { toLocated } from './located.ts'
import type { Place } from './place.ts'
import type { Plan } from './plan.ts'
import { scanCandidates } from './text-scan.ts'
import type { ValueScan } from './value-scan.ts'
import { type Decoded, decodeView, type Layer, opaqueView, type View } from './view.ts'

/** How often text is decoded again: JSON in JSON in JSON, each perhaps percent-encoded. */
export const MAX_LAYERS = 6

/** Scans a text that is no document; `list` holds its candidates. */
export function scanPlain(scan: ValueScan, view: View, place: Place, list: CandidateList): void {
  // what was decoded used the list
  if (view.layers.length <= MAX_LAYERS && scanDecoded(scan, view, place, list))
    collectCandidates(view.text, 0, false, scan.plan.candidates, list)
  for (const hit of scanCandidates(scan.state, view.text, list, place.evidence)) {
    const text = view.text.slice(hit.start, hit.end)
    scan.located.push(toLocated(scan, hit, view, hit, text, place, null))
  }
}

const ESCAPED = 1
const PERCENT = 2
const FORM = 4
const HTML = 8
const FOLDED = 16
const WHOLE = 32
const RUNS = 64

/** Which decoders have something to decode, as the first pass tells it, which asks them the same. */
function encodingsOf(plan: Plan, text: string, list: CandidateList): number {
  // a form's `+` wakes its decoder beside signs too
  let encodings = text.includes('+') && text.includes('=') ? FORM : 0
  for (let i = 0; i < list.length; i += STRIDE) encodings |= encodingOf(plan, list, i)
  return encodings
}

function encodingOf(plan: Plan, { items, codes }: CandidateList, i: number): number {
  switch (items[i]) {
    case KIND_KEYWORD: {
      const { special } = plan.useOf(items[i + 2] as number)
      return special === 'jwt' || special === 'base64' ? RUNS : 0
    }
    case KIND_PERCENT:
      return encodingAt(codes[items[i + 1] as number] as number)
    case KIND_ESCAPE:
      return ESCAPED
    case KIND_BASE64:
      return WHOLE
    default:
      return items[i] === KIND_BASE64_RUN ? RUNS : 0
  }
}

function encodingAt(code: number): number {
  if (code === 37) return PERCENT
  if (code === 43) return FORM
  return code === 38 ? HTML : FOLDED
}

const DECODERS: readonly (readonly [number, Layer, (text: string) => Decoded | null])[] = [
  [ESCAPED, 'escape', decodeEscapes],
  [PERCENT, 'percent', decodePercent],
  [FORM, 'form', decodeForm],
  [HTML, 'html', decodeHtml],
  [FOLDED, 'fold', decodeFolded]
]

/** What is encoded in the text; true if there was something. */
function scanDecoded(scan: ValueScan, view: View, place: Place, list: CandidateList): boolean {
  const encodings = encodingsOf(scan.plan, view.text, list)
  if (encodings === 0) return false
  let isDecoded = false
  for (const [encoding, layer, decode] of DECODERS) {
    const decoded = (encodings & encoding) === 0 ? null : decode(view.text)
    if (decoded === null) continue
    scan.scanView(scan, decodeView(view, 0, decoded, layer), place)
    isDecoded = true
  }
  const whole = (encodings & WHOLE) === 0 ? null : decodeWholeBase64(view.text)
  if (whole === null) return ((encodings & RUNS) !== 0 && scanRuns(scan, view, place)) || isDecoded
  scan.scanView(scan, opaqueView(view, 0, view.text.length, whole), place)
  return true
}

/** Base64 inside a text: where something announces it (a JWT's parts, a `data:` URI), and where it is text by itself. */
function scanRuns(scan: ValueScan, view: View, place: Place): boolean {
  const runs = findBase64Runs(view.text)
  let isDecoded = runs.length > 0
  for (const { start, end, text } of runs)
    scan.scanView(scan, opaqueView(view, start, end, text), place)
  for (const match of view.text.matchAll(ANNOUNCED)) {
    const start = match.index + match[0].length
    const end = base64End(view.text, start)
    const decoded = start < end ? decodeBase64(view.text.slice(start, end)) : null
    if (decoded === null) continue
    scan.scanView(scan, opaqueView(view, start, end, decoded), place)
    isDecoded = true
  }
  return isDecoded
}

const ANNOUNCED = /;base64,|\.(?=eyJ)|(?<![A-Za-z0-9])(?=eyJ)/gi
