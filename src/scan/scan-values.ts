/**
 * The exact scan of a text with everything that is encoded in it.
 *
 * In: a view and what stands above it. Out: located hits: rule, span in the line, decoded text, JSON Pointer.
 * Promise: decoding is bounded in depth and never throws; each hit covers the encoded form in the line.
 */
import type { CompiledRule } from '../rules/rule.ts'
import { LIKELIHOODS, type Likelihood } from '../rules/rule.ts'
import { base64End, decodeBase64, decodeWholeBase64 } from './decode/base64.ts'
import { findBase64Runs } from './decode/base64-runs.ts'
import { decodeBytes } from './decode/bytes.ts'
import { decodeEscapes } from './decode/escape.ts'
import { decodeFolded } from './decode/fold.ts'
import { decodeHtml } from './decode/html.ts'
import { decodeForm, decodePercent } from './decode/percent.ts'
import { likelihoodIndex } from './detector.ts'
import { evidenceOf } from './evidence.ts'
import { type Member, type Node, parseJson } from './json-tree.ts'
import { isFoundValue } from './key-value.ts'
import type { PathMatcher } from './paths.ts'
import type { Plan } from './plan.ts'
import { type SqlColumns, siblingName, sqlColumns } from './sibling-members.ts'
import { columnsOfParameters, isParameterKey, isSql, isValueKey, namesOfItems } from './siblings.ts'
import { stringView } from './string-view.ts'
import { type Hit, type KeyEvidence, NO_EVIDENCE, scanText } from './text-scan.ts'
import { decodeView, type Layer, opaqueView, rawEnd, rawStart, type View } from './view.ts'

/** How often text is decoded again: JSON in JSON in JSON, each perhaps percent-encoded. */
const MAX_LAYERS = 6

/** A hit in the line. Holds the decoded text for the operators; it never leaves the process of redaction. */
export type Located = {
  readonly ruleId: string
  readonly infoType: string
  readonly likelihood: Likelihood
  readonly start: number
  readonly end: number
  readonly text: string
  readonly path: string
  /** A whole JSON value that is no string piece: its replacement needs quotes, written through these layers. */
  readonly whole: readonly Layer[] | null
  /** The member (key and value) that the value belongs to, at the top layer; what `remove` takes out. */
  readonly member: readonly [number, number] | null
  /** Which of the user's paths put it here, or -1. */
  readonly pathIndex: number
  /** It lies in a key, not in a value. */
  readonly inKey: boolean
  /** Its name alone says that the value is a secret, whatever it looks like. */
  readonly strong: boolean
  /** Its rule's own operator shows nothing of the value. */
  readonly hides: boolean
}

export type ValueScan = {
  readonly plan: Plan
  readonly paths: PathMatcher | null
  readonly located: Located[]
}

/** Where a value stands. */
type Place = {
  readonly evidence: KeyEvidence
  readonly key: string
  readonly segments: readonly (string | number)[]
  readonly pointer: string
  readonly member: readonly [number, number] | null
}

export const TOP: Place = {
  evidence: NO_EVIDENCE,
  key: '',
  segments: [],
  pointer: '',
  member: null
}

/** Scans a text: as JSON if it is a document, else as text; then what is encoded in it. */
export function scanView(scan: ValueScan, view: View, place: Place): void {
  const document =
    view.layers.length <= MAX_LAYERS && view.text.length > 1 ? parseJson(view.text) : null
  if (document === null) scanPlain(scan, view, place)
  else scanNode(scan, view, document, place)
}

function scanPlain(scan: ValueScan, view: View, place: Place): void {
  if (view.layers.length <= MAX_LAYERS) scanDecoded(scan, view, place)
  for (const hit of scanText(scan.plan, view.text, place.evidence)) locate(scan, view, hit, place)
}

