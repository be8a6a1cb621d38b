import pino, { type Logger } from 'pino'
import { expect, test } from 'vitest'
import { type LogveilError, withRedaction } from '../../src/index.ts'
import { keep, records } from './secrets.ts'

type Options = Parameters<typeof withRedaction>[0]

function build(options: Options = {}) {
  const out = keep()
  const errors: LogveilError[] = []
  const log = pino(withRedaction(options, { onError: (error) => errors.push(error) }), out)
  return { log, out, errors, last: () => records(out.lines).at(-1) as Record<string, unknown> }
}

const EMAIL = 'jane.doe@example.com'

test("a child's redact adds to its parent's, and a grandchild's to both", () => {
  const { log, last } = build({ redact: ['a'] })
  const child = log.child({ a: 1, b: 2 }, { redact: ['b'] })
  child.info({ d: { c: 3 } })
  expect(last()).toMatchObject({ a: '[Redacted]', b: '[Redacted]', d: { c: 3 } })
  child.child({ e: EMAIL }, { redact: { paths: ['d.c'], censor: 'x' } }).info({ d: { c: 3 }, b: 1 })
  expect(last()).toMatchObject({
    a: '[Redacted]',
    b: '[Redacted]',
    d: { c: 'x' },
    e: '[EMAIL_ADDRESS]'
  })
  log.info({ b: 2, d: { c: 3 } })
  expect(last()).toMatchObject({ b: 2, d: { c: 3 } })
})

test("a child's redact does not meet what pino's own redaction throws on", () => {
  const { log, last, errors } = build()
  const child = log.child({}, { redact: ['*.password'] })
  child.info({ link: new URL('https://example.com/x'), in: { password: 'aaaa' } })
  expect(last()).toMatchObject({ link: 'https://example.com/x', in: { password: '[Redacted]' } })
  expect(errors).toEqual([])
})

test('the paths hold in an argument of %j', () => {
  const { log, last } = build({ redact: ['shop.margin'] })
  log.info('got %j', { shop: { margin: 17, name: 'x' } })
  expect(last().msg).toBe('got {"shop":{"margin":"[Redacted]","name":"x"}}')
  log.child({}, { redact: ['shop.name'] }).info('got %j', { shop: { margin: 17, name: 'x' } })
  expect(last().msg).toBe('got {"shop":{"margin":"[Redacted]","name":"[Redacted]"}}')
})

test('no log call throws: the line is withheld and told once', () => {
  const { log, out, last, errors } = build({ formatters: { bindings: () => ({}) } })
  const trap = {
    get a() {
      throw new Error(EMAIL)
    }
  }
  log.warn(trap, 'x')
  log.child({ a: 1 }).error(trap)
  expect(last()).toMatchObject({ level: 50, msg: '[WITHHELD]' })
  expect(out.lines).toHaveLength(2)
  expect(errors.map((error) => error.code)).toEqual(['ERR_LINE_UNCHECKED'])
})

test('a Symbol in the place of the message gives a valid line', () => {
  const { log, last } = build({ crlf: true })
  log.info(Symbol('x') as never)
  expect(last()).toMatchObject({ msg: '[WITHHELD]' })
})

test("the user's hooks run first", () => {
  const seen: string[] = []
  const { log, last } = build({
    hooks: {
      logMethod(args, method) {
        seen.push('logMethod')
        method.apply(this, [{ to: EMAIL }, ...args] as never)
      },
      streamWrite(line) {
        seen.push('streamWrite')
        return line.replace('"level":30', `"level":30,"by":"${EMAIL}"`)
      }
    }
  })
  log.info('x')
  expect(seen).toEqual(['logMethod', 'streamWrite'])
  expect(last()).toMatchObject({ to: '[EMAIL_ADDRESS]', by: '[EMAIL_ADDRESS]', msg: 'x' })
})

test('a serializer that logs itself does not change whose paths hold', () => {
  const { log, out } = build()
  const inner = log.child({}, { redact: ['x'] })
  const outer = log.child(
    {},
    {
      redact: ['y'],
      serializers: {
        thing: (value: unknown) => {
          inner.info({ x: 1, y: 2 })
          return value
        }
      }
    }
  )
  outer.info({ thing: 1, x: 1, y: 2 })
  expect(records(out.lines)).toMatchObject([
    { x: '[Redacted]', y: 2 },
    { x: 1, y: '[Redacted]' }
  ])
})

test("onChild of the user's is called, and what it throws stays here", () => {
  const children: Logger[] = []
  const { log, errors } = build({
    onChild(child) {
      children.push(child as Logger)
      throw new Error(EMAIL)
    }
  })
  log.child({ a: 1 }).info('x')
  expect(children).toHaveLength(1)
  expect(errors).toHaveLength(1)
  expect(String(errors[0])).not.toContain(EMAIL)
})

test("a stream that asks for pino's metadata gets it from the safe line", () => {
  const out = { ...keep(), [Symbol.for('pino.metadata')]: true, lastObj: {}, lastMsg: '' }
  const log = pino(withRedaction({}), out)
  log.child({ tenant: 'acme' }).info({ to: EMAIL, n: 1 }, `mail to ${EMAIL}`)
  expect(out.lastObj).toEqual({ to: '[EMAIL_ADDRESS]', n: 1 })
  expect(out.lastMsg).toBe('mail to [EMAIL_ADDRESS]')
})

const HOSTILE = {
  get user(): string {
    throw new Error('no')
  }
}

test("a getter in a child's bindings costs the bindings, once the logger has written or made a child", () => {
  const { log, last, errors } = build()
  log.info('first')
  log.child(HOSTILE).info({ n: 1 }, 'on it')
  expect(last()).toMatchObject({ n: 1, msg: 'on it' })
  expect(last()).not.toHaveProperty('user')
  expect(errors.map(({ code }) => code)).toEqual(['ERR_LINE_UNCHECKED'])

  const other = build()
  const child = other.log.child({ shard: 1 })
  expect(() => child.child(HOSTILE).child(HOSTILE)).not.toThrow()
  expect(() => other.log.child(HOSTILE)).not.toThrow()
})

test('what pino refuses of a child is refused in its words', () => {
  const { log } = build()
  log.info('first')
  expect(() => log.child(undefined as never)).toThrow('missing bindings for child Pino')
  expect(() => log.child({}, { level: 'nowhere' })).toThrow('unknown level nowhere')
})

test('a serializer that throws costs its field, in a line and in bindings', () => {
  const { log, last, errors } = build({
    serializers: {
      user() {
        throw new Error('no')
      }
    }
  })
  const child = log.child({ user: { id: 1 }, shard: 2 })
  child.info({ n: 1 }, 'on it')
  expect(last()).toMatchObject({ user: '[unreadable]', shard: 2, n: 1 })
  log.info({ user: { id: 1 }, n: 2 })
  expect(last()).toMatchObject({ user: '[unreadable]', n: 2 })
  expect(errors.map(({ code }) => code)).toEqual(['ERR_LINE_UNCHECKED'])
})

test('a child of a guarded logger is a genuine one', () => {
  const { log, last } = build({ serializers: { user: (user: { id: number }) => user.id } })
  log.info('first')
  const child = log.child({ user: { id: 7 } }, { level: 'debug', msgPrefix: '> ' })
  child.debug('on it')
  expect(last()).toMatchObject({ user: 7, level: 20, msg: '> on it' })
  expect(Object.keys(log)).not.toContain('child')
})
