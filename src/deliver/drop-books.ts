/**
 * Lines that were dropped before they came into the spool.
 *
 * In: lines, a reason. Out: counts by sink. Promise: a line counts for the sinks that it would have been routed to, and for no
 * other.
 */
import { createEntry, type Entry } from './entry.ts'
import { createRoute, type Predicate } from './route.ts'
import type { Drops } from './run-reader.ts'
import type { SinkSettings } from './sink-settings.ts'

export type DropBooks = {
  add(lines: readonly string[], reason: string): void
  counts(): Drops
  isEmpty(): boolean
  /** They stand in the spool now. */
  clear(): void
  levelOf(line: string): number
}

export function createDropBooks(sinks: Readonly<Record<string, SinkSettings>>): DropBooks {
  const routes: readonly (readonly [string, Predicate])[] = Object.entries(sinks).map(
    ([name, { route }]) => [name, createRoute(route)] as const
  )
  let counts: Record<string, Record<string, number>> = {}
  // never delivered: it needs no id of its own
  const toEntry = (line: string): Entry => createEntry(line.trimEnd(), 0, '', '', 0)
  return {
    add(lines, reason) {
      for (const entry of lines.map(toEntry))
        for (const [name, isRouted] of routes) {
          if (!isRouted(entry)) continue
          counts[name] ??= {}
          const sink = counts[name]
          sink[reason] = (sink[reason] ?? 0) + 1
        }
    },
    counts: () => counts,
    isEmpty: () => Object.keys(counts).length === 0,
    clear() {
      counts = {}
    },
    levelOf: (line) => toEntry(line).level()
  }
}
