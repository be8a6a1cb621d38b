/**
 * What is planted: one value and more of each kind, with the name it stands under.
 *
 * Out: plants. Numbers are published test numbers or constructed ones; secrets are drawn here, when the test runs.
 */

export type Plant = {
  readonly kind: string
  /** The name it stands under; `note` where its shape alone tells. */
  readonly key: string
  /** What is logged. */
  readonly value: string
  /** The part of it that must not survive. */
  readonly secret: string
  /** A free text that holds it. */
  readonly words: string
  /** Found by its shape, wherever it stands. */
  readonly byShape: boolean
  /** Found in free text too, not only under a key of an object. */
  readonly inText: boolean
  /** The same as a number of JSON, where a caller would log one. */
  readonly number: number | null
}

const LOWER = 'abcdefghijkmnpqrstuvwxyz'
const DIGITS = '23456789'
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const HEX = '0123456789abcdef'
const ALL = `${LOWER}${UPPER}${DIGITS}`

/** Characters drawn by a fixed generator (Lehmer's, 48271): the same on each run, and stored nowhere. */
export function drawn(seed: number, length: number, alphabet: string = ALL): string {
  let state = seed * 7919 + 17
  let out = ''
  for (let i = 0; i < length; i++) {
    state = (state * 48271) % 2147483647
    out += alphabet[state % alphabet.length]
  }
  return out
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const base64url = (text: string): string => Buffer.from(text).toString('base64url')

function byShape(
  kind: string,
  value: string,
  secret: string = value,
  number: number | null = null
): Plant {
  const words = `seen ${value} today`
  return { kind, key: 'note', value, secret, words, byShape: true, inText: true, number }
}

function byKey(kind: string, key: string, value: string, number: number | null = null): Plant {
  const words = `${key}=${value}`
  return { kind, key, value, secret: value, words, byShape: false, inText: true, number }
}

/** Under a key of an object only: in text such a name says too little. */
function byObjectKey(kind: string, key: string, value: string): Plant {
  return { ...byKey(kind, key, value), inText: false }
}

const jwt = [
  base64url('{"alg":"HS256","typ":"JWT"}'),
  base64url(`{"sub":"${drawn(1, 8)}","adm":true}`),
  drawn(2, 43)
].join('.')
const pem = [
  `-----BEGIN ${'PRIVATE KEY'}-----`,
  drawn(3, 64),
  drawn(4, 64),
  drawn(5, 40),
  `-----END ${'PRIVATE KEY'}-----`
].join('\n')
const bearer = drawn(6, 40)
const basic = base64(`svc:${drawn(7, 14)}`)
const urlPassword = drawn(8, 14)
const connectionPassword = drawn(9, 14)
const signature = drawn(10, 64, HEX)

// Card numbers: PayPal "Card testing", Stripe "Testing". IBAN: SWIFT registry. SSN: printed in 1938 on sample cards.
// Phones: 555-01xx is kept for fiction. RRN: the example of the rule pack.
export const PLANTS: readonly Plant[] = [
  byShape('e-mail', 'rosa.kern@mail.example.com'),
  byShape('card', '4111111111111111', undefined, 4111111111111111),
  byShape('grouped card', '5555 5555 5555 4444'),
  byShape('IBAN', 'DE89370400440532013000'),
  byShape('grouped IBAN', 'GB82 WEST 1234 5698 7654 32'),
  byShape('SSN', '078-05-1120'),
  byShape('RRN', '900101-1234567'),
  byShape('US phone', '(212) 555-0123'),
  byShape('KR phone', '010-2345-6789'),
  byShape('E.164 phone', '+821023456789'),
  byShape('JWT', jwt),
  byShape('PEM', pem),
  byShape('AWS key', `AKIA${drawn(11, 16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`),
  byShape('GitHub', `ghp_${drawn(12, 36)}`),
  byShape('GitLab', `glpat-${drawn(13, 20)}`),
  byShape('Slack', `xoxb-${drawn(14, 12, DIGITS)}-${drawn(15, 24)}`),
  byShape('Stripe', `sk_live_${drawn(16, 32)}`),
  byShape('OpenAI', `sk-proj-${drawn(17, 48)}`),
  byShape('Anthropic', `sk-ant-api03-${drawn(18, 95)}`),
  byShape('npm', `npm_${drawn(19, 36)}`),
  byShape('Google API key', `AIza${drawn(20, 35)}`),
  byShape('bearer', `Bearer ${bearer}`, bearer),
  byShape('basic credentials', `Basic ${basic}`, basic),
  byShape('URL credentials', `https://svc:${urlPassword}@db.example.com/x`, urlPassword),
  byShape(
    'connection string',
    `postgres://app:${connectionPassword}@db.example.com:5432/shop`,
    connectionPassword
  ),
  byShape(
    'signed URL',
    `https://b.s3.example.com/o?X-Amz-Date=20260101T000000Z&X-Amz-Signature=${signature}`,
    signature
  ),
  byKey('password', 'password', 'tr0ub4dor-and-3'),
  byKey('prefixed password', 'dbPassword', 'Kettle_90210!'),
  byKey('Korean password', '비밀번호', 'hangang!7788'),
  byKey('API key', 'x-api-key', drawn(21, 32)),
  byKey('client secret', 'client_secret', drawn(22, 28)),
  byKey('session', 'session_id', drawn(23, 32, HEX)),
  byKey('cookie', 'cookie', `sid=${drawn(24, 24)}`),
  byKey('CVV', 'cvv', '937', 937),
  byObjectKey('person name', 'full_name', 'Rosalind Kernwood'),
  byObjectKey('birth date', 'date_of_birth', '1987-11-23')
]
