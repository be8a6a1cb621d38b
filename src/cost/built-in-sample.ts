/**
 * Lines to measure with where nobody named a log.
 *
 * In: nothing. Out: 2,000 lines, half of them a service's request records, half what infrastructure writes; about two in a
 * hundred hold something to redact. Promise: the same lines each time; values from reserved ranges, made here.
 */
import { benignLines } from '../rules/benign-lines.ts'

/** One record in so many of the requests holds a finding. */
const FOUND_EVERY = 25
const ROUTES = ['/orders/:id', '/cart', '/search', '/users/:id/invoices', '/health']
const STATUSES = [200, 200, 200, 201, 204, 304, 404, 500]

export function builtInSample(): readonly string[] {
  return benignLines().flatMap((line, index) => [line, requestLine(index)])
}

function requestLine(index: number): string {
  const route = ROUTES[index % ROUTES.length] as string
  const status = STATUSES[index % STATUSES.length] as number
  return JSON.stringify({
    level: status >= 500 ? 50 : 30,
    time: 1_760_000_000_000 + index * 137,
    pid: 4711,
    hostname: 'shop-7c9f6d5b8-x2x4q',
    reqId: `01J${toCrockford(index * 7_919)}`,
    req: {
      method: index % 3 === 0 ? 'POST' : 'GET',
      url: route.replace(':id', String(10_000 + index)),
      route,
      headers: {
        host: 'shop.example.com',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)',
        'accept-language': 'en-GB,en;q=0.8',
        'content-length': (index * 131) % 4096
      },
      // RFC 5737: documentation addresses
      remoteAddress: `192.0.2.${index % 256}`
    },
    res: { statusCode: status, bytes: (index * 7_919) % 100_000 },
    responseTime: (index % 97) + 0.125,
    ...(index % FOUND_EVERY === 0 ? foundFields(index) : {}),
    msg: `${route} ${status} in ${(index % 97) + 1} ms`
  })
}

/** RFC 2606: example.com. */
function foundFields(index: number): object {
  const user = `jane.doe${index}@example.com`
  return index % (2 * FOUND_EVERY) === 0 ? { user } : { note: `mail to ${user} was sent` }
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function toCrockford(number: number): string {
  return Array.from({ length: 23 }, (_, i) =>
    CROCKFORD.charAt((number * (i + 3) + i * 11) % 32)
  ).join('')
}
