/**
 * A sink of the user's own.
 *
 * In: the path or name of a module that exports `createSink(name, options)`. Out: that sink.
 * Promise: it is loaded where the sinks run, in the worker, and nowhere else.
 */
import { LogveilError } from '../../errors.ts'
import { type Check, isText, objectOf } from '../option-check.ts'
import type { Sink } from '../sink.ts'

export type ModuleSinkOptions = {
  /** An absolute path, a file URL or a package's name. */
  readonly module: string
  /** Handed to its `createSink`; must be data. */
  readonly options?: Readonly<Record<string, unknown>>
}

type SinkModule = {
  readonly createSink?: (name: string, options: unknown) => Sink | Promise<Sink>
  readonly default?: SinkModule
}

/** Every problem of the options; those of the sink itself are its own affair. */
export const checkModuleOptions: Check = objectOf({ module: isText, options: () => [] }, ['module'])

export async function createModuleSink(name: string, options: ModuleSinkOptions): Promise<Sink> {
  const loaded = (await import(options.module)) as SinkModule
  const create = loaded.createSink ?? loaded.default?.createSink
  if (create === undefined)
    throw new LogveilError('ERR_OPTIONS_INVALID', 'A sink cannot be made.', [
      {
        path: `delivery.sinks.${name}.module`,
        message: 'expected a module that exports createSink(name, options)'
      }
    ])
  return await create(name, options.options ?? {})
}
