/**
 * Which sinks there are.
 *
 * In: a sink's options. Out: its problems, or the sink. Promise: a sink's file is all that must be added, and one row here;
 * nothing else in delivery knows what kinds of sinks exist.
 */
import type { Issue } from '../../errors.ts'
import type { Check, Fields } from '../option-check.ts'
import { OWN_SINKS, type OwnSinkOptions, ownOptions } from '../own-sinks.ts'
import type { Sink } from '../sink.ts'
import type { SinkSettings } from '../sink-settings.ts'
import { checkModuleOptions, createModuleSink, type ModuleSinkOptions } from './module.ts'

/** One sink's options: the kind's own, and those of every sink. */
export type SinkOptions = SinkSettings & OwnOptions

type OwnOptions = ({ readonly type: 'module' } & ModuleSinkOptions) | OwnSinkOptions

export type SinkType = OwnOptions['type']

type Kind = {
  readonly check: Check
  readonly create: (name: string, options: never) => Sink | Promise<Sink>
}

/** By `type`. A sink loads its client when it is created: what is listed here costs nothing until then. */
const KINDS: Readonly<Record<SinkType, Kind>> = {
  module: { check: checkModuleOptions, create: createModuleSink },
  ...OWN_SINKS
}

export const SINK_TYPES: readonly string[] = Object.keys(KINDS)

/** The problems of a sink's own options; its type is known. */
export function checkOwnOptions(options: Fields, path: string): readonly Issue[] {
  return KINDS[options.type as SinkType].check(ownOptions(options), path)
}

export async function createSink(name: string, options: SinkOptions): Promise<Sink> {
  return await KINDS[options.type].create(name, ownOptions(options) as never)
}
