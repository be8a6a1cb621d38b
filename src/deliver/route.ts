/**
 * Which records a sink gets.
 *
 * In: routes as the user wrote them. Out: a predicate. Promise: a record is parsed only if a route asks for more than its
 * level; what cannot be parsed goes everywhere, so that it ends among some sink's dead letters and not nowhere.
 */
import type { Entry } from './entry.ts'
import { toLevel } from './levels.ts'
import { readPath } from './record-path.ts'
import type { SafeRecord } from './sink.ts'
import type { Route, RouteValue } from './sink-settings.ts'

export type Routed = Pick<Entry, 'level' | 'record'>
export type Predicate = (entry: Routed) => boolean

/** The route of a sink without one: who counts need not look at what is counted. */
export const takesAll: Predicate = () => true

export function createRoute(route: Route | readonly Route[] | undefined): Predicate {
  if (route === undefined) return takesAll
  const each = toList(route).map(toPredicate)
  return (entry) => each.some((matches) => matches(entry))
}

function toPredicate(route: Route): Predicate {
  const least = route.level === undefined ? 0 : toLevel(route.level)
  const most = route.maxLevel === undefined ? Number.POSITIVE_INFINITY : toLevel(route.maxLevel)
  const not = route.not === undefined ? undefined : createRoute(route.not)
  const fields = toFieldPredicate(route)
  return (entry) => {
    const level = entry.level()
    if (level < least || level > most) return false
    if (fields !== undefined && !matchesFields(fields, entry)) return false
    return not === undefined || !not(entry)
  }
}

function matchesFields(fields: (record: SafeRecord) => boolean, entry: Routed): boolean {
  let record: SafeRecord
  try {
    record = entry.record()
  } catch {
    return true
  }
  return fields(record)
}

function toFieldPredicate(route: Route): ((record: SafeRecord) => boolean) | undefined {
  const names = route.eventName === undefined ? undefined : toList(route.eventName)
  const where = Object.entries(route.where ?? {}).map(
    ([path, values]) => [path, toList(values)] as const
  )
  if (names === undefined && where.length === 0) return undefined
  return (record) =>
    (names === undefined || names.includes((record.event_name ?? null) as string | null)) &&
    where.every(([path, values]) => isAmong(readPath(record, path), values))
}

/** `null` also stands for a field that is not there, `true` for one that is. */
function isAmong(value: unknown, values: readonly RouteValue[]): boolean {
  return values.some((expected) => {
    if (expected === null) return value === undefined || value === null
    if (expected === true) return value !== undefined && value !== null && value !== false
    return value === expected
  })
}

function toList<Item>(value: Item | readonly Item[]): readonly Item[] {
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item]
}
