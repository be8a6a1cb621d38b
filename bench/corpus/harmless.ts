/**
 * What must stay: values that look like findings and are none. Each is written like the planted ones, in the same places.
 */

import { withWrongLast } from './checksums.ts'
import { businessNumber, card, iban } from './personal.ts'
import type { Kind } from './planted.ts'
import { ALPHANUMERIC, DIGITS, HEX, type Random } from './random.ts'
import { uuidV7 } from './records.ts'

export const HARMLESS: readonly Kind[] = [
  {
    name: 'card number, wrong check digit',
    make: wrongCard,
    key: 'reference',
    sentence: 'reference % not found'
  },
  {
    name: 'sixteen-digit order number',
    make: orderNumber,
    key: 'order',
    sentence: 'order % packed'
  },
  {
    name: 'epoch milliseconds',
    make: epochMs,
    key: 'updated_at',
    sentence: 'cache entry of % is stale'
  },
  { name: 'epoch seconds', make: epochSeconds, key: 'iat', sentence: 'token issued at % accepted' },
  { name: 'UUID', make: uuidV7, key: 'user_id', sentence: 'user % logged in' },
  {
    name: 'SHA-256',
    make: (random) => random.text(HEX, 64),
    key: 'digest',
    sentence: 'image sha256:% pulled'
  },
  {
    name: 'git commit',
    make: (random) => random.text(HEX, 40),
    key: 'commit',
    sentence: 'deployed %'
  },
  {
    name: 'trace id',
    make: (random) => random.text(HEX, 32),
    key: 'trace_id',
    sentence: 'see trace %'
  },
  {
    name: 'IBAN, wrong check digits',
    make: wrongIban,
    key: 'reference',
    sentence: 'reference % unknown'
  },
  { name: 'version', make: version, key: 'version', sentence: 'browser Chrome/% is supported' },
  { name: 'private address', make: privateAddress, key: 'ip', sentence: 'pod listens on %' },
  {
    name: 'documentation address',
    make: documentationAddress,
    key: 'ip',
    sentence: 'peer % connected'
  },
  { name: 'time of day', make: clock, key: 'at', sentence: 'job started %' },
  {
    name: 'package and version',
    make: packageVersion,
    key: 'dependency',
    sentence: 'npm warn deprecated %'
  },
  {
    name: 'retina asset',
    make: (random) => `logo@${random.integer(2, 3)}x.png`,
    key: 'asset',
    sentence: 'GET /static/% 200'
  },
  {
    name: 'Korean business number, wrong check digit',
    make: wrongBusiness,
    key: 'reference',
    sentence: 'reference % unknown'
  },
  {
    name: 'fraction',
    make: (random) => String(random.next()),
    key: 'ratio',
    sentence: 'hit ratio %'
  },
  {
    name: 'parcel number',
    make: (random) => `1Z${random.text(DIGITS, 16)}`,
    key: 'parcel',
    sentence: 'parcel % on its way'
  },
  { name: 'ISBN', make: isbn, key: 'isbn', sentence: 'title % out of print' },
  {
    name: 'count under a key with token in it',
    make: (random) => String(random.integer(20, 9999)),
    key: 'total_tokens',
    sentence: '%'
  },
  {
    name: 'state under a key with session in it',
    make: (random) => random.pick(['expired', 'renewed', 'missing']),
    key: 'session',
    sentence: '%'
  },
  { name: 'scheme under token_type', make: () => 'Bearer', key: 'token_type', sentence: '%' },
  {
    name: 'opaque id',
    make: (random) => random.text(ALPHANUMERIC, 21),
    key: 'job_id',
    sentence: 'job % done'
  }
]

function wrongCard(random: Random): string {
  return withWrongLast(card(random).replace(/[ -]/g, ''))
}

function orderNumber(random: Random): string {
  return `8${random.text(DIGITS, 15)}`
}

function epochMs(random: Random): string {
  return String(1_700_000_000_000 + random.integer(0, 10 ** 10))
}

function epochSeconds(random: Random): string {
  return String(1_700_000_000 + random.integer(0, 10 ** 7))
}

function wrongIban(random: Random): string {
  return withWrongLast(iban(random).replaceAll(' ', ''))
}

function wrongBusiness(random: Random): string {
  return withWrongLast(businessNumber(random))
}

function version(random: Random): string {
  return `${random.integer(100, 130)}.0.${random.integer(0, 9999)}.${random.integer(0, 200)}`
}

/** RFC 1918. */
function privateAddress(random: Random): string {
  return `10.${random.integer(0, 255)}.${random.integer(0, 255)}.${random.integer(1, 254)}`
}

/** RFC 5737. */
function documentationAddress(random: Random): string {
  return `198.51.100.${random.integer(1, 254)}`
}

function clock(random: Random): string {
  const two = (to: number): string => String(random.integer(0, to)).padStart(2, '0')
  return `${two(23)}:${two(59)}:${two(59)}.${random.text(DIGITS, 3)}`
}

function packageVersion(random: Random): string {
  return `${random.pick(['react', 'lodash', 'left-pad'])}@${random.integer(0, 18)}.${random.integer(0, 20)}.0`
}

function isbn(random: Random): string {
  const body = `978${random.text(DIGITS, 9)}`
  const sum = [...body].reduce(
    (total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3),
    0
  )
  return body + ((10 - (sum % 10)) % 10)
}
