/**
 * A sink that is made when it is first needed.
 *
 * In: a way to make it. Out: a sink. Promise: one that cannot be made (its client is not installed, its folder not there) is
 * told once, its records wait, and it is tried again.
 */
import type { Sink } from './sink.ts'

export function createLazySink(
  name: string,
  create: () => Promise<Sink>,
  onTrouble: (error: unknown) => void
): Sink {
  let made: Promise<Sink> | undefined
  const get = (): Promise<Sink> => {
    made ??= create().catch((error: unknown) => {
      made = undefined
      onTrouble(error)
      throw error
    })
    return made
  }
  return {
    name,
    write: async (batch, signal) => (await get()).write(batch, signal),
    flush: async () => (made === undefined ? undefined : (await made).flush()),
    close: async () => (made === undefined ? undefined : (await made).close())
  }
}