function scanDecoded(scan: ValueScan, view: View, place: Place): void {
  const escaped = decodeEscapes(view.text)
  if (escaped !== null) scanView(scan, decodeView(view, 0, escaped, 'escape'), place)
  const percent = decodePercent(view.text)
  if (percent !== null) scanView(scan, decodeView(view, 0, percent, 'percent'), place)
  const form = decodeForm(view.text)
  if (form !== null) scanView(scan, decodeView(view, 0, form, 'form'), place)
  const html = decodeHtml(view.text)
  if (html !== null) scanView(scan, decodeView(view, 0, html, 'html'), place)
  const folded = decodeFolded(view.text)
  if (folded !== null) scanView(scan, decodeView(view, 0, folded, 'fold'), place)
  const whole = decodeWholeBase64(view.text)
  if (whole !== null) scanView(scan, opaqueView(view, 0, view.text.length, whole), place)
  else scanRuns(scan, view, place)
}

/** Base64 inside a text: where something announces it (a JWT's parts, a `data:` URI), and where it is text by itself. */
function scanRuns(scan: ValueScan, view: View, place: Place): void {
  for (const { start, end, text } of findBase64Runs(view.text))
    scanView(scan, opaqueView(view, start, end, text), place)
  for (const match of view.text.matchAll(ANNOUNCED)) {
    const start = match.index + match[0].length
    const end = base64End(view.text, start)
    for (let from = start; from < end; ) {
      const decoded = decodeBase64(view.text.slice(from, end))
      if (decoded !== null) scanView(scan, opaqueView(view, from, end, decoded), place)
      from = end
    }
  }
}

const ANNOUNCED = /;base64,|\.(?=eyJ)|(?<![A-Za-z0-9])(?=eyJ)/gi

function locate(scan: ValueScan, view: View, hit: Hit, place: Place): void {
  add(scan, hit.rule, hit.likelihood, {
    start: rawStart(view, hit.start),
    end: rawEnd(view, hit.end),
    text: view.text.slice(hit.start, hit.end),
    path: place.pointer,
    whole: null,
    member: place.member,
    pathIndex: -1,
    inKey: false
  })
}

function add(
  scan: ValueScan,
  rule: CompiledRule,
  likelihood: number,
  where: Omit<Located, 'ruleId' | 'infoType' | 'likelihood' | 'strong' | 'hides'>
): void {
  const name = LIKELIHOODS[likelihood] as Likelihood
  const strong = 'value' in rule && rule.value === 'any'
  const hides =
    rule.operator === undefined || rule.operator === 'replace' || rule.operator === 'remove'
  scan.located.push({
    ruleId: rule.id,
    infoType: rule.infoType,
    likelihood: name,
    strong,
    hides,
    ...where
  })
}

/** Scans a JSON value whose span lies in `view`. */
export function scanNode(scan: ValueScan, view: View, node: Node, place: Place): void {
  if (scan.paths !== null && scanPath(scan, view, node, place)) return
  if (node.type === 'literal') return
  if (node.type === 'string') {
    scanView(scan, stringView(view, node), place)
    return
  }
  if (node.type === 'object' || node.type === 'array') {
    const spelled = decodeBytes(view.text, node)
    if (spelled !== null && addWhole(scan, view, node, place, spelled)) return
    if (node.type === 'object') scanObject(scan, view, node.members, place)
    else scanArray(scan, view, node.items, place)
    return
  }
  addWhole(scan, view, node, place, view.text.slice(node.start, node.end))
}

/** A number, bytes, or what lies too deep: scanned as text; anything found in it replaces the value as a whole. */
function addWhole(scan: ValueScan, view: View, node: Node, place: Place, text: string): boolean {
  const inner: ValueScan = { ...scan, located: [] }
  scanView(inner, opaqueView(view, node.start, node.end, text), place)
  for (const hit of inner.located)
    scan.located.push({ ...hit, whole: view.layers, member: place.member })
  return inner.located.length > 0
}

