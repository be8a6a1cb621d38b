/**
 * One request and its response, followed from the server's request event to the last byte or the close.
 *
 * In: a request, its response, and what a requestLogger was made with. Out: the request's logger and exactly one record.
 * Promise: nothing here throws into the application, changes what it sends, or keeps a connection open.
 */
import type { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorType } from '../record/exception.ts'
import type { Outcome } from '../record/fields.ts'
import { type RequestRecord, requestLevel, requestMessage } from '../record/request.ts'
import { connectionOf, forgetConnection, watchConnection } from './connections.ts'
import { RouteTrace } from './express-routes.ts'
import type { Guard } from './guard.ts'
import type { Log, LoggerPort } from './logger-port.ts'
import { decideOutcome } from './outcome.ts'
import type { RequestCaller } from './request-caller.ts'
import { mergeFields, type OwnFields, type RequestLog, withSet } from './request-log.ts'
import type { Settings } from './request-options.ts'
import { toRequestRecord } from './request-record.ts'
import { meterResponse, type ResponseMeter } from './response-meter.ts'
import { follow } from './state.ts'

/** What a requestLogger was made with. */
export type Recorder = {
  readonly log: Log
  readonly port: LoggerPort
  readonly settings: Settings
  readonly guard: Guard
}

type Failure = { readonly error: unknown }

// Fastify's handlerTimeout answers through its error handler.
const TIMEOUT_ERRORS: ReadonlySet<unknown> = new Set(['FST_ERR_HANDLER_TIMEOUT'])

/** Follows one request. */
export class Exchange {
  readonly log: RequestLog
  readonly routes: RouteTrace = new RouteTrace()
  /** How the framework tells the route template, where it is not Express. */
  readRoute: (() => string | undefined) | undefined
  readonly #req: IncomingMessage
  readonly #res: ServerResponse
  readonly #recorder: Recorder
  readonly #caller: RequestCaller
  readonly #own: OwnFields = {}
  readonly #start: number
  readonly #meter: ResponseMeter
  readonly #connection: EventEmitter
  #timedOut: 'before head' | 'after head' | undefined
  #failure: Failure | undefined
  #isEnded = false

  constructor(
    req: IncomingMessage,
    res: ServerResponse,
    recorder: Recorder,
    caller: RequestCaller
  ) {
    this.#req = req
    this.#res = res
    this.#recorder = recorder
    this.#caller = caller
    this.#start = follow(req).start
    const ids = { request_id: caller.requestId, ...caller.trace }
    this.log = withSet(recorder.port.child(recorder.log, ids), (fields) => {
      mergeFields(this.#own, fields)
    })
    this.#meter = meterResponse(res)
    this.#connection = connectionOf(req)
    watchConnection(this.#connection, this)
    // HTTP/2 finishes a response when its stream closes, whether it was ended or not.
    res.on('finish', () => this.end(res.writableEnded && !this.#isCut()))
    res.on('close', () => this.end())
  }

  /** The connection, or the request's time, ran out. */
  timeOut(): void {
    this.#timedOut ??= this.#meter.headAt === undefined ? 'before head' : 'after head'
  }

  /** The handler threw, rejected, or passed an error on. Of several the first counts: the others follow from it. */
  fail(error: unknown): void {
    // A caller that left makes body parsers and pipelines fail: that is no error of the handler's.
    if (this.#isEnded || this.#failure !== undefined || this.#callerLeft()) return
    if (TIMEOUT_ERRORS.has((error as { code?: unknown } | null | undefined)?.code)) this.timeOut()
    this.#failure = { error }
  }

  get isEnded(): boolean {
    return this.#isEnded
  }

  /** Writes the record, the first time it is called. */
  end(isFinished = false): void {
    if (this.#isEnded) return
    this.#isEnded = true
    forgetConnection(this.#connection, this)
    this.#recorder.guard('record', () => this.#write(isFinished, performance.now()), undefined)
  }

  #write(isFinished: boolean, now: number): void {
    const failure = this.#findFailure()
    const outcome = decideOutcome({
      finished: isFinished,
      status: this.#meter.status,
      timedOut: this.#findTimeout(),
      failed: failure !== undefined
    })
    // Behind an answer of 4xx, an abort or a time-out no exception of the handler's is told.
    const told = outcome === 'error' ? failure : undefined
    const record = this.#toRecord(outcome, told, now)
    const { log, port } = this.#recorder
    const own = told === undefined ? this.#own : { ...this.#own, err: told.error }
    port.write(log, this.#level(record), record, own, requestMessage(record))
  }

  #toRecord(outcome: Outcome, failure: Failure | undefined, now: number): RequestRecord {
    const { headAt, status, bytes } = this.#meter
    const { requestHeaders, responseHeaders } = this.#recorder.settings
    return toRequestRecord({
      req: this.#req,
      res: this.#res,
      caller: this.#caller,
      route: this.#route(),
      outcome,
      latency: now - this.#start,
      ttfb: headAt === undefined ? undefined : headAt - this.#start,
      status,
      bytes,
      exceptionType: failure === undefined ? undefined : errorType(failure.error),
      requestHeaders,
      responseHeaders
    })
  }

  #route(): string | undefined {
    const { guard, settings } = this.#recorder
    const own = guard('route', () => settings.route?.(this.#req), undefined)
    if (typeof own === 'string') return own
    return this.readRoute === undefined
      ? this.routes.templateOf(this.#req as object)
      : guard('route', this.readRoute, undefined)
  }

  #level(record: RequestRecord): string {
    const { guard, settings } = this.#recorder
    const { level } = settings
    const usual = requestLevel(record.outcome, record.http.response?.status_code)
    if (level === undefined) return usual
    return typeof level === 'string'
      ? level
      : guard('level', () => this.#known(level(record)), usual)
  }

  /** A name that is no level would lose the record. */
  #known(level: string): string {
    const { values } = this.#recorder.log.levels
    if (level !== 'silent' && !Object.hasOwn(values, level)) throw new RangeError('no level')
    return level
  }

  /** Also `res.destroy(error)`, as a pipeline does, and `res.err`, where Connect's error handlers can leave it (pino-http's convention). */
  #findFailure(): Failure | undefined {
    if (this.#failure !== undefined) return this.#failure
    const { err, errored } = this.#res as { err?: unknown; errored?: unknown }
    if (err instanceof Error) return { error: err }
    // The application's own error went on to the connection; Node 24 also destroys waiting responses with one of its own when the caller left.
    const reached = (this.#connection as { errored?: unknown }).errored === errored
    return errored instanceof Error && reached ? { error: errored } : undefined
  }

  #findTimeout(): 'before head' | 'after head' | undefined {
    if (this.#timedOut !== undefined) return this.#timedOut
    // server.requestTimeout answers 408 on the socket itself and destroys it with this error.
    const { errored } = this.#req.socket as { errored?: { code?: unknown } | null }
    if (errored?.code !== 'ERR_HTTP_REQUEST_TIMEOUT') return undefined
    return this.#meter.headAt === undefined ? 'before head' : 'after head'
  }

  #isCut(): boolean {
    return (this.#connection as { aborted?: boolean }).aborted === true
  }

  #callerLeft(): boolean {
    return (this.#connection as { destroyed?: boolean }).destroyed === true
  }
}
