/**
 * A sink's settings with every default.
 *
 * In: what the user wrote for one sink, the spool's size. Out: functions and numbers that its lane works with.
 * Promise: nothing is decided later.
 */
import { type CleanCheck, createCleanCheck } from './clean.ts'
import type { Entry } from './entry.ts'
import { createProjection } from './projection.ts'
import { DEFAULT_RETRY, type RetrySettings } from './retry.ts'
import { createRoute, type Predicate } from './route.ts'
import type { SinkRecord } from './sink.ts'
import type { SinkSettings } from './sink-settings.ts'

const MIB = 1024 * 1024

export type SinkPlan = {
  readonly isRouted: Predicate
  readonly isClean: CleanCheck | undefined
  readonly project: (entry: Entry) => SinkRecord
  /** Bytes that may wait. */
  readonly limit: number
  readonly blocks: boolean
  readonly maxRecords: number
  readonly maxBytes: number
  readonly maxWaitMs: number
  /** One bad record may make the sink refuse its whole batch. */
  readonly refusesWhole: boolean
  readonly retry: RetrySettings
  readonly timeoutMs: number
}

/** `type` decides one thing only: a user's own sink need not find the bad record of a batch, ours do. */
export function planSink(
  settings: SinkSettings & { readonly type?: string },
  spoolBytes: number
): SinkPlan {
  const { buffer = {}, batch = {}, retry = {} } = settings
  const onFull = buffer.onFull ?? 'spill'
  const own = Math.min(buffer.maxBytes ?? 64 * MIB, spoolBytes)
  return {
    isRouted: createRoute(settings.route),
    isClean: createCleanCheck(settings.cleanOnly),
    project: createProjection(settings.fields),
    limit: onFull === 'spill' ? spoolBytes : own,
    blocks: onFull === 'block',
    maxRecords: batch.maxRecords ?? 1000,
    maxBytes: batch.maxBytes ?? MIB,
    maxWaitMs: batch.maxWaitMs ?? 200,
    refusesWhole: settings.type === 'module',
    retry: { ...DEFAULT_RETRY, ...retry },
    timeoutMs: settings.timeoutMs ?? 30_000
  }
}
