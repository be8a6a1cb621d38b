/**
 * What services log, clean: nothing in these records is a finding of any default rule.
 *
 * In: chance. Out: the fields and message of one log call. Much in them looks like something at first sight
 * (order ids, epoch milliseconds, addresses in user agents, hashes), as it does in real logs.
 */
import { withLuhn, withWrongLast } from './checksums.ts'
import { ALPHANUMERIC, DIGITS, HEX, type Random } from './random.ts'

export type BenchRecord = {
  readonly fields: Readonly<Record<string, unknown>>
  readonly message: string
  /** Values that must not be in the written line. */
  readonly planted: readonly string[]
}

const ROUTES = [
  '/api/v1/orders/:id',
  '/api/v1/users/:id/addresses',
  '/api/v2/carts/:cart/items',
  '/health/live',
  '/api/v1/search'
]
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (Linux; Android 14; SM-S921N) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.6422.165 Mobile Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0'
]
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE']

/** The standard request record, as the middlewares write it: about 800 bytes as a line. */
export function requestRecord(random: Random): BenchRecord {
  const route = random.pick(ROUTES)
  const latency = Math.round(random.next() * 90_000) / 1000
  const fields = {
    request_id: uuidV7(random),
    trace_id: random.text(HEX, 32),
    span_id: random.text(HEX, 16),
    trace_flags: '01',
    route,
    latency_ms: latency,
    ttfb_ms: Math.round(latency * 600) / 1000,
    outcome: 'completed',
    http: {
      request: { method: random.pick(METHODS), body: { size: random.integer(0, 4000) } },
      response: {
        status_code: random.pick([200, 200, 200, 201, 304, 404]),
        body: { size: random.integer(20, 90_000) }
      }
    },
    url: {
      path: route.replace(/:\w+/g, () => String(random.integer(1000, 99_999_999))),
      query: `page=${random.integer(1, 40)}&sort=created_at&fields=id,status,total`
    },
    // RFC 5737 documentation range: an address no rule reports.
    client: { address: `203.0.113.${random.integer(1, 254)}` },
    user_agent: { original: random.pick(AGENTS) }
  }
  return { fields, message: 'request completed', planted: [] }
}

/** A business event: ids, amounts, fractions, timestamps. */
export function businessRecord(random: Random): BenchRecord {
  const orderId = `ORD-${random.text(DIGITS, 10)}`
  const fields = {
    order_id: orderId,
    customer_id: uuidV7(random),
    tenant: random.pick(['acme', 'globex', 'initech']),
    items: random.integer(1, 12),
    amount: random.integer(100, 9_999_999) / 100,
    tax_rate: random.next(),
    currency: random.pick(['EUR', 'USD', 'KRW']),
    warehouse: `WH-${random.text(ALPHANUMERIC.slice(26), 6)}`,
    reserved_at: 1_700_000_000_000 + random.integer(0, 10 ** 10),
    attempts: random.integer(1, 3),
    duration_ms: random.next() * 250
  }
  return {
    fields,
    message: `order ${orderId} reserved in ${random.integer(2, 900)} ms`,
    planted: []
  }
}

/** Everything in it starts like a finding and is none: each first pass must look, each check must refuse. */
export function nearMissRecord(random: Random): BenchRecord {
  const fields = {
    order_number: notACard(random),
    parcel: `1Z${random.text(DIGITS, 16)}`,
    epoch_ms: 1_700_000_000_000 + random.integer(0, 10 ** 10),
    ratio: random.next(),
    browser: 'Chrome/126.0.0.0',
    build: `2024.${random.integer(1, 12)}.${random.integer(1, 28)}.${random.integer(1000, 9999)}`,
    asset: `logo@${random.integer(2, 3)}x.png`,
    dependency: `react@18.${random.integer(0, 9)}.0`,
    total_tokens: random.integer(100, 9000),
    token_type: 'Bearer',
    session: 'expired',
    sha256: random.text(HEX, 64),
    position: [random.next() * 180 - 90, random.next() * 360 - 180]
  }
  const text = `cache key cart:${random.text(DIGITS, 12)} missed, key_id ${random.text(HEX, 8)}, retry in ${random.integer(1000, 9999)}`
  return { fields, message: text, planted: [] }
}

/** Sixteen digits whose check digit is wrong: a tenth of random ones is a valid card number, and no rule can know better. */
function notACard(random: Random): number {
  return Number(withWrongLast(withLuhn(String(random.integer(10 ** 14, 8 * 10 ** 14)))))
}

/** The message is Hangul, so V8 keeps the whole line in two bytes a character. */
export function koreanRecord(random: Random): BenchRecord {
  const number = random.text(DIGITS, 10)
  const fields = {
    주문번호: `ORD-${number}`,
    상품: random.pick(['무선 이어폰', '기계식 키보드', '휴대용 배터리']),
    수량: random.integer(1, 9),
    금액: random.integer(1000, 900_000),
    창고: random.pick(['평택 2센터', '이천 물류센터', '김해 허브'])
  }
  const message = `주문 ORD-${number} 결제가 완료되어 출고 대기열에 등록했습니다. 예상 소요 시간은 ${random.integer(3, 90)}분입니다.`
  return { fields, message, planted: [] }
}

/** An error as a database client throws it; message and about 2 kB of stack, made once. */
export function errorRecord(random: Random): BenchRecord {
  const error = new TypeError(
    `cannot read order ${random.text(DIGITS, 8)} of shard ${random.integer(1, 64)}`
  )
  const frames = Array.from({ length: 22 }, () => {
    const place = `${random.pick(['orders', 'carts', 'billing', 'router'])}/${random.text('abcdefghij', 7)}.js`
    return `    at ${random.pick(['Object', 'async OrderService', 'Layer', 'Function'])}.${random.text('abcdefghij', 8)} (/srv/app/node_modules/@acme/${place}:${random.integer(1, 900)}:${random.integer(1, 60)})`
  })
  error.stack = `${error.name}: ${error.message}\n${frames.join('\n')}`
  return { fields: { err: error }, message: 'order could not be loaded', planted: [] }
}

/** One record of about 16 kB: two hundred nested rows, as an import or a report logs them. */
export function wideRecord(random: Random): BenchRecord {
  const rows = Array.from({ length: 118 }, () => ({
    sku: `SKU-${random.text(ALPHANUMERIC.slice(26), 10)}`,
    title: random.pick(['cotton shirt, blue', 'ceramic mug 0.3 l', 'desk lamp, warm white']),
    stock: random.integer(0, 5000),
    price: random.integer(100, 99_999) / 100,
    weight_kg: random.next() * 20,
    state: random.pick(['active', 'paused', 'sold out'])
  }))
  return {
    fields: { batch: uuidV7(random), rows },
    message: 'catalogue page imported',
    planted: []
  }
}

export function uuidV7(random: Random): string {
  const hex = `0190${random.text(HEX, 8)}7${random.text(HEX, 3)}a${random.text(HEX, 15)}`
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
