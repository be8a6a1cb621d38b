/**
 * Which part of a text each detector has been searched for in.
 *
 * In: ranges in which matches may begin, by detector. Out: up to where the part that a range begins in was searched.
 * Promise: two arrays, nothing to be made or cleared for a line.
 */

export type Covered = {
  /** Another text: nothing of it was searched. */
  forget(): void
  /** The last place up to which the part that holds `from` was searched; -1 where `from` was not. */
  until(detector: number, from: number): number
  /** [from, to] was searched. */
  note(detector: number, from: number, to: number): void
}

export function createCovered(detectors: number): Covered {
  const texts = new Uint32Array(detectors)
  const starts = new Int32Array(detectors)
  const ends = new Int32Array(detectors)
  let text = 1
  return {
    forget() {
      text++
    },
    until(detector, from) {
      if (texts[detector] !== text) return -1
      const end = ends[detector] as number
      return from >= (starts[detector] as number) && from <= end ? end : -1
    },
    note(detector, from, to) {
      const isNext =
        texts[detector] === text &&
        from >= (starts[detector] as number) &&
        from <= (ends[detector] as number)
      if (!isNext) starts[detector] = from
      texts[detector] = text
      ends[detector] = to
    }
  }
}
