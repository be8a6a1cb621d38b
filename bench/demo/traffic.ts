/**
 * A few thousand requests with what people put into requests.
 *
 * In: a seed. Out: requests, and every personal value and secret that stands in them. The same seed gives the same.
 */
import { card, email, iban, password, phoneKorea, publicAddress, rrn } from '../corpus/personal.ts'
import { ALPHANUMERIC, createRandom, HEX, LOWER, type Random } from '../corpus/random.ts'
import { githubToken, jwt, stripeKey } from '../corpus/secrets.ts'

export type Planted = { readonly infoType: string; readonly value: string }

export type DemoRequest = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: object | undefined
  /** The client hangs up before the answer. */
  readonly aborts: boolean
  readonly planted: readonly Planted[]
}

type Part = Partial<Pick<DemoRequest, 'method' | 'headers' | 'body' | 'aborts'>> & {
  readonly path: string
}
type Plant = (infoType: string, value: string) => string
type Kind = { readonly weight: number; readonly make: (random: Random, plant: Plant) => Part }

const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'

const KINDS: readonly Kind[] = [
  { weight: 34, make: (random) => ({ path: `/products/SKU-${random.integer(1000, 9999)}` }) },
  {
    weight: 8,
    make: (random) => ({
      path: `/search?q=${encodeURIComponent(random.pick(['lamp', 'desk', '의자']))}&page=2`
    })
  },
  {
    weight: 6,
    make: (random, plant) => ({
      path: `/search?q=${encodeURIComponent(plant('EMAIL_ADDRESS', email(random)))}`
    })
  },
  { weight: 10, make: (random, plant) => login(random, plant, false) },
  { weight: 5, make: (random, plant) => login(random, plant, true) },
  { weight: 12, make: order },
  { weight: 8, make: profile },
  { weight: 6, make: webhook },
  {
    weight: 3,
    make: (random, plant) => ({
      path: `/reset-password/${plant('AUTH_TOKEN', random.text(ALPHANUMERIC, 40))}`
    })
  },
  {
    weight: 4,
    make: (random, plant) => ({
      method: 'POST',
      path: '/identity',
      body: { rrn: plant('KOREA_RRN', rrn(random)) }
    })
  },
  { weight: 3, make: report },
  {
    weight: 1,
    make: (_random, plant) => ({ path: `/nothing/${plant('EMAIL_ADDRESS', email(_random))}` })
  }
]

export function makeTraffic(count: number, seed: number): readonly DemoRequest[] {
  const random = createRandom(seed)
  const lots = KINDS.flatMap((kind) => Array.from({ length: kind.weight }, () => kind))
  return Array.from({ length: count }, (_, i) => toRequest(random, random.pick(lots), i))
}

function toRequest(random: Random, kind: Kind, index: number): DemoRequest {
  const planted: Planted[] = []
  const plant: Plant = (infoType, value) => {
    planted.push({ infoType, value })
    return value
  }
  const part = kind.make(random, plant)
  const id = `demo-${String(index).padStart(6, '0')}`
  const agent =
    random.next() < 0.04
      ? `shop-crawler/1.2 (+mailto:${plant('EMAIL_ADDRESS', email(random))})`
      : BROWSER
  const address = random.next() < 0.5 ? plant('IP_ADDRESS', publicAddress(random)) : '10.3.0.17'
  return {
    id,
    method: part.method ?? 'GET',
    path: part.path,
    headers: {
      'x-request-id': id,
      'user-agent': agent,
      'x-forwarded-for': address,
      ...part.headers
    },
    body: part.body,
    aborts: part.aborts ?? false,
    planted
  }
}

function login(random: Random, plant: Plant, isWrong: boolean): Part {
  return {
    method: 'POST',
    path: '/login',
    headers: isWrong ? { 'x-attempt': 'wrong' } : {},
    body: {
      email: plant('EMAIL_ADDRESS', email(random)),
      password: plant('PASSWORD', password(random))
    }
  }
}

function order(random: Random, plant: Plant): Part {
  return {
    method: 'POST',
    path: '/orders',
    headers: { authorization: `Bearer ${plant('JSON_WEB_TOKEN', jwt(random))}` },
    aborts: random.next() < 0.05,
    body: {
      customer: {
        name: plant('PERSON_NAME', personName(random)),
        email: plant('EMAIL_ADDRESS', email(random)),
        phone: plant('PHONE_NUMBER', phoneKorea(random))
      },
      card: plant('CREDIT_CARD_NUMBER', card(random)),
      iban: plant('IBAN_CODE', iban(random)),
      items: [{ sku: `SKU-${random.integer(1000, 9999)}`, quantity: random.integer(1, 3) }]
    }
  }
}

function profile(random: Random, plant: Plant): Part {
  const user = encodeURIComponent(plant('EMAIL_ADDRESS', email(random)))
  const query = new URLSearchParams({
    name: plant('PERSON_NAME', personName(random)),
    phone: plant('PHONE_NUMBER', phoneKorea(random))
  })
  const session = plant('SESSION', random.text(HEX, 40))
  return { path: `/users/${user}/profile?${query}`, headers: { cookie: `session_id=${session}` } }
}

function webhook(random: Random, plant: Plant): Part {
  return {
    method: 'POST',
    path: '/webhooks/payments',
    headers: { 'x-api-key': plant('API_KEY', stripeKey(random)) },
    body: {
      token: plant('AUTH_TOKEN', githubToken(random)),
      receipt: { to: plant('EMAIL_ADDRESS', email(random)) }
    }
  }
}

function report(random: Random, plant: Plant): Part {
  const secret = plant('PASSWORD', password(random).replace(/\W/g, ''))
  return {
    path: '/reports/sales',
    headers: { 'x-report-dsn': `postgres://app:${secret}@db.internal:5432/sales` }
  }
}

/** A surname that stands nowhere else in the log. */
function personName(random: Random): string {
  const surname = random.text(LOWER, 7)
  return `${random.pick(['Jane', 'Olga', 'Pedro', 'Aiko'])} ${surname.charAt(0).toUpperCase()}${surname.slice(1)}`
}