function scanPath(scan: ValueScan, view: View, node: Node, place: Place): boolean {
  const index = scan.paths?.match(place.segments) ?? -1
  if (index === -1) return false
  scan.located.push({
    ruleId: 'redact.path',
    infoType: 'REDACTED',
    likelihood: 'VERY_LIKELY',
    start: rawStart(view, node.start),
    end: rawEnd(view, node.end),
    text: valueText(view, node),
    path: place.pointer,
    whole: view.layers,
    member: place.member,
    pathIndex: index,
    inKey: false,
    strong: true,
    hides: true
  })
  return true
}

function valueText(view: View, node: Node): string {
  return node.type === 'string'
    ? stringView(view, node).text
    : view.text.slice(node.start, node.end)
}

function scanObject(scan: ValueScan, view: View, members: readonly Member[], place: Place): void {
  const { match } = scan.plan.keyMatcher
  const speaks = (name: string) =>
    match(name).length > 0 || match(`${place.key}.${name}`).length > 0
  const named = siblingName(view, members, speaks)
  const columns = members.length > 1 ? sqlColumns(view, members) : null
  for (const member of members) {
    const keyView = stringView(view, { start: member.keyStart, end: member.keyEnd })
    const at = memberPlace(scan, view, member, keyView, place)
    if (named !== null && isValueKey(keyView.text))
      scanNamed(scan, view, member.value, {
        ...at,
        key: named,
        evidence: evidenceOf(scan.plan, [named, `${place.key}.${named}`], at.evidence)
      })
    else if (
      columns === null ||
      !isParameterKey(keyView.text) ||
      !scanParameters(scan, view, member.value, at, columns)
    )
      scanNamed(scan, view, member.value, at)
  }
}

/** A query's parameters: a list, a list that was printed as JSON, or an object. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one case a shape of parameters
function scanParameters(
  scan: ValueScan,
  view: View,
  value: Node,
  at: Place,
  { places, names }: SqlColumns
): boolean {
  if (scan.paths !== null && scanPath(scan, view, value, at)) return true
  if (value.type === 'array') scanItems(scan, view, value.items, at, places)
  else if (value.type === 'object') {
    for (const member of value.members) {
      const keyView = stringView(view, { start: member.keyStart, end: member.keyEnd })
      const place = memberPlace(scan, view, member, keyView, at)
      const column = names.get(keyView.text.replace(/^[:@$]/, ''))
      scanNamed(scan, view, member.value, column === undefined ? place : under(scan, place, column))
    }
  } else {
    const inner = value.type === 'string' ? stringView(view, value) : null
    const list = inner === null ? null : parseJson(inner.text)
    if (inner === null || list?.type !== 'array') return false
    scanItems(scan, inner, list.items, { ...at, member: null }, places)
  }
  return true
}

/** The same place, spoken for by another name too. */
function under(scan: ValueScan, place: Place, name: string): Place {
  const named = evidenceOf(scan.plan, [name, `.${name}`], place.evidence)
  return { ...place, evidence: new Set([...place.evidence, ...named]) }
}

function memberPlace(
  scan: ValueScan,
  view: View,
  member: Member,
  keyView: View,
  place: Place
): Place {
  const before = scan.located.length
  scanView(scan, keyView, { ...TOP, pointer: place.pointer, segments: NOWHERE })
  const found = scan.located.length > before
  for (let i = before; i < scan.located.length; i++)
    scan.located[i] = { ...(scan.located[i] as Located), inKey: true, member: null }
  const segment = found ? `[${scan.located[before]?.infoType}]` : keyView.text
  const top = view.layers.length === 0
  return {
    evidence: evidenceOf(scan.plan, [keyView.text, `${place.key}.${keyView.text}`], place.evidence),
    key: keyView.text,
    segments: [...place.segments, keyView.text],
    pointer: `${place.pointer}/${segment.replace(/~/g, '~0').replace(/\//g, '~1')}`,
    member: top ? [rawStart(view, member.keyStart), rawEnd(view, member.value.end)] : null
  }
}

