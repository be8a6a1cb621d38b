/**
 * What happens to each of pino's options: told in a sentence, shown by a check.
 */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type pino from 'pino'
import { createLogger, type LogveilError } from '../../src/index.ts'
import { type Fact, one, ourLines, ours, same } from './run.ts'

const EMAIL = 'jane.doe@example.com'
const TOKEN = '[EMAIL_ADDRESS]'
const error = new RangeError('no such page')

/** A worker writes when it can. */
const written = (path: string): boolean =>
  existsSync(path) && readFileSync(path, 'utf8').includes('"message":"y"')

export const OPTION_FACTS: readonly Fact[] = [
  {
    name: 'name',
    is: 'ours',
    why: 'A field of each line as in pino, and `service.name` where `service` does not say it.',
    check() {
      same({ name: 'shop' }, (log) => log.info('x'))
      const record = one({ name: 'shop' }, (log) => log.info('x'))
      assert.equal((record.service as { name: string }).name, 'shop')
    }
  },
  {
    name: 'level',
    is: 'ours',
    why: 'As in pino; without it `LOG_LEVEL` of the environment, else `info`.',
    check() {
      same({ level: 'debug' }, (log) => log.debug('x'))
      process.env.LOG_LEVEL = 'ERROR'
      try {
        assert.deepEqual(
          ours({}, (log) => log.warn('x')),
          []
        )
        assert.equal(ours({ level: 'warn' }, (log) => log.warn('x')).length, 1)
      } finally {
        delete process.env.LOG_LEVEL
      }
    }
  },
  {
    name: 'levelComparison',
    is: 'same',
    why: '`ASC`, `DESC` or a function.',
    check() {
      const options = { level: 'info', levelComparison: 'DESC' }
      same(options, (log) => {
        log.debug('x')
        log.error('y')
      })
      same({ levelComparison: () => true }, (log) => log.trace('x'))
    }
  },
  {
    name: 'customLevels',
    is: 'ours',
    why: 'As in pino; `severity` is that of the next lower standard level.',
    check() {
      const loud = (log: object) => (log as { loud(text: string): void }).loud('x')
      same({ customLevels: { loud: 35 } }, loud)
      assert.equal(one({ customLevels: { loud: 45 } }, loud).severity, 'WARNING')
    }
  },
  {
    name: 'useOnlyCustomLevels',
    is: 'same',
    why: "The standard levels' methods are gone.",
    check() {
      const options = { customLevels: { loud: 35 }, useOnlyCustomLevels: true, level: 'loud' }
      same(options, (log) => (log as unknown as { loud(text: string): void }).loud('x'))
      ours(options, (log) => assert.equal(log.info, undefined))
    }
  },
  {
    name: 'depthLimit',
    is: 'same',
    why: 'For objects with a cycle, as in pino.',
    check() {
      const cycle: Record<string, unknown> = { a: { b: { c: { d: 1 } } } }
      cycle.self = cycle
      same({ depthLimit: 2 }, (log) => log.info({ cycle }))
    }
  },
  {
    name: 'edgeLimit',
    is: 'same',
    why: 'For objects with a cycle, as in pino.',
    check() {
      const cycle: Record<string, unknown> = { a: 1, b: 2, c: 3 }
      cycle.self = cycle
      same({ edgeLimit: 2 }, (log) => log.info({ cycle }))
    }
  },
  {
    name: 'mixin',
    is: 'ours',
    why: 'As in pino; what it returns is looked at like any field; one that throws costs the line, not the application.',
    check() {
      same({ mixin: (_: object, level: number) => ({ level10: level / 10 }) }, (log) =>
        log.info({ a: 1 })
      )
      assert.equal(one({ mixin: () => ({ to: EMAIL }) }, (log) => log.info('x')).to, TOKEN)
      const broken = { mixin: () => assert.fail('x') }
      assert.equal(one(broken, (log) => log.info('x')).message, '[WITHHELD]')
    }
  },
  {
    name: 'mixinMergeStrategy',
    is: 'same',
    why: 'Called as pino calls it.',
    check() {
      const options = {
        mixin: () => ({ a: 'mixin' }),
        mixinMergeStrategy: (fields: object, mixed: object) => ({ ...fields, ...mixed })
      }
      same(options, (log) => log.info({ a: 'call', b: 1 }))
    }
  },
  {
    name: 'redact',
    is: 'ours',
    why: "pino's paths, `censor` and `remove`, found in the finished line: a URL or a class does not make it throw, and what a `censor` function gives is looked at by the rules. A path that could never match is an error.",
    check() {
      const fields = { a: { margin: 1, b: [{ c: 2 }] }, d: 3 }
      for (const redact of [
        ['a.margin', 'd'],
        { paths: ['a.b[*].c'], censor: '***' },
        { paths: ['*.margin'], remove: true }
      ])
        same({ redact }, (log) => log.info(fields))
      same({ redact: ['a.margin'] }, (log) => log.info('got %j', fields))
      const link = new URL('https://example.com/x')
      assert.deepEqual(one({ redact: ['*.password'] }, (log) => log.info({ link })).link, link.href)
      const giving = { redact: { paths: ['d'], censor: () => EMAIL } }
      assert.equal(one(giving, (log) => log.info(fields)).d, TOKEN)
      assert.throws(() => createLogger({ redact: ['pass*'] }), { code: 'ERR_PATH_INVALID' })
    }
  },
  {
    name: 'redact.censor under a sensitive name',
    is: 'same',
    why: 'A text that you configured is not taken for a secret.',
    check: () =>
      same({ redact: { paths: ['password'], censor: 'hidden-by-us' } }, (log) =>
        log.info({ password: 'aaaaaaaa' })
      )
  },
  {
    name: 'hooks',
    is: 'ours',
    why: '`logMethod` and `streamWrite` of yours run first, ours last: what they give is looked at; one that throws costs the line.',
    check() {
      const hooks = {
        logMethod(this: pino.Logger, args: [string], method: pino.LogFn) {
          method.apply(this, [{ by: EMAIL }, ...args])
        },
        streamWrite: (line: string) => line.replace('"n":1', `"n":"${EMAIL}"`)
      }
      const record = one({ hooks, mixin: () => ({ n: 1 }) }, (log) => log.info('x'))
      assert.deepEqual([record.by, record.n], [TOKEN, TOKEN])
    }
  },
  {
    name: 'formatters.level',
    is: 'ours',
    why: "Yours and ours: pino's numeric `level` stays, because pino routes by it. What it gives is looked at once.",
    check() {
      same({ formatters: { level: (label: string) => ({ label }) } }, (log) => log.info('x'))
      const formatters = { level: (label: string) => ({ label, by: EMAIL }) }
      const record = one({ formatters }, (log) => log.info('x'))
      assert.deepEqual(
        [record.label, record.level, record.severity, record.by],
        ['info', 30, 'INFO', TOKEN]
      )
      const custom = { formatters, customLevels: { loud: 35 } }
      const loud = one(custom, (log) => (log as unknown as { loud(text: string): void }).loud('x'))
      assert.deepEqual([loud.label, loud.level], ['loud', 35])
    }
  },
  {
    name: 'formatters.bindings',
    is: 'same',
    why: "Called for `base`, not for a child's bindings.",
    check: () =>
      same({ formatters: { bindings: () => ({ app: 'x' }) } }, (log) =>
        log.child({ a: 1 }).info('x')
      )
  },
  {
    name: 'formatters.log',
    is: 'ours',
    why: 'Yours first; errors, reserved names and trace ids after it.',
    check() {
      const formatters = { log: (fields: object) => ({ ...fields, added: EMAIL, url: '/x' }) }
      same({ formatters: { log: (fields: object) => ({ ...fields, added: 1 }) } }, (log) =>
        log.info({ a: 1 })
      )
      const record = one({ formatters }, (log) => log.info({ a: 1 }))
      assert.deepEqual([record.a, record.added, record.attrs], [1, TOKEN, { url: '/x' }])
    }
  },
  {
    name: 'serializers',
    is: 'ours',
    why: 'As in pino; what they give is looked at. One for `err` or `error` wins over `exception`.',
    check() {
      const serializers = { user: (user: { id: number }) => ({ id: user.id, mail: EMAIL }) }
      same({ serializers: { user: () => 'u' } }, (log) => log.info({ user: { id: 1 } }))
      const record = one({ serializers }, (log) => log.info({ user: { id: 1 } }))
      assert.deepEqual(record.user, { id: 1, mail: TOKEN })
      const own = one({ serializers: { err: (cause: Error) => cause.message } }, (log) =>
        log.error({ err: error })
      )
      assert.deepEqual([own.err, own.exception], ['no such page', undefined])
    }
  },
  {
    name: 'msgPrefix',
    is: 'same',
    why: "A child's is put behind its parent's.",
    check: () =>
      same({ msgPrefix: '[a] ' }, (log) => log.child({}, { msgPrefix: '[b] ' }).info('x'))
  },
  {
    name: 'base',
    is: 'ours',
    why: "Your fields on each line; `null` drops `service` and `deployment` too. pino's `pid` and `hostname` are written in `format: 'pino'` only.",
    check() {
      same({ base: { app: 'x' } }, (log) => log.info('x'))
      same({ base: null }, (log) => log.info('x'))
      const record = one({ base: { app: 'x' } }, (log) => log.info('x'))
      assert.deepEqual([record.app, record.pid, typeof record.service], ['x', undefined, 'object'])
      assert.equal(one({ base: null }, (log) => log.info('x')).service, undefined)
    }
  },
  {
    name: 'enabled',
    is: 'same',
    why: '`false` writes nothing.',
    check: () =>
      assert.deepEqual(
        ours({ enabled: false }, (log) => log.fatal('x')),
        []
      )
  },
  {
    name: 'crlf',
    is: 'same',
    why: 'Of a line that had to be withheld too.',
    check() {
      same({ crlf: true }, (log) => log.info('x'))
      const [line] = ourLines({ crlf: true }, (log) =>
        log.info({
          get a() {
            return assert.fail('x')
          }
        })
      )
      assert.ok(line?.endsWith('"}\r\n'))
    }
  },
  {
    name: 'timestamp',
    is: 'ours',
    why: "RFC 3339 UTC with milliseconds, made once a millisecond; epoch milliseconds in `format: 'pino'`. Your function wins, and is looked at; `false` leaves it out.",
    check() {
      const fixed = () => ',"time":"2026-01-01T00:00:00.000Z"'
      same({ timestamp: fixed }, (log) => log.info('x'))
      same({ timestamp: false }, (log) => log.info('x'))
      assert.match(
        String(one({}, (log) => log.info('x')).time),
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
      )
      assert.equal(one({ timestamp: () => `,"by":"${EMAIL}"` }, (log) => log.info('x')).by, TOKEN)
    }
  },
  {
    name: 'messageKey',
    is: 'ours',
    why: "Default `message`; `msg` in `format: 'pino'`. Pretty output follows it.",
    check() {
      same({ messageKey: 'text' }, (log) => log.info('x'))
      assert.equal(one({ messageKey: 'text' }, (log) => log.info('x')).text, 'x')
      const [pretty] = ourLines({ messageKey: 'text', pretty: true }, (log) =>
        log.info('the message')
      )
      assert.ok(pretty?.includes('the message'))
    }
  },
  {
    name: 'errorKey',
    is: 'ours',
    why: 'The key under which an Error is looked for; it becomes `exception`, and so does one under `error`.',
    check() {
      same({ errorKey: 'fault' }, (log) => log.error(error))
      for (const fields of [{ fault: error }, { error }]) {
        const record = one({ errorKey: 'fault' }, (log) => log.error(fields, 'x'))
        assert.equal((record.exception as { type: string }).type, 'RangeError')
      }
    }
  },
  {
    name: 'nestedKey',
    is: 'ours',
    why: "Your fields stand under it as you wrote them, reserved names too. `exception`, trace ids and a request's own fields stand where the record has them.",
    check() {
      same({ nestedKey: 'payload' }, (log) =>
        log.child({ a: 1 }).error({ err: error, url: '/x' }, 'x')
      )
      const failed = Object.assign(new Error('x'), { code: 7 })
      const record = one({ nestedKey: 'payload' }, (log) =>
        log.child({ a: 1 }).error({ err: failed, url: '/x', to: EMAIL }, 'x')
      )
      assert.deepEqual(record.payload, { url: '/x', to: TOKEN })
      assert.deepEqual(
        [record.a, record.message, record.attrs],
        [1, 'x', { exception: { code: 7 } }]
      )
      assert.equal((record.exception as { type: string }).type, 'Error')
    }
  },
  {
    name: 'browser',
    is: 'ours',
    why: 'Not used: logveil runs on Node.',
    check: () =>
      assert.equal(ours({ browser: { asObject: true } }, (log) => log.info('x')).length, 1)
  },
  {
    name: 'transport',
    is: 'ours',
    why: "We build the stream, so `targets` and `formatters.level` go together (in `format: 'pino'` that is refused, as pino does). A worker sees safe lines only.",
    async check() {
      const folder = mkdtempSync(join(tmpdir(), 'logveil-transport-'))
      const [one, two] = [join(folder, 'one'), join(folder, 'two')] as const
      const target = (destination: string, level: string) => ({
        target: 'pino/file',
        level,
        options: { destination }
      })
      const formatters = { level: (label: string) => ({ label }) }
      const log = createLogger({
        formatters,
        transport: { targets: [target(one, 'info'), target(two, 'error')] }
      })
      log.info({ to: EMAIL }, 'x')
      log.error('y')
      await log.close()
      for (let i = 0; i < 100 && !(written(one) && written(two)); i++) await setTimeout(50)
      const text = readFileSync(one, 'utf8')
      assert.ok(text.includes(TOKEN) && !text.includes(EMAIL) && text.includes('"label":"info"'))
      assert.ok(!readFileSync(two, 'utf8').includes('"message":"x"'))
      rmSync(folder, { recursive: true })
      assert.throws(() => createLogger({ transport: { target: 'pino/file' } }, '/dev/null'), {
        code: 'ERR_OPTIONS_INVALID'
      })
    }
  },
  {
    name: 'onChild',
    is: 'ours',
    why: 'Called as in pino; what it throws does not reach the application.',
    check() {
      const seen: unknown[] = []
      const child = one({ onChild: (made: unknown) => seen.push(made) }, (log) =>
        log.child({ a: 1 }).info('x')
      )
      assert.deepEqual([seen.length, child.a], [1, 1])
      assert.equal(
        one({ onChild: () => assert.fail('x') }, (log) => log.child({ a: 1 }).info('x')).a,
        1
      )
    }
  },
  {
    name: 'safe',
    is: 'same',
    why: 'pino does not read it any more.',
    check: () => same({ safe: true }, (log) => log.info('x'))
  },
  {
    name: 'an unknown option',
    is: 'ours',
    why: "An error when the logger is made. In `format: 'pino'` it is handed to pino and told through `onError`, unless it looks like an option of ours.",
    check() {
      assert.throws(() => createLogger({ colour: true } as object), { code: 'ERR_OPTIONS_INVALID' })
      const errors: LogveilError[] = []
      const own = {
        format: 'pino',
        useLevelLabels: true,
        onError: (told: LogveilError) => void errors.push(told)
      }
      assert.equal(one(own, (log) => log.info('x')).msg, 'x')
      assert.match(String(errors[0]?.message), /`useLevelLabels` is unknown/)
      assert.throws(() => createLogger({ format: 'pino', operatorz: {} } as object), {
        code: 'ERR_OPTIONS_INVALID'
      })
    }
  }
]
