/**
 * What every sink must do, run on each with a destination of its kind.
 *
 * In: how a destination is started, and how it is made to fail. Out: one test for each fact. A fact that a destination
 * cannot show is skipped with the reason.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BatchResult, Outcome, Sink } from '../../../src/deliver/sink.ts'
import { ofLine, toBatch, toSinkRecord } from './records.ts'

export type Fact =
  | 'order'
  | 'limits'
  | 'too large'
  | 'unavailable'
  | 'retry-after'
  | 'poison'
  | 'all poison'
  | 'abort'
  | 'cut'
  | 'duplicates'
  | 'keep-alive'

export type Running = {
  createSink(limits?: { readonly maxRecords?: number; readonly maxBytes?: number }): Sink
  /** Ids of the records that are stored, in order, as often as they are stored. */
  ids(): Promise<readonly string[]>
  /** From now on, until the function that comes back is called, nothing is taken. */
  block(retryAfter?: string): () => void
  /** The destination will not take these records. */
  poison(ids: readonly string[]): void
  /** The next attempt is carried out and not answered (`hang`), or its connection dies before the answer. */
  failNext(how: 'hang' | 'cut'): void
  /** Requests that carried records. */
  requests(): number
  connections(): number
  /** What must not stand in any reason. */
  readonly secrets: readonly string[]
  stop(): Promise<void>
}

export type Destination = {
  readonly name: string
  start(): Promise<Running>
  readonly skips?: Readonly<Partial<Record<Fact, string>>>
  /** The sink drops what is stored already; else the reader does, by record_id. */
  readonly dedupes: boolean
}

const NEVER = new AbortController().signal

