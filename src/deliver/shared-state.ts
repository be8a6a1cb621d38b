/**
 * What the logging thread and the delivering one tell each other without a message.
 *
 * In: a SharedArrayBuffer. Out: named atomic cells. Promise: each cell is written by one side only, but for `isAsleep`
 * and `isFull`, which the other side waits on.
 */

const LONGS = 4
const CELLS = 8
const END = 0
const APPENDED = 1
const RELEASED = 2
const FIRST = 3
const BEAT = 0
const ASLEEP = 1
const FULL = 2
const DRAINED = 3

/** Bytes of the buffer behind it. */
const STATE_BYTES: number = LONGS * 8 + CELLS * 4

export type End = { readonly segment: number; readonly offset: number }

/** One run's state: where its last whole frame ends. */
export type RunState = {
  readonly buffer: SharedArrayBuffer
  publish(segment: number, offset: number, appendedBytes: number): void
  end(): End
  appended(): number
  /** Bytes that every sink has, in segments that are gone. */
  released(): number
  release(bytes: number): void
  /** The oldest segment that some sink still needs. */
  first(): number
  setFirst(segment: number): void
}

const OFFSET_BITS = 32n

export function createRunState(
  buffer: SharedArrayBuffer = new SharedArrayBuffer(STATE_BYTES)
): RunState {
  const longs = new BigInt64Array(buffer, 0, LONGS)
  const get = (index: number): number => Number(Atomics.load(longs, index))
  return {
    buffer,
    publish(segment, offset, appendedBytes) {
      Atomics.store(longs, APPENDED, BigInt(appendedBytes))
      // one store for both, so that nobody sees a new segment with an old offset
      Atomics.store(longs, END, (BigInt(segment) << OFFSET_BITS) | BigInt(offset))
    },
    end() {
      const end = Atomics.load(longs, END)
      return { segment: Number(end >> OFFSET_BITS), offset: Number(end & 0xffffffffn) }
    },
    appended: () => get(APPENDED),
    released: () => get(RELEASED),
    release: (bytes) => void Atomics.add(longs, RELEASED, BigInt(bytes)),
    first: () => get(FIRST),
    setFirst: (segment) => void Atomics.store(longs, FIRST, BigInt(segment))
  }
}

/** The state of the delivering thread. */
export type PumpState = {
  readonly buffer: SharedArrayBuffer
  beat(): void
  beats(): number
  /** The pump sleeps until it is woken by a message. */
  sleep(isAsleep: boolean): void
  /** True once, if it slept. */
  takeSleep(): boolean
  setFull(isFull: boolean): void
  isFull(): boolean
  /** Stops this thread until there is room, or the time is over. */
  waitForRoom(ms: number): void
  /** How many drains have ended. */
  drained(): number
  addDrained(): void
  waitForDrain(seen: number, ms: number): void
}

export function createPumpState(
  buffer: SharedArrayBuffer = new SharedArrayBuffer(STATE_BYTES)
): PumpState {
  const cells = new Int32Array(buffer, LONGS * 8, CELLS)
  return {
    buffer,
    beat: () => void Atomics.add(cells, BEAT, 1),
    beats: () => Atomics.load(cells, BEAT),
    sleep: (isAsleep) => void Atomics.store(cells, ASLEEP, isAsleep ? 1 : 0),
    takeSleep: () => Atomics.load(cells, ASLEEP) === 1 && Atomics.exchange(cells, ASLEEP, 0) === 1,
    setFull(isFull) {
      Atomics.store(cells, FULL, isFull ? 1 : 0)
      if (!isFull) Atomics.notify(cells, FULL)
    },
    isFull: () => Atomics.load(cells, FULL) === 1,
    waitForRoom: (ms) => void Atomics.wait(cells, FULL, 1, ms),
    drained: () => Atomics.load(cells, DRAINED),
    addDrained() {
      Atomics.add(cells, DRAINED, 1)
      Atomics.notify(cells, DRAINED)
    },
    waitForDrain: (seen, ms) => void Atomics.wait(cells, DRAINED, seen, ms)
  }
}
