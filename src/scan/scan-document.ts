/**
 * The exact scan of a JSON document: its names and values, each under what the names above it speak for.
 *
 * In: a view of a text and its place. Out: located hits; false where the text is no document.
 * Promise: a value is only cut out of its line where it holds a candidate that can matter, or its name calls for a look.
 */

import type { CandidateList } from './candidate-list.ts'
import { sliceCandidates } from './candidate-slice.ts'
import { collectCandidates } from './candidates.ts'
import {
  afterOf,
  childrenOf,
  type Document,
  endOf,
  memberValue,
  saidBy,
  startOf,
  typeOf,
  writtenText
} from './document.ts'
import {
  findColumns,
  namesOfArray,
  type ParameterColumns,
  siblingName
} from './document-siblings.ts'
import { isFoundNode, spelledText, valueText } from './document-values.ts'
import { type Evidence, evidenceOf, unite } from './evidence.ts'
import { ARRAY, LITERAL, NODE, NUMBER, OBJECT, parseTape, STRING } from './json-tape.ts'
import { factsAt, factsOf, type KeyFacts } from './key-facts.ts'
import { type Leaf, type Located, toLocated, toPathLocated } from './located.ts'
import { itemPlace, keyPlace, memberOf, memberPlace, type Place, segmentsOf, TOP } from './place.ts'
import { scanPlain } from './scan-plain.ts'
import { levelOf } from './scan-state.ts'
import { columnsOfParameters, isSql } from './siblings.ts'
import type { ValueScan } from './value-scan.ts'
import { opaqueView, type View, viewOf } from './view.ts'
import { isNumberWorth, isStringWorth, listNumber, openCursor, seek } from './worth.ts'

