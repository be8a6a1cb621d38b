/**
 * One sync of the disk for many lines.
 *
 * In: a way to sync, a way to tell whether more was written. Out: syncs, one after the other. Promise: never two at a time; what is
 * written while one is under way is in the next, which follows at once; a disk that fails is told, and asked again with the next lines.
 */

export type GroupSync = {
  /** There is something new. */
  request(): void
  /** Something that was there at the last request may not be on the disk yet. */
  isUnderWay(): boolean
}

export type GroupSyncParts = {
  readonly sync: () => Promise<void>
  /** Where everything ends that was written so far. */
  readonly ends: () => string
  readonly onDone: () => void
  readonly onTrouble: () => void
}

export function createGroupSync({ sync, ends, onDone, onTrouble }: GroupSyncParts): GroupSync {
  let isSyncing = false

  async function run(): Promise<void> {
    isSyncing = true
    let seen: string
    do {
      seen = ends()
      await sync().catch(onTrouble)
    } while (seen !== ends())
    isSyncing = false
    onDone()
  }

  return {
    request() {
      if (!isSyncing) void run()
    },
    isUnderWay: () => isSyncing
  }
}
