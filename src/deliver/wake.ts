/**
 * A wait that can be cut short.
 *
 * In: a time, or none. Out: a promise. Promise: a call of `wake` ends every wait under way, and none is missed between looking
 * and waiting, because both happen in one turn.
 */

export type Wake = {
  wake(): void
  /** Resolves when woken, or after `ms`. */
  wait(ms?: number): Promise<void>
}

/** `isUnref`: a wait does not keep the process alive. */
export function createWake(isUnref = false): Wake {
  let waiting: (() => void)[] = []
  return {
    wake() {
      const woken = waiting
      waiting = []
      for (const resolve of woken) resolve()
    },
    wait(ms) {
      return new Promise((resolve) => {
        const timer = ms === undefined ? undefined : setTimeout(resolve, ms)
        if (isUnref) timer?.unref()
        waiting.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }
}
