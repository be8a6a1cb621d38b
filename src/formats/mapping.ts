/**
 * Standard fields → one system's shape, compiled once from the field table.
 *
 * In: the name of a system. Out: a function from standard fields to that system's nested object, and the top-level names it writes.
 * Promise: the fields handed in are not changed; objects are merged deep, so no key is written twice; unknown names are kept as they are.
 */
import {
  FIELD_LIST,
  type FieldDefinition,
  type Mapping,
  type RecordFields,
  type System,
  type Target
} from '../record/fields.ts'
import { CONVERSIONS, type Convert, type Surroundings } from './conversions.ts'

export type FieldMapper = (
  fields: Partial<RecordFields>,
  projectId: string | undefined
) => Record<string, unknown>

export type Place = { readonly path: readonly string[]; readonly convert: Convert | undefined }

type Node = {
  readonly path: readonly string[]
  readonly places: readonly Place[]
  readonly children: Map<string, Node>
}

type Nested = Record<string, unknown>

/** A function that gives standard fields the names and shapes of a system. */
export function createFieldMapper(system: System): FieldMapper {
  const root = compile(system)
  return (fields, projectId) => {
    const out: Nested = {}
    mapObject(out, fields as Nested, root, { record: fields, projectId })
    return out
  }
}

function mapObject(out: Nested, source: Nested, node: Node, surroundings: Surroundings): void {
  for (const key of Object.keys(source)) {
    const value = source[key]
    if (value === undefined) continue
    const child = node.children.get(key)
    // Only logveil writes here; a name that is not in the table keeps its place, but never becomes a prototype.
    if (child === undefined && key !== '__proto__') put(out, [...node.path, key], value)
    else if (child !== undefined) mapValue(out, value, child, surroundings)
  }
}

function mapValue(out: Nested, value: unknown, node: Node, surroundings: Surroundings): void {
  if (node.places.length === 0) {
    if (isObject(value)) mapObject(out, value, node, surroundings)
    else put(out, node.path, value)
    return
  }
  for (const { path, convert } of node.places) {
    put(out, path, convert === undefined ? value : convert(value, surroundings))
  }
}

/** The top-level names that a system's record uses. */
export function topLevelNames(system: System): readonly string[] {
  return FIELD_LIST.flatMap(([name, definition]) =>
    toPlaces(name, definition[system]).map((place) => place.path[0] ?? name)
  )
}

function compile(system: System): Node {
  const root = emptyNode([], [])
  for (const [name, definition] of FIELD_LIST) addField(root, name, definition, system)
  return root
}

function addField(root: Node, name: string, definition: FieldDefinition, system: System): void {
  const parts = name.split('.')
  let node = root
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1
    const places = isLast ? toPlaces(name, definition[system]) : []
    const next = node.children.get(part) ?? emptyNode(parts.slice(0, index + 1), places)
    node.children.set(part, next)
    node = next
  }
}

/** Where a field stands in a system. */
export function toPlaces(name: string, mapping: Mapping): readonly Place[] {
  const targets = (Array.isArray(mapping) ? mapping : [mapping]) as readonly Target[]
  return targets.filter((target) => target !== 'none').map((target) => toPlace(name, target))
}

function toPlace(name: string, target: Target): Place {
  if (typeof target === 'string') {
    return { path: (target === 'same' ? name : target).split('.'), convert: undefined }
  }
  const convert = target.as === undefined ? undefined : CONVERSIONS[target.as]
  const nested = target.to === undefined ? [] : target.to.split('.')
  return { path: 'key' in target ? [target.key, ...nested] : nested, convert }
}

/** Writes at a path; where two objects meet they are merged, otherwise the later value wins. */
function put(target: Nested, path: readonly string[], value: unknown): void {
  const last = path.length - 1
  let at = target
  for (let i = 0; i < last; i++) {
    const key = path[i] as string
    const next = at[key]
    if (isObject(next)) at = next
    else at = at[key] = {}
  }
  at[path[last] as string] = value
}

function isObject(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function emptyNode(path: readonly string[], places: readonly Place[]): Node {
  return { path, places, children: new Map() }
}
