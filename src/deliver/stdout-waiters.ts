/**
 * Those who wait until everything was written.
 *
 * In: how long each waits. Out: each is told once: true when all was written, false when its time was over before.
 */

type Waiter = { readonly idleMs: number; readonly until: number; resolve(isWritten: boolean): void }

/** Where a writer stands: when it last wrote anything, whether nothing is left, and whether the reader is there. */
export type Standing = {
  readonly now: number
  readonly progressAt: number
  readonly isWritten: boolean
  readonly isThere: boolean
}

export class Waiters {
  private waiting: Waiter[] = []

  get isEmpty(): boolean {
    return this.waiting.length === 0
  }

  /** `idleMs`: without any progress; `until`: in all, by the writer's clock. */
  add(idleMs: number, until: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.waiting.push({ idleMs, until, resolve })
    })
  }

  tell({ now, progressAt, isWritten, isThere }: Standing): void {
    this.waiting = this.waiting.filter(({ idleMs, until, resolve }) => {
      const isOver = isWritten || now - progressAt >= idleMs || now >= until
      if (isOver) resolve(isWritten && isThere)
      return !isOver
    })
  }
}
