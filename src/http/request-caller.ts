/**
 * What a request says about itself before it is handled.
 *
 * In: the request. Out: its id, trace, target, client address and user agent.
 * Promise: taken at once, as the socket's address is gone after the close and routers rewrite `url`; a callback of the user's that throws costs its own field only.
 */
import type { IncomingMessage } from 'node:http'
import { type TraceIds, traceFromHeaders } from '../record/trace.ts'
import { findClientAddress, truncateAddress } from './address.ts'
import type { Recorder } from './exchange.ts'
import { isRequestId, newRequestId } from './request-id.ts'
import { splitTarget, type Target } from './target.ts'

export type RequestCaller = {
  readonly requestId: string
  readonly trace: TraceIds | undefined
  readonly target: Target
  readonly clientAddress: string | undefined
  readonly userAgent: string | undefined
}

const MAX_USER_AGENT = 512

/** Reads all of it. */
export function readCaller(req: IncomingMessage, recorder: Recorder): RequestCaller {
  const { guard } = recorder
  const isClean = (text: string) => guard('isClean', () => recorder.port.isClean(text), false)
  return {
    requestId: readRequestId(req, recorder, isClean),
    trace: guard('trace', () => traceFromHeaders(req.headers), undefined),
    target: splitTarget((req as { originalUrl?: string }).originalUrl ?? req.url ?? '/'),
    clientAddress: guard('trustProxy', () => readAddress(req, recorder), undefined),
    userAgent: readUserAgent(req, isClean)
  }
}

function readRequestId(
  req: IncomingMessage,
  { settings, guard }: Recorder,
  isClean: (text: string) => boolean
): string {
  const { requestIdHeader, genRequestId } = settings
  const sent = requestIdHeader === undefined ? undefined : req.headers[requestIdHeader]
  if (isRequestId(sent, isClean)) return sent
  const made = guard('genRequestId', () => genRequestId?.(req), undefined)
  return isRequestId(made, isClean) ? made : newRequestId()
}

function readAddress(req: IncomingMessage, { settings }: Recorder): string | undefined {
  const forwarded = req.headers['x-forwarded-for']
  const header = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
  const address = findClientAddress(req.socket.remoteAddress, header, settings.trust)
  return address === undefined ? undefined : truncateAddress(address)
}

/** Cut only if nothing is found in the whole: a cut could leave half of a finding, which no rule would know again. */
function readUserAgent(
  req: IncomingMessage,
  isClean: (text: string) => boolean
): string | undefined {
  const agent = req.headers['user-agent']
  if (agent === undefined || agent.length <= MAX_USER_AGENT) return agent
  return isClean(agent) ? agent.slice(0, MAX_USER_AGENT) : agent
}
