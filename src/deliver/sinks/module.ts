/**
 * A sink of the user's own.
 *
 * In: the path or name of a module that exports `createSink(name, options)`. Out: that sink.
 * Promise: it is loaded where the sinks run, in the worker, and nowhere else.
 */
import { type Issue, LogveilError } from '../../errors.ts'
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

export function checkModuleOptions(
  options: Readonly<Record<string, unknown>>,
  path: string
): readonly Issue[] {
  const issues: Issue[] = []
  if (typeof options.module !== 'string')
    issues.push({
      path: `${path}.module`,
      message: `expected an absolute path or a package's name, got ${typeof options.module}`
    })
  for (const key of Object.keys(options))
    if (key !== 'module' && key !== 'options')
      issues.push({
        path: `${path}.${key}`,
        message:
          "expected one of module, options, got an unknown key; the sink's own go into options"
      })
  return issues
}

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
