/**
 * The lifetime of the sink `file`.
 *
 * In: batches, the clock. Out: parts that grow, and parts that are put in place one after the other.
 * Promise: a part that is being put in place takes no more lines; what could not be put in place is tried again, and
 * while too many wait, no more records are taken.
 */
import { randomBytes } from 'node:crypto'
import { LogveilError } from '../../../errors.ts'
import type { BatchResult, Outcome, Sink, SinkRecord } from '../../sink.ts'
import { DELIVERED } from '../client/parts.ts'
import { adoptParts } from './adopt.ts'
import { thisOwner } from './owner.ts'
import { Part, type Partition } from './part.ts'
import { publish } from './publish.ts'
import { type Bundle, toBundles } from './rows.ts'
import type { FileSettings } from './settings.ts'

// Late records, and clocks that jump, open files of other hours; each costs a descriptor.
const MOST_OPEN = 16
// Parts that may wait to be put in place: a Parquet file takes a second or two.
const MOST_WAITING = 4

const TICKS_PER_AGE = 4
const LONGEST_TICK_MS = 5000

export class FileSink implements Sink {
  readonly name: string
  readonly #settings: FileSettings
  readonly #now: () => number
  readonly #owner: string = thisOwner()
  readonly #open = new Map<Partition, Part>()
  readonly #waiting: Part[] = []
  readonly #timer: NodeJS.Timeout
  #turn: Promise<unknown> = Promise.resolve()
  #publishing: Promise<void> = Promise.resolve()
  #failure: string | undefined
  #isStarted = false
  #isClosed = false

  constructor(name: string, settings: FileSettings, now: () => number) {
    this.name = name
    this.#settings = settings
    this.#now = now
    const tickMs = Math.ceil(Math.min(settings.maxAgeMs / TICKS_PER_AGE, LONGEST_TICK_MS))
    this.#timer = setInterval(() => void this.#tick(), tickMs).unref()
  }

  write(batch: readonly SinkRecord[], signal: AbortSignal): Promise<BatchResult> {
    return this.#inTurn(async () => {
      const problem = this.#isClosed ? 'closed' : await this.#makeRoom(signal)
      if (problem !== undefined) return { outcomes: batch.map(() => retry(problem)) }
      await this.#start()
      const outcomes: Outcome[] = batch.map(() => ({ state: 'refused', reason: 'not a record' }))
      for (const bundle of toBundles(batch, this.#settings.columns !== undefined)) {
        const outcome = await this.#append(bundle)
        for (const place of bundle.places) outcomes[place] = outcome
      }
      this.#closeParts((part) => this.#isFull(part))
      return { outcomes }
    })
  }

  async flush(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#start()
      this.#closeParts(() => true)
      this.#publishSoon()
    })
    await this.#publishing
    if (this.#waiting.length > 0) throw this.#notInPlace()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#isClosed = true
    try {
      await this.flush()
    } finally {
      // What could not be put in place stays for the next start.
      await Promise.allSettled(this.#waiting.splice(0).map((part) => part.close()))
    }
  }

  /** One after the other: a part must not be closed while lines are on their way into it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => {})
    return result
  }

  async #tick(): Promise<void> {
    await this.#inTurn(async () => {
      this.#closeParts((part) => this.#isFull(part))
      if (this.#waiting.length > 0) this.#publishSoon()
    })
  }

  /** Takes over what dead processes left; once. */
  async #start(): Promise<void> {
    if (this.#isStarted) return
    this.#isStarted = true
    const { path: folder, maxAgeMs } = this.#settings
    const parts = await adoptParts({
      folder,
      owner: this.#owner,
      abandonedMs: 2 * maxAgeMs + 60_000,
      now: this.#now()
    })
    this.#waiting.push(...parts)
    if (parts.length > 0) this.#publishSoon()
  }

  async #makeRoom(signal: AbortSignal): Promise<string | undefined> {
    if (this.#waiting.length < MOST_WAITING) return undefined
    this.#publishSoon()
    await Promise.race([this.#publishing, whenAborted(signal)])
    return this.#waiting.length < MOST_WAITING ? undefined : (this.#failure ?? 'busy')
  }

  async #append({ partition, lines }: Bundle): Promise<Outcome> {
    try {
      const part = this.#open.get(partition) ?? (await this.#openPart(partition))
      await part.append(Buffer.from(`${lines.join('\n')}\n`), this.#settings.fsync)
      return DELIVERED
    } catch (error) {
      return retry(codeOf(error))
    }
  }

  async #openPart(partition: Partition): Promise<Part> {
    const now = this.#now()
    const time = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
    const id = `${time}-${randomBytes(6).toString('hex')}`
    const part = await Part.create(this.#settings.path, { owner: this.#owner, id, partition }, now)
    if (this.#open.size >= MOST_OPEN) {
      const [oldest] = this.#open.values()
      this.#closeParts((each) => each === oldest)
    }
    this.#open.set(partition, part)
    return part
  }

  #isFull({ size, openedAt }: Part): boolean {
    return size >= this.#settings.maxBytes || this.#now() - openedAt >= this.#settings.maxAgeMs
  }

  #closeParts(isDue: (part: Part) => boolean): void {
    for (const [partition, part] of this.#open) {
      if (!isDue(part)) continue
      this.#open.delete(partition)
      this.#waiting.push(part)
      this.#publishSoon()
    }
  }

  #publishSoon(): void {
    this.#publishing = this.#publishing.then(() => this.#publishWaiting())
  }

  /** Ends early at the first that fails: the others would meet the same disk. */
  async #publishWaiting(): Promise<void> {
    for (let part = this.#waiting[0]; part !== undefined; part = this.#waiting[0]) {
      try {
        await publish(part, this.#settings)
        this.#waiting.shift()
        this.#failure = undefined
      } catch (error) {
        this.#failure = codeOf(error)
        return
      }
    }
  }

  #notInPlace(): LogveilError {
    const message = `expected a folder that takes files, got ${this.#failure ?? 'an error'}; make room, or give the right to write`
    return new LogveilError('ERR_DELIVERY_FAILED', 'Files of records could not be put in place.', [
      { path: this.name, message }
    ])
  }
}

function retry(reason: string): Outcome {
  return { state: 'retry', reason }
}

/** A message may hold a path; a code never does. */
function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  return typeof code === 'string' ? code : 'error'
}

function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
