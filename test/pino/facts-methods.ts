/**
 * What happens to each method and property of pino's logger, and to what stands beside it: a sentence, and a check.
 */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pino from 'pino'
import { createLogger } from '../../src/index.ts'
import { type Fact, one, ours, same } from './run.ts'

const EMAIL = 'jane.doe@example.com'
const TOKEN = '[EMAIL_ADDRESS]'
const NOWHERE = { write: () => undefined }

export const METHOD_FACTS: readonly Fact[] = [
  {
    name: 'trace() debug() info() warn() error() fatal()',
    is: 'ours',
    why: 'As in pino, but no call throws: what cannot be serialised or checked is withheld, counted and told once. A Symbol as message is written as text.',
    check() {
      const calls = (log: pino.Logger) => {
        for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) {
          log[level]('x')
          log[level]({ a: 1 }, 'got %s %d %j', 'b', 2, { c: 3 })
          log[level](new Error(level))
        }
      }
      const fixed = { level: 'trace', serializers: { err: (error: Error) => error.message } }
      same(fixed, calls)
      assert.equal(one({}, (log) => log.info(Symbol('x') as never)).message, 'Symbol(x)')
    }
  },
  {
    name: 'silent()',
    is: 'same',
    why: 'Writes nothing.',
    check: () =>
      assert.deepEqual(
        ours({}, (log) => log.silent('x')),
        []
      )
  },
  {
    name: 'child(bindings)',
    is: 'ours',
    why: "As in pino; bindings are looked at once, with the child's first line, and made safe for all others. A getter that throws costs the bindings. Where a key stands twice the later wins; `format: 'pino'` keeps both, as pino does.",
    check() {
      same({}, (log) => log.child({ a: 1 }).child({ a: 2, b: 3 }).info({ a: 4 }))
      const record = one({}, (log) => log.child({ a: 1, to: EMAIL }).child({ a: 2 }).info({ b: 3 }))
      assert.deepEqual([record.a, record.b, record.to], [2, 3, TOKEN])
      assert.throws(() => createLogger({}, NOWHERE).child(undefined as never), /missing bindings/)
    }
  },
  {
    name: 'child(…, { redact })',
    is: 'ours',
    why: "Adds to its parent's paths; in pino it takes their place.",
    check() {
      const record = one({ redact: ['a'] }, (log) =>
        log.child({ b: 1 }, { redact: ['b'] }).info({ a: 2, c: 3 })
      )
      assert.deepEqual([record.a, record.b, record.c], ['[Redacted]', '[Redacted]', 3])
    }
  },
  {
    name: 'child(…, { level, customLevels, serializers, formatters, msgPrefix })',
    is: 'same',
    why: 'As in pino, and pino refuses what it refuses (an unknown level).',
    check() {
      same({}, (log) =>
        log
          .child({ a: 1 }, { level: 'debug', serializers: { a: () => 'sa' }, msgPrefix: 'p ' })
          .debug({ a: 2 }, 'x')
      )
      same({}, (log) => log.child({}, { customLevels: { loud: 35 } }).loud('x'))
      same({}, (log) =>
        log
          .child(
            {},
            {
              formatters: { log: () => ({ only: 1 }), level: (label) => ({ label }) },
              customLevels: { loud: 35 }
            }
          )
          .loud({ a: 1 })
      )
      assert.throws(
        () => createLogger({}, NOWHERE).child({}, { level: 'bogus' }),
        /unknown level bogus/
      )
    }
  },
  {
    name: 'bindings()',
    is: 'ours',
    why: 'As in pino, from the safe text.',
    check: () =>
      void ours({}, (log) =>
        assert.deepEqual(log.child({ a: 1, to: EMAIL }).bindings(), { a: 1, to: TOKEN })
      )
  },
  {
    name: 'setBindings()',
    is: 'ours',
    why: 'As in pino; the later of two equal keys wins.',
    check() {
      const calls = (log: pino.Logger) => {
        const child = log.child({ a: 1 })
        child.setBindings({ b: 2 })
        child.info('x')
      }
      same({}, calls)
      const record = one({}, (log) => {
        log.setBindings({ a: 1, to: EMAIL })
        log.setBindings({ a: 2 })
        log.info('x')
      })
      assert.deepEqual([record.a, record.to], [2, TOKEN])
    }
  },
  {
    name: 'level, levelVal, levels, isLevelEnabled()',
    is: 'same',
    why: "pino's own.",
    check() {
      ours({ level: 'warn' }, (log) => {
        assert.deepEqual(
          [log.level, log.isLevelEnabled('info'), log.levels.values.warn],
          ['warn', false, 40]
        )
        log.level = 'debug'
        assert.equal(log.isLevelEnabled('debug'), true)
        assert.throws(() => {
          log.level = 'bogus'
        }, /unknown level bogus/)
      })
    }
  },
  {
    name: "on('level-change')",
    is: 'same',
    why: "pino's own.",
    check() {
      const seen: string[] = []
      ours({}, (log) => {
        log.on('level-change', (level) => seen.push(level))
        log.level = 'trace'
      })
      assert.deepEqual(seen, ['trace'])
    }
  },
  {
    name: 'msgPrefix, version, pino.symbols',
    is: 'same',
    why: "pino's own; a logger of ours is a pino instance.",
    check() {
      ours({ msgPrefix: 'p ' }, (log) => {
        assert.deepEqual([log.msgPrefix, log.version], ['p ', pino.version])
        assert.equal(pino.symbols.chindingsSym in log, true)
      })
    }
  },
  {
    name: 'flush(cb)',
    is: 'ours',
    why: "Calls back as in pino, and gives a promise; pino's gives nothing.",
    async check() {
      const log = createLogger({}, NOWHERE)
      await new Promise<void>((resolve) => void log.flush(() => resolve()))
      assert.equal(await log.flush(), undefined)
    }
  },
  {
    name: 'close()',
    is: 'ours',
    why: 'Not in pino: flushes and gives the ledger.',
    async check() {
      const log = createLogger({}, NOWHERE)
      log.info('x')
      assert.deepEqual(Object.keys(await log.close()), ['destination'])
    }
  },
  {
    name: 'pino.destination(), pino.transport(), any stream',
    is: 'same',
    why: "Take them from pino and give them as the second argument; a transport's worker gets safe lines only.",
    check() {
      const lines: string[] = []
      createLogger({}, { write: (line) => void lines.push(line) }).info({ to: EMAIL })
      assert.ok(lines.at(-1)?.includes(TOKEN))
      const path = pino.destination({ dest: '/dev/null', sync: true })
      assert.doesNotThrow(() => createLogger({}, path).info('x'))
    }
  },
  {
    name: 'transport targets under a custom level',
    is: 'same',
    why: 'They get the lines from their level on.',
    async check() {
      const folder = mkdtempSync(join(tmpdir(), 'logveil-levels-'))
      const target = (name: string) => ({
        target: 'pino/file',
        level: name,
        options: { destination: join(folder, name) }
      })
      const levels = { loud: 35, huge: 70 }
      const targets = [target('loud'), target('huge')] as never
      const log = createLogger({ customLevels: levels, transport: { targets } })
      log.info('a')
      log.loud('b')
      log.huge('c')
      await log.close()
      const read = (name: string) => readFileSync(join(folder, name), 'utf8')
      const isRead = (name: string) => existsSync(join(folder, name)) && read(name).includes('"c"')
      for (let i = 0; i < 100 && !(isRead('loud') && isRead('huge')); i++) await setTimeout(50)
      assert.deepEqual(read('loud').match(/"message":"\w"/g), ['"message":"b"', '"message":"c"'])
      assert.deepEqual(read('huge').match(/"message":"\w"/g), ['"message":"c"'])
      rmSync(folder, { recursive: true })
    }
  },
  {
    name: 'pino.multistream()',
    is: 'ours',
    why: 'As in pino; streams that ask for the last object and message get them from the safe line.',
    check() {
      const lines: string[] = []
      const raw = {
        write: (line: string) => void lines.push(line),
        [Symbol.for('pino.metadata')]: true,
        lastObj: {},
        lastMsg: ''
      }
      const log = createLogger(
        { format: 'pino' },
        pino.multistream([{ stream: raw }, { stream: raw, level: 'error' }])
      )
      log.info({ to: EMAIL, a: 1 }, `mail ${EMAIL}`)
      assert.deepEqual(
        [lines.length, raw.lastObj, raw.lastMsg],
        [1, { to: TOKEN, a: 1 }, `mail ${TOKEN}`]
      )
    }
  },
  {
    name: 'pino.stdSerializers, pino.stdTimeFunctions, pino.levels',
    is: 'same',
    why: 'Take them from pino.',
    check() {
      same({ serializers: pino.stdSerializers, timestamp: () => ',"time":1' }, (log) =>
        log.info({ err: 'x' })
      )
      const record = one({ timestamp: pino.stdTimeFunctions.isoTime }, (log) => log.info('x'))
      assert.equal(typeof record.time, 'string')
    }
  }
]
