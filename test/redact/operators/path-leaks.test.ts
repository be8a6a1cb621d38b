import { expect, test } from 'vitest'
import { createLogger } from '../../../src/logger.ts'

// A word that no rule finds, under a name that no rule knows: what takes it out is the path alone.
const VALUE = 'plain-word-of-the-caller'

class Card {
  readonly #word: string
  constructor(word: string) {
    this.#word = word
  }
  get word(): string {
    return this.#word
  }
  toJSON(): object {
    return { kind: 'card', word: this.#word }
  }
}

function write(
  redact: unknown,
  ...calls: unknown[]
): { text: string; line: Record<string, unknown> } {
  const lines: string[] = []
  const options = { format: 'pino', base: null, redact } as Parameters<typeof createLogger>[0]
  const log = createLogger(options, { write: (text: string) => void lines.push(text) })
  log.info(calls[0] as object, calls[1] as string)
  const text = lines.join('')
  return { text, line: JSON.parse(text) as Record<string, unknown> }
}

/** Own keys and values without running getters, as deep as the object goes. */
function snapshot(value: unknown, seen: Set<unknown> = new Set()): string {
  if (value === null || typeof value !== 'object' || seen.has(value))
    return String(typeof value === 'object' ? '@' : value)
  seen.add(value)
  const parts = Reflect.ownKeys(value).map((key) => {
    const own = Object.getOwnPropertyDescriptor(value, key)
    return `${String(key)}:${own && 'value' in own ? snapshot(own.value, seen) : 'accessor'}`
  })
  return `{${parts.join()}}`
}

const cyclic = (): object => {
  const user: Record<string, unknown> = { word: VALUE }
  user.self = user
  return { user }
}

// The cases of docs/explanation/path-redaction.md; what else stood in the object must still be there.
test.each<[string, string, () => object, object]>([
  [
    'a plain object',
    'user.word',
    () => ({ user: { word: VALUE, name: 'n' } }),
    { user: { name: 'n' } }
  ],
  [
    'a URL beside it',
    '*.word',
    () => ({ user: { word: VALUE }, link: new URL('https://example.com/a') }),
    { link: 'https://example.com/a' }
  ],
  [
    'a URL where the path goes',
    'user.*.word',
    () => ({ user: { a: { word: VALUE }, link: new URL('https://example.com/a') } }),
    { user: { link: 'https://example.com/a' } }
  ],
  [
    'a class with private fields',
    'card.word',
    () => ({ card: new Card(VALUE) }),
    { card: { kind: 'card' } }
  ],
  [
    'a class with private fields beside it',
    '*.other',
    () => ({ user: { other: VALUE }, card: new Card('w') }),
    { card: { kind: 'card', word: 'w' } }
  ],
  [
    'a Buffer beside it',
    '*.word',
    () => ({ user: { word: VALUE }, bytes: Buffer.from('hi') }),
    { bytes: { type: 'Buffer', data: [104, 105] } }
  ],
  [
    'a Map and a Date beside it',
    '*.word',
    () => ({ user: { word: VALUE }, map: new Map(), day: new Date(0) }),
    { map: {}, day: '1970-01-01T00:00:00.000Z' }
  ],
  [
    'the result of toJSON',
    'user.word',
    () => ({ user: { toJSON: () => ({ word: VALUE, name: 'n' }) } }),
    { user: { name: 'n' } }
  ],
  [
    'a getter',
    'user.word',
    () => ({
      user: {
        get word() {
          return VALUE
        },
        name: 'n'
      }
    }),
    { user: { name: 'n' } }
  ],
  [
    'a frozen object',
    'user.word',
    () => ({ user: Object.freeze({ word: VALUE, name: 'n' }) }),
    { user: { name: 'n' } }
  ],
  [
    'a getter that throws beside it',
    'user.word',
    () => ({
      user: {
        word: VALUE,
        get bad() {
          throw new Error('boom')
        }
      }
    }),
    {}
  ],
  ['a BigInt beside it', 'user.word', () => ({ user: { word: VALUE, n: 1n } }), { user: { n: 1 } }],
  ['a cycle', 'user.word', cyclic, {}],
  ['JSON text in a string', 'body.word', () => ({ body: JSON.stringify({ word: VALUE }) }), {}],
  ['an object at the path', 'user.word', () => ({ user: { word: { deep: [VALUE] } } }), {}],
  [
    'an item of an array',
    'list[*].word',
    () => ({ list: [{ word: VALUE }, { word: VALUE, n: 1 }] }),
    { list: [{}, { n: 1 }] }
  ]
])(
  'a path takes the value out of %s, and the caller’s object stays as it was',
  (_, path, make, rest) => {
    const object = make()
    const before = snapshot(object)
    const { text, line } = write([path], object, 'message')
    expect(text).not.toContain(VALUE)
    expect(line).toMatchObject(rest)
    expect(snapshot(object)).toBe(before)
  }
)

test('code that runs while the line is made sees the caller’s value', () => {
  const seen: string[] = []
  const user = { word: VALUE, audit: { toJSON: () => void seen.push(user.word) } }
  write(['user.word'], { user }, 'message')
  expect(seen.every((word) => word === VALUE) && seen.length > 0).toBe(true)
})

test('`*` stays one level', () => {
  expect(write(['*.word'], { a: { b: { word: VALUE } } }).text).toContain(VALUE)
  expect(write(['*.word'], { a: { Word: VALUE } }).text).toContain(VALUE)
})

test('a child’s paths add to its parent’s', () => {
  const lines: string[] = []
  const log = createLogger(
    { format: 'pino', redact: ['one'] },
    { write: (text: string) => void lines.push(text) }
  )
  log.child({}, { redact: ['two'] }).info({ one: VALUE, two: VALUE, three: 3 })
  expect(lines.join('')).not.toContain(VALUE)
  expect(JSON.parse(lines.join(''))).toMatchObject({
    one: '[Redacted]',
    two: '[Redacted]',
    three: 3
  })
})

test('remove takes the key out', () => {
  const { line } = write(
    { paths: ['user.word'], remove: true },
    { user: { word: VALUE, name: 'n' } }
  )
  expect(line.user).toEqual({ name: 'n' })
})