/** Every fact as a test. */
export function describeSink({ name, start, skips = {}, dedupes }: Destination): void {
  describe(name, () => {
    let running: Running
    let sink: Sink

    beforeEach(async () => {
      running = await start()
      sink = running.createSink()
    })

    afterEach(async () => {
      await sink.close().catch(() => {})
      await running.stop()
    })

    function fact(of: Fact, title: string, body: () => Promise<void>): void {
      if (skips[of] === undefined) test(title, body)
      else test.skip(`${title}: ${skips[of]}`, body)
    }

    const distinct = async (): Promise<readonly string[]> => [...new Set(await running.ids())]

    test('an empty batch is no request', async () => {
      expect(await sink.write([], NEVER)).toEqual({ outcomes: [] })
      expect(running.requests()).toBe(0)
    })

    test('flush and close of a sink that got nothing do nothing', async () => {
      await sink.flush()
      await sink.close()
      expect(await running.ids()).toEqual([])
    })

    fact('order', 'a batch is stored whole and in order', async () => {
      const batch = toBatch(250)
      expect(statesOf(await sink.write(batch, NEVER))).toEqual(batch.map(() => 'delivered'))
      await sink.flush()
      expect(await running.ids()).toEqual(batch.map(({ recordId }) => recordId))
    })

    fact(
      'limits',
      'a batch that is over the limits becomes several requests, in order',
      async () => {
        const batch = toBatch(250)
        const small = running.createSink({ maxRecords: 60, maxBytes: 20_000 })
        expect(statesOf(await small.write(batch, NEVER))).toEqual(batch.map(() => 'delivered'))
        await small.close()
        expect(running.requests()).toBeGreaterThan(4)
        expect(await running.ids()).toEqual(batch.map(({ recordId }) => recordId))
      }
    )

    fact('too large', 'a record that is larger than a request is refused alone', async () => {
      const small = running.createSink({ maxBytes: 5000 })
      const batch = [...toBatch(2), toSinkRecord({ message: 'x'.repeat(6000) }), ...toBatch(2)]
      const result = await small.write(batch, NEVER)
      expect(statesOf(result)).toEqual(at(5, 'delivered', { 2: 'refused' }))
      expect(await running.ids()).toHaveLength(4)
    })

    test('a line that is no record is refused alone', async () => {
      const [first, last] = toBatch(2)
      const broken = ofLine('01908ff4-9b6f-7772-a632-716c43069c43', '{"message":"cut')
      const result = await sink.write([first, broken, last] as never, NEVER)
      expect(statesOf(result)).toEqual(['delivered', 'refused', 'delivered'])
      await sink.flush()
      expect(await running.ids()).toEqual([first?.recordId, last?.recordId])
    })

    fact(
      'unavailable',
      'while the destination takes nothing, records are to be tried again',
      async () => {
        const batch = toBatch(3)
        const unblock = running.block()
        const result = await sink.write(batch, NEVER)
        expect(statesOf(result)).toEqual(['retry', 'retry', 'retry'])
        expectNoSecret(result)
        expect(await running.ids()).toEqual([])
        unblock()
        expect(statesOf(await sink.write(batch, NEVER))).toEqual(batch.map(() => 'delivered'))
        await sink.flush()
        expect(await distinct()).toEqual(batch.map(({ recordId }) => recordId))
      }
    )

    fact('retry-after', 'what the destination asks to wait is told, in ms', async () => {
      const unblock = running.block('3')
      const result = await sink.write(toBatch(2), NEVER)
      expect(result.retryAfterMs).toBe(3000)
      expect(statesOf(result)).toEqual(['retry', 'retry'])
      expect(running.requests()).toBe(1)
      unblock()
    })

    fact(
      'poison',
      'a record that will never be taken is refused, its neighbours are stored',
      async () => {
        const batch = toBatch(100)
        running.poison([batch[41]?.recordId ?? ''])
        const result = await sink.write(batch, NEVER)
        expect(statesOf(result)).toEqual(at(100, 'delivered', { 41: 'refused' }))
        expectNoSecret(result)
        await sink.flush()
        expect(await distinct()).toEqual(
          batch.flatMap(({ recordId }, i) => (i === 41 ? [] : recordId))
        )
      }
    )

    fact('all poison', 'a batch that is all poison ends, after few requests a time', async () => {
      let batch = toBatch(60)
      running.poison(batch.map(({ recordId }) => recordId))
      for (let attempts = 0; batch.length > 0; attempts++) {
        expect(attempts).toBeLessThan(10)
        const { outcomes } = await sink.write(batch, NEVER)
        const left = batch.filter((_, i) => outcomes[i]?.state === 'retry')
        expect(left.length).toBeLessThan(batch.length)
        batch = left
      }
      expect(await running.ids()).toEqual([])
    })

    fact('abort', 'an attempt that is given up ends at once', async () => {
      await sink.write(toBatch(1), NEVER)
      const before = running.requests()
      running.failNext('hang')
      const batch = toBatch(2)
      const late = new AbortController()
      const result = sink.write(batch, late.signal)
      await vi.waitFor(() => expect(running.requests()).toBe(before + 1), { timeout: 20_000 })
      late.abort(new DOMException('late', 'TimeoutError'))
      expect((await result).outcomes).toEqual(
        batch.map(() => ({ state: 'retry', reason: 'timeout' }))
      )
      const given = AbortSignal.abort()
      expect(statesOf(await sink.write(batch, given))).toEqual(['retry', 'retry'])
      expect(statesOf(await sink.write(batch, NEVER))).toEqual(['delivered', 'delivered'])
    })

    fact('cut', 'a connection that dies before the answer loses nothing', async () => {
      const batch = toBatch(5)
      running.failNext('cut')
      const result = await sink.write(batch, NEVER)
      expect(statesOf(result)).toEqual(batch.map(() => 'retry'))
      expectNoSecret(result)
      expect(statesOf(await sink.write(batch, NEVER))).toEqual(batch.map(() => 'delivered'))
      await sink.flush()
      expect(await distinct()).toEqual(batch.map(({ recordId }) => recordId))
    })

    fact('duplicates', 'a batch that is sent twice has the same ids', async () => {
      const batch = toBatch(5)
      for (let i = 0; i < 2; i++) {
        expect(statesOf(await sink.write(batch, NEVER))).toEqual(batch.map(() => 'delivered'))
      }
      await sink.flush()
      const ids = await running.ids()
      expect([...new Set(ids)]).toEqual(batch.map(({ recordId }) => recordId))
      expect(ids).toHaveLength(dedupes ? 5 : 10)
    })

    fact('keep-alive', 'connections serve batch after batch', async () => {
      for (let i = 0; i < 10; i++) await sink.write(toBatch(3), NEVER)
      // Node opens a second one when the first is not yet free again.
      expect(running.connections()).toBeLessThanOrEqual(2)
    })

    test('a closed sink takes nothing', async () => {
      await sink.write(toBatch(1), NEVER)
      await sink.close()
      const before = running.requests()
      expect((await sink.write(toBatch(2), NEVER)).outcomes).toEqual(
        at(2, { state: 'retry', reason: 'closed' }, {})
      )
      expect(running.requests()).toBe(before)
    })

    function expectNoSecret(result: BatchResult): void {
      const text = JSON.stringify(result)
      for (const secret of [...running.secrets, 'order 1', '127.0.0.1']) {
        expect(text).not.toContain(secret)
      }
    }
  })
}

function statesOf({ outcomes }: BatchResult): readonly Outcome['state'][] {
  return Array.from(outcomes, (outcome) => outcome.state)
}

function at<T>(length: number, value: T, others: Readonly<Record<number, T>>): readonly T[] {
  return Array.from({ length }, (_, i) => others[i] ?? value)
}
