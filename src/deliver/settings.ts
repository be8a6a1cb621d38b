/**
 * The options of delivery with every default.
 *
 * In: options, already checked. Out: settings, data that can be cloned to a worker. Promise: no default stands anywhere else but
 * a sink's own, in sink-plan.ts.
 */
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { DeliveryOptions } from './delivery-options.ts'
import type { SinkOptions } from './sinks/registry.ts'

const MIB = 1024 * 1024

export type DeliverySettings = {
  readonly sinks: Readonly<Record<string, SinkOptions>>
  readonly durability: 'tick' | 'line' | 'fsync'
  readonly folder: string
  readonly maxBytes: number
  readonly segmentBytes: number
  readonly memoryBytes: number
  readonly worker: boolean
  readonly watchdogMs: number
  readonly flushTimeoutMs: number
  readonly exitWaitMs: number
  readonly blockMs: number
  readonly signals: boolean
  readonly deadLetterFolder: string
  readonly deadLetterBytes: number
  readonly ledgerMs: number
}

export function toSettings(options: DeliveryOptions, service: string): DeliverySettings {
  const folder = options.folder ?? join(stateFolder(), 'logveil', toName(service))
  return {
    sinks: options.sinks,
    durability: options.durability ?? 'tick',
    folder,
    maxBytes: options.maxBytes ?? 1024 * MIB,
    segmentBytes: options.segmentBytes ?? 16 * MIB,
    memoryBytes: options.memoryBytes ?? 16 * MIB,
    worker: options.worker ?? true,
    watchdogMs: options.watchdogMs ?? 10_000,
    flushTimeoutMs: options.flushTimeoutMs ?? 30_000,
    exitWaitMs: options.exitWaitMs ?? 2000,
    blockMs: options.blockMs ?? 5000,
    signals: options.signals ?? true,
    deadLetterFolder: options.deadLetters?.folder ?? join(folder, 'dead-letters'),
    deadLetterBytes: options.deadLetters?.maxBytes ?? 64 * MIB,
    ledgerMs: options.ledgerMs ?? 60_000
  }
}

/** https://specifications.freedesktop.org/basedir-spec/latest/: state that should persist between restarts. */
function stateFolder(): string {
  const given = process.env.XDG_STATE_HOME
  return given?.startsWith('/') ? given : join(homedir(), '.local', 'state')
}

/** A service's name as a part of a path. */
function toName(service: string): string {
  const name = service.replace(/[^\w.-]+/g, '_').replace(/^\.+/, '')
  return name === '' ? 'service' : name.slice(0, 100)
}
