/** Leaks that this suite found once, each with the least line that showed it. */

import { expect, test } from 'vitest'
import { createLogger, createScanner } from '../../src/index.ts'
import type { Logger, Options } from './places/place.ts'

const CARD = '4111111111111111'

/** The last line that `write` leaves. */
function lineOf(write: (log: Logger) => void, options: Options = {}): string {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  write(createLogger({ base: null, onError: () => undefined, ...options }, destination))
  return lines.at(-1) ?? ''
}

test('redacts a field that takes the place of a binding', () => {
  expect(lineOf((log) => log.child({ note: 'none' }).info({ note: CARD }, 'm'))).not.toContain(CARD)
})

test('redacts the message where a field has its key too', () => {
  expect(
    lineOf((log) =>
      log.child({ a: 'long enough to hide a card' }).info({ a: 1, message: 'x' }, CARD)
    )
  ).not.toContain(CARD)
})

test.each(['standard', 'pino'] as const)('%s: writes a symbol or function as a text', (format) => {
  for (const message of [Symbol('x'), () => 1]) {
    const line = lineOf((log) => log.info(message as never), { format })
    expect(() => JSON.parse(line)).not.toThrow()
    expect(line).not.toContain('undefined')
  }
})

test('reads a name at the start of a line, in each kind of line end', () => {
  for (const end of ['\n', '\r\n', '\t', '\r'])
    expect(lineOf((log) => log.info(`PORT=80${end}password=tr0ub4dor-3`))).not.toContain(
      'tr0ub4dor-3'
    )
})

test('reads a name after a terminal colour, and leaves the colour that follows', () => {
  expect(lineOf((log) => log.info('\u001b[32mpassword=tr0ub4dor-3\u001b[0m ok'))).toContain(
    '\\u001b[32mpassword=[PASSWORD]\\u001b[0m ok'
  )
})

test('reads names that only the key of an object makes telling in JSON inside a message', () => {
  expect(lineOf((log) => log.info('got %o', { full_name: 'Rosalind Kernwood' }))).not.toContain(
    'Kernwood'
  )
})

test('finds bytes under a telling name', () => {
  const session = 'a5ec766cff535b68ce0ee0f84375f4e1'
  for (const bytes of [Buffer.from(session), new TextEncoder().encode(session), [...session]])
    expect(lineOf((log) => log.info({ session_id: bytes }))).toMatch(/"session_id":"\[\w+\]"/)
})

test('finds code units beyond bytes in a typed array', () => {
  const units = Uint16Array.from('비밀번호=hangang!7788', (c) => c.charCodeAt(0))
  expect(lineOf((log) => log.info({ units }))).toContain('"units":"[PASSWORD]"')
})

test('finds the value after a flag of any script', () => {
  expect(lineOf((log) => log.info({ argv: ['run', '--비밀번호', 'hangang!7788'] }))).not.toContain(
    'hangang'
  )
})

test('finds parameters of a query that stand as JSON in a string', () => {
  const query = 'INSERT INTO users (id, "password") VALUES ($1, $2)'
  expect(lineOf((log) => log.info({ query, params: '[7,"tr0ub4dor-3"]' }))).toContain(
    '[7,\\"[PASSWORD]\\"]'
  )
})

test('finds a weak name in single quotes', () => {
  const session = 'a5ec766cff535b68ce0ee0f84375f4e1'
  expect(lineOf((log) => log.info(`{'session_id': '${session}'}`))).not.toContain(session)
})

test('finds the value of a name in YAML that stands in the next line', () => {
  for (const value of ['"tr0ub4dor-3"', 'tr0ub4dor-3'])
    expect(
      lineOf((log) => log.info(`env:\n  - name: password\n    value: ${value}\n`))
    ).not.toContain('tr0ub4dor-3')
})

test('reads the password of a URL as one, though with its host it looks like an e-mail address', () => {
  const line = lineOf((log) => log.info('get https://app:tr0ub4dor3@db.example.com/x'), {
    operators: { EMAIL_ADDRESS: 'keep' }
  })
  expect(line).not.toContain('tr0ub4dor3')
})

test('asks each name that an object has whether it names the value', () => {
  const line = lineOf((log) =>
    log.info({ input: { id: 'i1', label: 'x', name: 'password', value: 'tr0ub4dor-3' } })
  )
  expect(line).not.toContain('tr0ub4dor-3')
})

