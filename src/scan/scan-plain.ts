/**
 * The exact scan of a text that is no document, with everything that is encoded in it.
 *
 * In: a view, its candidates, its place. Out: located hits: rule, span in the line, decoded text, JSON Pointer.
 * Promise: decoding never throws; each hit covers the encoded form in the line. A decoder is only tried where the text has
 * something for one of them.
 */
import {
  type CandidateList,
  collectCandidates,
  KIND_BASE64,
  KIND_BASE64_RUN,
  KIND_ESCAPE,
  KIND_KEYWORD,
  KIND_PERCENT,
  STRIDE
} from './candidates.ts'
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
  if (view.layers.length <= MAX_LAYERS && isEncoded(scan.plan, view.text, list)) {
    scanDecoded(scan, view, place)
    // the list was used for what was decoded
    collectCandidates(view.text, 0, false, scan.plan.candidates, list)
  }
  for (const hit of scanCandidates(scan.state, view.text, list, place.evidence)) {
    const text = view.text.slice(hit.start, hit.end)
    scan.located.push(toLocated(hit.rule, hit.likelihood, view, hit, text, place, null))
  }
}

/** Whether any decoder has something to decode. */
function isEncoded(plan: Plan, text: string, { items, length }: CandidateList): boolean {
  for (let i = 0; i < length; i += STRIDE) {
    const kind = items[i] as number
    if (kind === KIND_KEYWORD) {
      const { special } = plan.useOf(items[i + 2] as number)
      if (special === 'jwt' || special === 'base64') return true
    } else if (ENCODES[kind] === 1) return true
  }
  // a form's `+` wakes its decoder beside signs too
  return text.includes('+') && text.includes('=')
}

const ENCODES = new Uint8Array(16)
for (const kind of [KIND_ESCAPE, KIND_PERCENT, KIND_BASE64, KIND_BASE64_RUN]) ENCODES[kind] = 1

const DECODERS: readonly (readonly [Layer, (text: string) => Decoded | null])[] = [
  ['escape', decodeEscapes],
  ['percent', decodePercent],
  ['form', decodeForm],
  ['html', decodeHtml],
  ['fold', decodeFolded]
]

function scanDecoded(scan: ValueScan, view: View, place: Place): void {
  for (const [layer, decode] of DECODERS) {
    const decoded = decode(view.text)
    if (decoded !== null) scan.scanView(scan, decodeView(view, 0, decoded, layer), place)
  }
  const whole = decodeWholeBase64(view.text)
  if (whole !== null) scan.scanView(scan, opaqueView(view, 0, view.text.length, whole), place)
  else scanRuns(scan, view, place)
}

/** Base64 inside a text: where something announces it (a JWT's parts, a `data:` URI), and where it is text by itself. */
function scanRuns(scan: ValueScan, view: View, place: Place): void {
  for (const { start, end, text } of findBase64Runs(view.text))
    scan.scanView(scan, opaqueView(view, start, end, text), place)
  for (const match of view.text.matchAll(ANNOUNCED)) {
    const start = match.index + match[0].length
    const end = base64End(view.text, start)
    const decoded = start < end ? decodeBase64(view.text.slice(start, end)) : null
    if (decoded !== null) scan.scanView(scan, opaqueView(view, start, end, decoded), place)
  }
}

const ANNOUNCED = /;base64,|\.(?=eyJ)|(?<![A-Za-z0-9])(?=eyJ)/gi