/** Segments that no path matches: keys are not values. */
const NOWHERE: readonly (string | number)[] = [Number.NaN]

/** A value under a name: key rules judge it first, then what stands in it is scanned. */
function scanNamed(scan: ValueScan, view: View, node: Node, place: Place): void {
  const spelled = place.evidence.size === 0 ? null : decodeBytes(view.text, node)
  for (const id of place.evidence) {
    const rule = scan.plan.keyRules.get(id)
    if (rule === undefined || !isFoundNode(rule.value, view, node, spelled)) continue
    const likelihood = likelihoodIndex(rule.likelihood ?? 'LIKELY')
    if (likelihood < scan.plan.minLikelihood) continue
    const string = node.type === 'string'
    const [start, end] = string ? [node.start + 1, node.end - 1] : [node.start, node.end]
    add(scan, rule, likelihood, {
      start: rawStart(view, start),
      end: rawEnd(view, end),
      text: valueText(view, node),
      path: place.pointer,
      whole: string ? null : view.layers,
      member: place.member,
      pathIndex: -1,
      inKey: false
    })
  }
  scanNode(scan, view, node, place)
}

/** `spelled`: the text that bytes or characters spell, which is then judged in their place. */
function isFoundNode(
  kind: Parameters<typeof isFoundValue>[0],
  view: View,
  node: Node,
  spelled: string | null = null
): boolean {
  if (spelled !== null && isFoundValue(kind, spelled, false)) return true
  switch (node.type) {
    case 'literal':
      return false
    case 'string':
    case 'number':
      return isFoundValue(kind, valueText(view, node), node.type === 'number')
    case 'opaque':
      return kind === 'any'
    case 'object':
      return kind === 'any' && node.members.some((member) => isFoundNode(kind, view, member.value))
    case 'array':
      return kind === 'any' && node.items.some((item) => isFoundNode(kind, view, item))
  }
}

const NO_NAMES: ReadonlyMap<string, string> = new Map()

function scanArray(scan: ValueScan, view: View, items: readonly Node[], place: Place): void {
  const strings = items.map((item) =>
    item.type === 'string' && item.end - item.start < 200 ? stringView(view, item).text : null
  )
  const { keyMatcher } = scan.plan
  const names = namesOfItems(
    strings,
    (name) => keyMatcher.match(name).length > 0,
    (name) => keyMatcher.match(name).some((id) => !id.startsWith('-'))
  )
  items.forEach((item, i) => {
    const before = items[i - 1]
    if (
      item.type === 'array' &&
      before?.type === 'string' &&
      isSql(view.text.slice(before.start, before.end))
    ) {
      const at = {
        ...place,
        pointer: `${place.pointer}/${i}`,
        segments: [...place.segments, i],
        member: null
      }
      const sql = stringView(view, before).text
      scanParameters(scan, view, item, at, { places: columnsOfParameters(sql), names: NO_NAMES })
    } else scanItem(scan, view, item, i, place, names[i] ?? null)
  })
}

function scanItems(
  scan: ValueScan,
  view: View,
  items: readonly Node[],
  place: Place,
  names: readonly (string | null)[]
): void {
  items.forEach((item, i) => {
    scanItem(scan, view, item, i, place, names[i] ?? null)
  })
}

/** An item stands under its array's name, or under the one that the item before it gives. */
function scanItem(
  scan: ValueScan,
  view: View,
  item: Node,
  index: number,
  place: Place,
  name: string | null
): void {
  scanNamed(scan, view, item, {
    evidence:
      name === null ? place.evidence : evidenceOf(scan.plan, [name, `.${name}`], place.evidence),
    key: name ?? place.key,
    segments: [...place.segments, index],
    pointer: `${place.pointer}/${index}`,
    member: null
  })
}