/** What begins like an object or array; our own tokens do not. */
const DOCUMENT = /^[ \n\r\t]*(?:\{[ \n\r\t]*["}]|\[[ \n\r\t]*[[\]{"tfn\d-])/

export function mayBeDocument(text: string): boolean {
  const first = text.charCodeAt(0)
  return (first === 123 || first === 91 || first <= 32) && text.length > 1 && DOCUMENT.test(text)
}

/** What an outer caller knows of the document already, and how much of it is to be looked at. */
export type Known = {
  /** The candidates of the text as JSON. */
  readonly list: CandidateList | null
  readonly from: number
}

const NOTHING_KNOWN: Known = { list: null, from: 0 }

export function scanDocument(
  scan: ValueScan,
  view: View,
  place: Place,
  known: Known = NOTHING_KNOWN
): boolean {
  return walk(scan, view, known, (document) => {
    scanNode(scan, document, 0, place)
    return true
  })
}

/** Takes a text apart and hands on the document; false where it is none. */
function walk(
  scan: ValueScan,
  view: View,
  { list: known, from }: Known,
  visit: (document: Document) => boolean
): boolean {
  const { state } = scan
  const { list: own, tape } = levelOf(state)
  const list = known ?? own
  if (known === null) collectCandidates(view.text, 0, true, scan.plan.candidates, list)
  if (!parseTape(view.text, list.codes, tape)) return false
  state.depth++
  const cursor = openCursor(list, view.text.length)
  const isVisited = visit({ view, nodes: tape.nodes, cursor, from })
  state.depth--
  return isVisited
}

/** Scans a value of the document. */
function scanNode(scan: ValueScan, document: Document, node: number, place: Place): void {
  if (scan.paths !== null && scanPath(scan, document, node, place)) return
  const type = typeOf(document, node)
  if (type === STRING) scanString(scan, document, node, place)
  else if (type === OBJECT || type === ARRAY) {
    if (scanSpelled(scan, document, node, place)) return
    if (type === OBJECT) scanMembers(scan, document, node, place)
    else scanArray(scan, document, node, place)
  } else if (type !== LITERAL) scanWhole(scan, document, node, place, writtenText(document, node))
}

function scanSpelled(scan: ValueScan, document: Document, node: number, place: Place): boolean {
  const spelled = spelledText(document, node)
  return spelled !== null && scanWhole(scan, document, node, place, spelled)
}

function scanString(scan: ValueScan, document: Document, node: number, place: Place): void {
  const start = startOf(document, node) + 1
  const end = endOf(document, node) - 1
  const view = saidBy(document, node)
  const { list } = scan.state
  if (
    !mayBeDocument(view.text) &&
    sliceCandidates(document.cursor.list, seek(document.cursor, start), start, end, list)
  )
    scanPlain(scan, view, place, list)
  else scan.scanView(scan, view, place)
}

/** A number, bytes, or what lies too deep: scanned as text; anything found in it replaces the value as a whole. */
function scanWhole(
  scan: ValueScan,
  document: Document,
  node: number,
  place: Place,
  text: string
): boolean {
  const { view } = document
  const inner: ValueScan = { ...scan, located: [] }
  const from = startOf(document, node)
  const opaque = opaqueView(view, from, endOf(document, node), text)
  const { list } = scan.state
  const { codes } = document.cursor.list
  if (typeOf(document, node) === NUMBER && listNumber(scan.plan, codes, from, text.length, list))
    scanPlain(inner, opaque, place, list)
  else scan.scanView(inner, opaque, place)
  const member = memberOf(place)
  for (const hit of inner.located) scan.located.push({ ...hit, whole: view.layers, member })
  return inner.located.length > 0
}

function scanPath(scan: ValueScan, document: Document, node: number, place: Place): boolean {
  const segments = segmentsOf(place)
  const index = segments === null ? -1 : (scan.paths?.match(segments) ?? -1)
  if (index === -1) return false
  const span = { start: startOf(document, node), end: endOf(document, node) }
  const text = valueText(document, node)
  scan.located.push(toPathLocated(document.view, span, text, place, index))
  return true
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one case a way in which a value has its name
function scanMembers(scan: ValueScan, document: Document, object: number, place: Place): void {
  const { keyMatcher } = scan.plan
  const end = afterOf(document, object)
  let named: string | null | undefined
  let columns: ParameterColumns | null | undefined
  const before = scan.located.length
  for (let key = object + NODE; key < end; key = afterOf(document, memberValue(key))) {
    if (endOf(document, memberValue(key)) <= document.from) continue
    const facts = factsOfKey(scan, document, key)
    const label = scanKey(scan, document, key, facts, place)
    const evidence = evidenceOf(scan.plan, facts, place.key, place.evidence)
    if (facts.isValue && named === undefined)
      named = siblingName(keyMatcher, document, object, place.key)
    if (facts.isParameter && columns === undefined) columns = findColumns(document, object)
    if (facts.isValue && typeof named === 'string') {
      const spoken = evidenceOf(scan.plan, factsOf(scan.state.keys, named), place.key, evidence)
      scanNamed(scan, document, key, facts, label, named, spoken, place)
    } else if (facts.isParameter && columns) {
      const at = toMember(document, key, facts, label, facts.name, evidence, place)
      if (!scanParameters(scan, document, memberValue(key), at, columns))
        scanJudged(scan, document, memberValue(key), at)
    } else scanNamed(scan, document, key, facts, label, facts.name, evidence, place)
  }
  // a query among the values says what they are: to write into it may change that
  if (columns !== undefined) withoutLeaves(scan, before)
}

function withoutLeaves({ located }: ValueScan, before: number): void {
  for (let i = before; i < located.length; i++)
    located[i] = { ...(located[i] as Located), leaf: null }
}

function factsOfKey(scan: ValueScan, document: Document, key: number): KeyFacts {
  const { keys } = scan.state
  const { list } = document.cursor
  const start = startOf(document, key) + 1
  const facts = factsAt(keys, document.view.text, list.codes, start, endOf(document, key) - 1)
  return facts.escaped ? factsOf(keys, saidBy(document, key).text) : facts
}

/** What is found in a name itself; what the pointer then says in its place. */
function scanKey(
  scan: ValueScan,
  document: Document,
  key: number,
  facts: KeyFacts,
  place: Place
): string | null {
  facts.holds ??= holds(scan, facts.name)
  if (!facts.holds) return null
  const { located } = scan
  const before = located.length
  scan.scanView(scan, saidBy(document, key), keyPlace(place))
  for (let i = before; i < located.length; i++)
    located[i] = { ...(located[i] as Located), inKey: true, member: null }
  const first = located[before]
  return first === undefined ? null : `[${first.infoType}]`
}

function holds(scan: ValueScan, name: string): boolean {
  const probe: ValueScan = { ...scan, paths: null, located: [] }
  scan.scanView(probe, viewOf(name), TOP)
  return probe.located.length > 0
}

function toMember(
  document: Document,
  key: number,
  facts: KeyFacts,
  label: string | null,
  name: string,
  evidence: Evidence,
  place: Place
): Place {
  const isTop = document.view.layers.length === 0
  const start = isTop ? startOf(document, key) : -1
  const end = isTop ? endOf(document, memberValue(key)) : -1
  return memberPlace(place, name, facts.name, label, evidence, start, end)
}

/** A value under a name. */
function scanNamed(
  scan: ValueScan,
  document: Document,
  key: number,
  facts: KeyFacts,
  label: string | null,
  name: string,
  evidence: Evidence,
  place: Place
): void {
  const value = memberValue(key)
  if (isQuiet(scan, document, value, evidence)) return
  const at = toMember(document, key, facts, label, name, evidence, place)
  const isTop = document.view.layers.length === 0
  // a JSON Patch's path names its value
  if (isTop && !facts.isName && facts.name !== 'path') scan.leaf = toLeaf(document, value, at)
  scanJudged(scan, document, value, at)
  if (isTop) scan.leaf = null
}

function toLeaf(document: Document, node: number, place: Place): Leaf | null {
  const type = typeOf(document, node)
  return type === STRING || type === NUMBER
    ? { start: startOf(document, node), end: endOf(document, node), place }
    : null
}

/** Whether nothing can be found in a value, told without cutting it out. */
function isQuiet(scan: ValueScan, document: Document, node: number, evidence: Evidence): boolean {
  if (scan.paths !== null || evidence.acts) return false
  const type = typeOf(document, node)
  if (type === LITERAL) return true
  const start = startOf(document, node)
  const end = endOf(document, node)
  const { cursor } = document
  if (type === NUMBER) return !isNumberWorth(scan.state, cursor.list.codes, start, end)
  if (type !== STRING || scan.plan.everywhere.length > 0) return false
  return !isStringWorth(scan.state, cursor, start + 1, end - 1)
}

/** Key rules judge a value by its name first, then what stands in it is scanned. */
function scanJudged(scan: ValueScan, document: Document, node: number, place: Place): void {
  const { judges } = place.evidence
  if (judges.length > 0) judge(scan, document, node, place)
  scanNode(scan, document, node, place)
}

function judge(scan: ValueScan, document: Document, node: number, place: Place): void {
  const spelled = spelledText(document, node)
  const isString = typeOf(document, node) === STRING
  const quote = isString ? 1 : 0
  const span = { start: startOf(document, node) + quote, end: endOf(document, node) - quote }
  const { view } = document
  for (const judge of place.evidence.judges) {
    if (!isFoundNode(judge.rule.value, document, node, spelled)) continue
    const whole = isString ? null : view.layers
    const text = valueText(document, node)
    scan.located.push(toLocated(scan, judge, view, span, text, place, whole))
  }
}

/** A query's parameters: a list, a list that was printed as JSON, or an object. */
function scanParameters(
  scan: ValueScan,
  document: Document,
  node: number,
  place: Place,
  columns: ParameterColumns
): boolean {
  if (scan.paths !== null && scanPath(scan, document, node, place)) return true
  const type = typeOf(document, node)
  if (type === ARRAY) scanItems(scan, document, node, place, columns.places)
  else if (type === OBJECT) scanNamedParameters(scan, document, node, place, columns)
  else return type === STRING && scanPrinted(scan, document, node, place, columns)
  return true
}

function scanNamedParameters(
  scan: ValueScan,
  document: Document,
  object: number,
  place: Place,
  { names }: ParameterColumns
): void {
  for (const key of childrenOf(document, object)) {
    const facts = factsOfKey(scan, document, key)
    const label = scanKey(scan, document, key, facts, place)
    const evidence = evidenceOf(scan.plan, facts, place.key, place.evidence)
    const column = names.get(facts.name.replace(/^[:@$]/, ''))
    const spoken = column === undefined ? evidence : withColumn(scan, column, evidence)
    scanNamed(scan, document, key, facts, label, facts.name, spoken, place)
  }
}

/** The same evidence, and what a column's name speaks for. */
function withColumn(scan: ValueScan, column: string, evidence: Evidence): Evidence {
  const named = evidenceOf(scan.plan, factsOf(scan.state.keys, column), '', evidence)
  return unite(scan.plan, evidence, named)
}

/** A list that was printed as JSON: a document in the string. */
function scanPrinted(
  scan: ValueScan,
  document: Document,
  node: number,
  place: Place,
  { places }: ParameterColumns
): boolean {
  const view = saidBy(document, node)
  if (!mayBeDocument(view.text)) return false
  const at = { ...place, memberStart: -1, memberEnd: -1 }
  return walk(scan, view, NOTHING_KNOWN, (inner) => {
    if (typeOf(inner, 0) !== ARRAY) return false
    scanItems(scan, inner, 0, at, places)
    return true
  })
}

function scanArray(scan: ValueScan, document: Document, array: number, place: Place): void {
  const items = childrenOf(document, array)
  const names = namesOfArray(scan.plan.keyMatcher, document, items)
  for (const [i, item] of items.entries()) {
    if (endOf(document, item) <= document.from) continue
    const sql = typeOf(document, item) === ARRAY ? sqlBefore(document, items[i - 1]) : null
    if (sql === null) scanItem(scan, document, item, i, place, names[i] ?? null)
    else {
      const at = itemPlace(place, i, place.key, place.evidence)
      const columns = { places: columnsOfParameters(sql), names: NO_NAMES }
      scanParameters(scan, document, item, at, columns)
    }
  }
}

const NO_NAMES: ReadonlyMap<string, string> = new Map()

/** `[sql, parameters]` */
function sqlBefore(document: Document, before: number | undefined): string | null {
  if (before === undefined || typeOf(document, before) !== STRING) return null
  return isSql(writtenText(document, before)) ? saidBy(document, before).text : null
}

function scanItems(
  scan: ValueScan,
  document: Document,
  array: number,
  place: Place,
  names: readonly (string | null)[]
): void {
  for (const [i, item] of childrenOf(document, array).entries())
    scanItem(scan, document, item, i, place, names[i] ?? null)
}

/** An item stands under its array's name, or under the one that the item before it gives. */
function scanItem(
  scan: ValueScan,
  document: Document,
  item: number,
  index: number,
  place: Place,
  name: string | null
): void {
  const { keys } = scan.state
  const evidence =
    name === null ? place.evidence : evidenceOf(scan.plan, factsOf(keys, name), '', place.evidence)
  if (isQuiet(scan, document, item, evidence)) return
  scanJudged(scan, document, item, itemPlace(place, index, name ?? place.key, evidence))
}
