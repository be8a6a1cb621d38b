/**
 * Standard fields → members of JSON in one system's shape, as text, compiled once from the field table.
 *
 * In: standard fields of one record. Out: the text of their members, in two parts: what needs no look, and what does.
 * Promise: every key once; what a client sent needs no look only where `isClean` said so of it, in the very place where it
 * stands; fields that the table does not know are not written here (null: the caller maps them and looks at everything).
 */
import {
  FIELD_LIST,
  type FieldDefinition,
  type RecordFields,
  type System
} from '../record/fields.ts'
import { type Convert, OF_RECORD, type Surroundings } from './conversions.ts'
import { isKnown, type Known } from './known-values.ts'
import { toPlaces } from './mapping.ts'

export type Members = {
  /** `,"name":value` each: written by logveil, or looked at. */
  readonly safe: string
  /** The same, of what nobody has looked at. */
  readonly open: string
  /** Their top-level names; the array is used again for the next record. */
  readonly names: readonly string[]
}

export type MemberWriter = (fields: Partial<RecordFields>) => Members | null

export type MemberWriterOptions = {
  /** undefined: the standard record's own names. */
  readonly system: System | undefined
  readonly projectId: string | undefined
  /** Members that stand in an object whenever it is written: the emitter's labels beside a request's, in Google's one key. */
  readonly constants?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined
  /** Whether a document of JSON holds nothing. */
  readonly isClean: (document: string) => boolean
}

/** A key of what is written, with the members under it; or a value, where there are none. */
type Output = {
  /** `"name":`, and the same behind a comma. */
  readonly key: string
  readonly nextKey: string
  readonly items: Output[]
  /** The value's JSON in the record at hand; '' for none. */
  text: string
  /** The value's JSON where the record has none but something stands beside it. */
  constant: string
  isOpen: boolean
}

type Top = {
  readonly name: string
  readonly output: Output
  hasSafe: boolean
  hasOpen: boolean
}

type Place = {
  readonly top: Top
  readonly output: Output
  readonly convert: Convert | undefined
  readonly isOfRecord: boolean
  readonly isTrusted: boolean
  /** Values that were looked at, of fields whose values come again and again. */
  readonly known: Known | undefined
  /** The document in which the value is looked at by itself: before it, behind it. */
  readonly before: string
  readonly behind: string
}

type Source = { readonly places: Place[]; readonly children: Map<string, Source> }
type Sources = Source['children']

/** A service has so many routes, and its callers so many user agents. */
const RECURRING: ReadonlySet<string> = new Set(['route', 'user_agent.original'])

/** The logger itself writes these on each line, or a caller's fields may stand under them too. */
const NOT_WRITTEN: ReadonlySet<string> = new Set(['time', 'level', 'severity', 'message', 'attrs'])

/** A function that writes standard fields as a system has them. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure
export function createMemberWriter(options: MemberWriterOptions): MemberWriter {
  const root = compile(options)
  const { isClean } = options
  const surroundings: { -readonly [Key in keyof Surroundings]: Surroundings[Key] } = {
    record: {},
    projectId: options.projectId
  }
  // of the record at hand
  const written: Output[] = []
  const tops: Top[] = []
  const names: string[] = []
  return (fields) => {
    surroundings.record = fields
    const members = take(fields as Fields, root.children) ? toMembers() : null
    clear()
    return members
  }

  /** false: something that the table does not know. */
  function take(fields: Fields, sources: Sources): boolean {
    for (const name in fields) {
      const value = fields[name]
      if (value === undefined) continue
      const found = sources.get(name)
      if (found === undefined || !takeValue(value, found)) return false
    }
    return true
  }

  function takeValue(value: unknown, { places, children }: Source): boolean {
    for (const place of places) put(place, value)
    if (places.length > 0) return true
    return typeof value === 'object' && value !== null && take(value as Fields, children)
  }

  function put(place: Place, value: unknown): void {
    const { output, top, convert } = place
    if (output.text !== '' && place.isOfRecord) return
    const text = toJson(convert === undefined ? value : convert(value, surroundings))
    if (output.text === '') written.push(output)
    output.text = text
    output.isOpen = !place.isTrusted && !isKnownClean(place, value, text)
    if (!top.hasSafe && !top.hasOpen) tops.push(top)
    if (output.isOpen) top.hasOpen = true
    else top.hasSafe = true
  }

  /** A value of JSON is judged by itself and the keys above it alone. */
  function isKnownClean({ known, before, behind }: Place, value: unknown, text: string): boolean {
    if (known === undefined || typeof value !== 'string') return false
    return isKnown(known, value, () => isClean(before + text + behind))
  }

  function toMembers(): Members {
    let safe = ''
    let open = ''
    names.length = 0
    for (const top of tops) {
      names.push(top.name)
      const { output, hasSafe, hasOpen } = top
      if (!hasOpen || (hasSafe && isClean(`${append('{', output, '', true)}}`)))
        safe = append(safe, output, ',', false)
      else open = append(open, output, ',', false)
    }
    return { safe, open, names }
  }

  function clear(): void {
    for (const output of written) output.text = ''
    for (const top of tops) {
      top.hasSafe = false
      top.hasOpen = false
    }
    written.length = 0
    tops.length = 0
  }
}

