/**
 * A test server as a destination of the conformance suite.
 */
import type { Sink } from '../../../src/deliver/sink.ts'
import type { TestServer } from '../../servers/serve.ts'
import type { Running } from './conformance.ts'

export const API_KEY = 'k3y-of-the-test'

/** Headers and URL with credentials that must never show. */
export function secretOptions(server: TestServer): {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
} {
  return {
    url: server.url.replace('//', '//shop:p4ssw0rd-of-the-test@'),
    headers: { 'x-api-key': API_KEY }
  }
}

export function runOn(
  server: TestServer & { readonly poison: Set<string> },
  createSink: Running['createSink'],
  ids: () => readonly string[]
): Running {
  return {
    createSink: (limits): Sink => createSink(limits),
    ids: async () => ids(),
    block(retryAfter) {
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
      const fault = { status: 503, headers, body: `no room for ${API_KEY}` }
      server.faults.push(...Array.from({ length: 1000 }, () => fault))
      return () => server.faults.splice(0)
    },
    poison(poisoned) {
      for (const id of poisoned) server.poison.add(id)
    },
    failNext(how) {
      server.faults.push(how)
    },
    requests: () => server.requests.filter(({ method }) => method === 'POST').length,
    connections: () => server.connections(),
    secrets: [API_KEY, 'p4ssw0rd-of-the-test'],
    stop: () => server.close()
  }
}