const PASSWORD = 'tr0ub4dor-3'
const SQL_TEXTS = {
  'a literal of an INSERT': `INSERT INTO users (name, password) VALUES ('it''s (me), x', '${PASSWORD}')`,
  'a literal of a later row': `INSERT INTO users (name, password) VALUES ('a', NULL), ('b', '${PASSWORD}')`,
  'a literal inside a function': `UPDATE users SET password = crypt('${PASSWORD}', gen_salt('bf'))`,
  'the literal of ALTER ROLE': `ALTER ROLE app WITH PASSWORD '${PASSWORD}'`,
  'the parameters that TypeORM prints': `query: INSERT INTO "users"("id", "password") VALUES ($1, $2) -- PARAMETERS: [7,"${PASSWORD}"]`,
  'a full-width colon': `비밀번호：${PASSWORD}`
}

test.each(Object.entries(SQL_TEXTS))('finds %s', (_, text) => {
  expect(lineOf((log) => log.info(text))).not.toContain(PASSWORD)
  expect(lineOf((log) => log.info({ body: JSON.stringify({ text }) }))).not.toContain(PASSWORD)
})

const SQL_FIELDS = {
  'of several rows': {
    text: 'INSERT INTO u (id, password) VALUES ($1, $2), ($3, $4)',
    values: [1, null, 2, PASSWORD]
  },
  'of several rows by place': {
    sql: 'INSERT INTO u (id, password) VALUES (?, ?), (?, ?)',
    values: [1, null, 2, PASSWORD]
  },
  'by name': { sql: 'UPDATE u SET password = @p', params: { p: PASSWORD } },
  'by name in an INSERT': {
    sql: 'INSERT INTO u (id, password) VALUES (:a, :b)',
    replacements: { a: 1, b: PASSWORD }
  }
}

test.each(Object.entries(SQL_FIELDS))('finds parameters %s', (_, fields) => {
  expect(lineOf((log) => log.info(fields))).not.toContain(PASSWORD)
})

test('redacts a path that leads to the parameters of a query', () => {
  const fields = { sql: 'UPDATE u SET city = ? WHERE id = ?', params: ['Utopia', 7] }
  expect(lineOf((log) => log.info(fields), { redact: ['params'] })).not.toContain('Utopia')
  expect(
    lineOf((log) => log.info({ q: [fields.sql, fields.params] }), { redact: ['q[1]'] })
  ).not.toContain('Utopia')
})

test('redacts a binding that begins like the one it takes the place of', () => {
  for (const n of [41, 4111, 41111111])
    expect(
      lineOf((log) => {
        const child = log.child({ n })
        child.setBindings({ n: Number(CARD) })
        child.info('m')
      })
    ).not.toContain(CARD)
})

test.each(['standard', 'pino'] as const)(
  '%s: leaves out bindings that throw, and not into the application',
  (format) => {
    const hostile = {
      get a() {
        throw new Error('no')
      }
    }
    expect(lineOf((log) => log.child(hostile).info('m'), { format })).toContain('"m"')
    expect(
      lineOf(
        (log) =>
          log
            .child(
              { a: 1 },
              {
                serializers: {
                  a: () => {
                    throw new Error('no')
                  }
                }
              }
            )
            .info('m'),
        { format }
      )
    ).toContain('"m"')
    expect(
      lineOf(
        (log) => {
          log.setBindings(hostile)
          log.info('m')
        },
        { format }
      )
    ).toContain('"m"')
    expect(() => lineOf((log) => log.child(null as never).info('m'), { format })).toThrow()
  }
)

test('reads a name under its parent where the two are parted by an encoding', () => {
  const inner = JSON.stringify({ pass: 41_902, fail: 0, more: 'padding' })
  for (const user of [inner, encodeURIComponent(inner), Buffer.from(inner).toString('base64')])
    expect(lineOf((log) => log.info({ user }))).toContain('[PASSWORD]')
})

test('takes out a member whose key holds a finding too', () => {
  const line = lineOf((log) => log.info({ 'jane.doe@example.com cvv': 737 }))
  expect(line).not.toContain('737')
  expect(line).not.toContain('jane.doe')
})

test('reads a key of several words whose name is not the first', () => {
  expect(lineOf((log) => log.info({ 'the users password': 'tr0ub4dor-3' }))).not.toContain(
    'tr0ub4dor-3'
  )
})

test('a header whose value is a word against some rule does not hide the others of rawHeaders', () => {
  const key = ['Y5X9695JBriR', 'ASyDttbcyHzzFVzFAQM7'].join('')
  const headers = ['x-api-key', key, 'accept', '*/*', 'user-agent', 'node']
  const { line } = createScanner().redactLine(JSON.stringify({ all: headers }))
  expect(line).not.toContain(key)
})