type Fields = Readonly<Record<string, unknown>>

/** `"key":value` with all that stands under it, or only what nobody has looked at, behind a text. One text that grows: each piece put together beforehand is garbage. */
function append(text: string, output: Output, before: '' | ',', onlyOpen: boolean): string {
  const { items } = output
  let all = text + (before === '' ? output.key : output.nextKey)
  if (items.length === 0) return all + (output.text === '' ? output.constant : output.text)
  all += '{'
  let next: '' | ',' = ''
  for (const item of items) {
    if (!(onlyOpen ? holdsOpen(item) : holdsAny(item))) continue
    all = append(all, item, next, onlyOpen)
    next = ','
  }
  return `${all}}`
}

function holdsAny({ items, text, constant }: Output): boolean {
  if (text !== '' || constant !== '') return true
  for (const item of items) if (holdsAny(item)) return true
  return false
}

function holdsOpen({ items, text, isOpen }: Output): boolean {
  if (text !== '' && isOpen) return true
  for (const item of items) if (holdsOpen(item)) return true
  return false
}

function compile({ system, constants = {} }: MemberWriterOptions): Source {
  const root: Source = { places: [], children: new Map() }
  const tops = new Map<string, Top>()
  for (const [name, definition] of FIELD_LIST) {
    if (NOT_WRITTEN.has(name)) continue
    const source = sourceAt(root, name.split('.'))
    for (const { path, convert } of toPlaces(
      name,
      system === undefined ? 'same' : definition[system]
    ))
      source.places.push(toPlace(topOf(tops, path[0] as string), path, convert, name, definition))
  }
  for (const [name, members] of Object.entries(constants)) {
    const { output } = topOf(tops, name)
    for (const [key, value] of Object.entries(members))
      outputAt(output, [key]).constant = toJson(value)
  }
  return root
}

function sourceAt(root: Source, parts: readonly string[]): Source {
  let at = root
  for (const part of parts) {
    const next = at.children.get(part) ?? { places: [], children: new Map() }
    at.children.set(part, next)
    at = next
  }
  return at
}

function toPlace(
  top: Top,
  path: readonly string[],
  convert: Convert | undefined,
  name: string,
  definition: FieldDefinition
): Place {
  const keys = path.map((part) => `{${JSON.stringify(part)}:`)
  return {
    top,
    output: outputAt(top.output, path.slice(1)),
    convert,
    isOfRecord: OF_RECORD.has(convert),
    isTrusted: definition.trusted === true,
    known: RECURRING.has(name) ? new Map() : undefined,
    before: keys.join(''),
    behind: '}'.repeat(keys.length)
  }
}

function topOf(tops: Map<string, Top>, name: string): Top {
  const top = tops.get(name) ?? {
    name,
    output: emptyOutput(name),
    hasSafe: false,
    hasOpen: false
  }
  tops.set(name, top)
  return top
}

function outputAt(from: Output, path: readonly string[]): Output {
  let at = from
  for (const part of path) {
    const key = `${JSON.stringify(part)}:`
    let next = at.items.find((item) => item.key === key)
    if (next === undefined) {
      next = emptyOutput(part)
      at.items.push(next)
    }
    at = next
  }
  return at
}

function emptyOutput(name: string): Output {
  const key = `${JSON.stringify(name)}:`
  return { key, nextKey: `,${key}`, items: [], text: '', constant: '', isOpen: false }
}

/** Text that JSON writes as it is: what our own ids, routes and methods are made of. */
const PLAIN = /^[ !#-[\]-~]*$/

/** JSON of a standard field. JSON.stringify of these few small values took as long as pino's whole line. */
function toJson(value: unknown): string {
  if (typeof value === 'string') return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value)
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : 'null'
  return JSON.stringify(value) ?? 'null'
}
