/**
 * What a client sends that no line may hold, drawn when the test runs.
 */
import { drawn } from '../leak/plants.ts'

export const SECRETS = {
  bearer: drawn(11, 40),
  session: drawn(12, 32),
  apiKey: drawn(13, 32),
  password: drawn(14, 16),
  reset: drawn(15, 24),
  email: 'jane.doe@example.com',
  response: drawn(16, 32)
} as const

export const REQUEST_HEADERS: Readonly<Record<string, string>> = {
  authorization: `Bearer ${SECRETS.bearer}`,
  cookie: `session=${SECRETS.session}; theme=dark`,
  'x-api-key': SECRETS.apiKey,
  'content-type': 'application/json'
}

export const BODY: string = JSON.stringify({ email: SECRETS.email, password: SECRETS.password })
export const PATH: string = `/reset?token=${SECRETS.reset}&email=${encodeURIComponent(SECRETS.email)}`
export const SET_COOKIE: string = `sid=${SECRETS.response}; HttpOnly`

/** Which secrets stand in the lines, as they are or percent-encoded. */
export function survivors(lines: readonly string[]): readonly string[] {
  const text = lines.join('')
  return Object.entries(SECRETS)
    .filter(([, value]) => text.includes(value) || text.includes(encodeURIComponent(value)))
    .map(([name]) => name)
}

/** Every line as a record; throws on one that is no JSON. */
export function records(lines: readonly string[]): readonly Record<string, never>[] {
  return lines.map((line) => JSON.parse(line) as Record<string, never>)
}

/** A stream that keeps what is written. */
export function keep(): { readonly lines: string[]; write(line: string): void } {
  const lines: string[] = []
  return { lines, write: (line) => void lines.push(line) }
}
