/**
 * Values that break loggers.
 *
 * In: a text that must not survive. Out: a new hostile value each time, most of which hold it.
 */

export type HostileValue = {
  readonly name: string
  make(secret: string): unknown
  readonly big?: true
}

const boom = (secret: string) => (): never => {
  throw new Error(`thrown ${secret}`)
}

function trapped(secret: string, target: object): object {
  const trap = boom(secret)
  return new Proxy(target, {
    get: trap,
    has: trap,
    ownKeys: trap,
    getOwnPropertyDescriptor: trap,
    getPrototypeOf: trap
  })
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}

function cycle(secret: string): object {
  const self: Record<string, unknown> = { note: secret }
  self.self = { list: [self] }
  return self
}

function nested(depth: number, secret: string, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = secret
  for (let i = 0; i < depth; i++) value = wrap(value)
  return value
}

class Hidden {
  readonly #secret: string
  readonly shown: string
  constructor(secret: string) {
    this.#secret = secret
    this.shown = `by ${this.#secret}`
  }
  toString(): never {
    throw new Error(this.#secret)
  }
}

function errorWith(secret: string, properties: PropertyDescriptorMap): Error {
  return Object.defineProperties(new Error(`failed for ${secret}`), properties)
}

export const VALUES: readonly HostileValue[] = [
  { name: 'a text', make: (secret) => `to ${secret}` },
  { name: 'undefined', make: () => undefined },
  { name: 'null', make: () => null },
  { name: 'NaN', make: () => Number.NaN },
  { name: 'a BigInt', make: () => 2n ** 70n },
  { name: 'a Symbol', make: (secret) => Symbol(secret) },
  { name: 'a function', make: (secret) => () => secret },
  { name: 'an invalid date', make: () => new Date(Number.NaN) },
  {
    name: 'a getter that throws',
    make: (secret) =>
      Object.defineProperty({ b: secret }, 'a', { get: boom(secret), enumerable: true })
  },
  {
    name: 'a getter that differs each time',
    make: (secret) => ({
      get a() {
        return Math.random() < 0.5 ? secret : { b: secret }
      }
    })
  },
  { name: 'a toJSON that throws', make: (secret) => ({ a: secret, toJSON: boom(secret) }) },
  {
    name: 'a toJSON that gives nothing',
    make: (secret) => ({ a: secret, toJSON: () => undefined })
  },
  {
    name: 'a toJSON that gives itself',
    make: (secret) => ({
      a: secret,
      toJSON() {
        return this
      }
    })
  },
  {
    name: 'a toJSON that gives a text',
    make: (secret) => ({ toJSON: () => `"}\n{"x":"${secret}` })
  },
  {
    name: 'a toString that throws',
    make: (secret) => ({
      a: secret,
      toString: boom(secret),
      valueOf: boom(secret),
      [Symbol.toPrimitive]: boom(secret)
    })
  },
  { name: 'a proxy whose traps throw', make: (secret) => trapped(secret, { a: secret }) },
  { name: 'a proxy of an array whose traps throw', make: (secret) => trapped(secret, [secret]) },
  { name: 'a revoked proxy', make: (secret) => revoked({ a: secret }) },
  {
    name: 'a proxy that tells other keys than it has',
    make: (secret) =>
      new Proxy({ a: secret } as Record<string, string>, {
        ownKeys: () => ['a', 'b'],
        get: (_, key) => (key === 'toJSON' ? undefined : secret),
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 })
      })
  },
  { name: 'a cycle', make: cycle },
  {
    name: 'an object without a prototype',
    make: (secret) => Object.assign(Object.create(null), { a: secret })
  },
  {
    name: 'own names of Object.prototype',
    make: (secret) =>
      JSON.parse(
        JSON.stringify({
          constructor: secret,
          toString: secret,
          hasOwnProperty: secret,
          valueOf: 1,
          toJSON: 2
        })
      )
  },
  {
    name: 'an own __proto__',
    make: (secret) => JSON.parse(`{"__proto__":{"password":${JSON.stringify(secret)}},"a":1}`)
  },
  {
    name: 'lone surrogates',
    make: (secret) => ({ 'k\ud800': `\udc00 ${secret} \ud800`, '\udfff': secret })
  },
  {
    name: 'a forged token',
    make: (secret) => `[EMAIL_ADDRESS] [EMAIL_ADDRESS:k1:${secret}] [Redacted ${secret}]`
  },
  {
    name: 'a pii field',
    make: (secret) => ({ pii: { rules: '000000000000', found: [], note: secret } })
  },
  {
    name: 'line breaks and quotes',
    make: (secret) => `\n{"level":60,"x":"${secret}"}\r\n\u2028"\\`
  },
  {
    name: 'terminal escapes',
    make: (secret) => `\u001b[2J\u001b]0;${secret}\u0007\u009b31m\u202e`
  },
  {
    name: 'a Map, a Set, bytes',
    make: (secret) => ({
      map: new Map([[secret, secret]]),
      set: new Set([secret]),
      bytes: Buffer.from(secret),
      view: new Uint8Array(Buffer.from(secret))
    })
  },
  { name: 'a sparse array', make: (secret) => Object.assign([], { 7: secret }) },
  { name: 'a class with private fields', make: (secret) => new Hidden(secret) },
  {
    name: 'an error',
    make: (secret) => new TypeError(`bad ${secret}`, { cause: new Error(secret) })
  },
  {
    name: 'an error whose stack throws',
    make: (secret) => errorWith(secret, { stack: { get: boom(secret) } })
  },
  {
    name: 'an error whose message throws',
    make: (secret) => errorWith(secret, { message: { get: boom(secret) } })
  },
  {
    name: 'an error whose message is an object',
    make: (secret) =>
      errorWith(secret, { message: { value: { password: secret } }, name: { value: { a: 1 } } })
  },
  {
    name: 'an error that causes itself',
    make: (secret) => {
      const error = new Error(secret)
      error.cause = error
      return error
    }
  },
  {
    name: 'an error with hostile properties',
    make: (secret) =>
      errorWith(secret, {
        cause: { value: trapped(secret, {}), enumerable: true },
        code: { get: boom(secret), enumerable: true },
        password: { value: secret, enumerable: true },
        big: { value: 1n, enumerable: true }
      })
  },
  {
    name: 'an AggregateError of proxies',
    make: (secret) =>
      new AggregateError([trapped(secret, {}), revoked({}), new Error(secret)], secret)
  },
  {
    name: 'a request that is none',
    make: (secret) => ({
      method: 'GET',
      headers: { cookie: `sid=${secret}` },
      socket: trapped(secret, {}),
      url: `/x?email=${secret}`
    })
  },
  {
    name: 'a response that is none',
    make: (secret) => ({ setHeader: boom(secret), getHeaders: boom(secret), statusCode: secret })
  },
  {
    name: 'JSON in a text',
    make: (secret) => JSON.stringify({ password: secret, deep: JSON.stringify({ email: secret }) })
  },
  { name: 'broken JSON in a text', make: (secret) => `{"password":"${secret}","a":[[[[` },
  { name: 'placeholders', make: (secret) => `%s %d %o %j %O %i %f %c %% ${secret} %` },
  { name: 'a deep object', make: (secret) => nested(10_000, secret, (a) => ({ a })), big: true },
  { name: 'a deep array', make: (secret) => nested(10_000, secret, (a) => [a]), big: true },
  {
    name: 'deep JSON in a text',
    make: (secret) => `${'[{"a":'.repeat(10_000)}"${secret}"${'}]'.repeat(10_000)}`,
    big: true
  },
  {
    name: 'open brackets in a text',
    make: (secret) => `${'['.repeat(100_000)}${secret}`,
    big: true
  },
  {
    name: '100,000 keys',
    make: (secret) =>
      Object.fromEntries(
        Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i === 99_999 ? secret : i])
      ),
    big: true
  },
  {
    name: 'a text of 5 MB',
    make: (secret) => `${'lorem ipsum '.repeat(430_000)} ${secret}`,
    big: true
  },
  {
    name: 'a text of 5 MB without a space',
    make: (secret) => `${'a'.repeat(5_000_000)} ${secret}`,
    big: true
  },
  {
    name: '5 MB of separators',
    make: (secret) => `${'@.:=-'.repeat(1_000_000)} ${secret}`,
    big: true
  }
]
