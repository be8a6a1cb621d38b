import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { PassThrough, Readable, Writable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { fileOf, logveil } from '../shell.ts'

const EMAIL = 'jane.doe@example.com'

test('makes JSON and text safe, and leaves everything else as it was', async () => {
  const stdin = `{"user":{"email":"${EMAIL}"},"n":1}\r\nmail to ${EMAIL}\n\n  {"clean": true}\n`
  expect(await logveil(['redact'], { stdin })).toEqual({
    code: 0,
    stdout:
      '{"user":{"email":"[EMAIL_ADDRESS]"},"n":1}\r\nmail to [EMAIL_ADDRESS]\n\n  {"clean": true}\n',
    stderr: ''
  })
})

test('gives the same wherever stdin is cut', async () => {
  const bytes = Buffer.from(`{"메일":"${EMAIL}"}\n{"b":"👋 ${EMAIL}"}`)
  const pieces = Array.from(bytes, (byte) => Buffer.from([byte]))
  expect((await logveil(['redact'], { stdin: pieces })).stdout).toBe(
    '{"메일":"[EMAIL_ADDRESS]"}\n{"b":"👋 [EMAIL_ADDRESS]"}'
  )
})

test('reads files in order, and stdin as -', async () => {
  const [a, b] = [fileOf('a\n'), fileOf('b\n')]
  expect((await logveil(['redact', a, '-', b], { stdin: 'stdin\n' })).stdout).toBe('a\nstdin\nb\n')
})

test('an input that cannot be read costs only itself', async () => {
  const file = fileOf(`to ${EMAIL}\n`)
  const { code, stdout, stderr } = await logveil(['redact', 'nope.log', tmpdir(), file])
  expect(code).toBe(2)
  expect(stdout).toBe('to [EMAIL_ADDRESS]\n')
  expect(stderr.trimEnd().split('\n')).toEqual([
    'logveil: ERR_INPUT_UNREADABLE: nope.log: expected a file, got nothing of this name; check the path',
    expect.stringContaining('expected a file, got a directory')
  ])
})

test('refuses what is no UTF-8 text, and says how to read it', async () => {
  const zip = await logveil(['redact', fileOf(gzipSync(`to ${EMAIL}`), 'app.log.gz')])
  expect(zip).toMatchObject({ code: 2, stdout: '' })
  expect(zip.stderr).toContain('got gzip; write `zcat FILE | logveil …`')
  const wide = await logveil(['redact'], { stdin: [Buffer.from(`\ufeff${EMAIL}`, 'utf16le')] })
  expect(wide).toMatchObject({ code: 2, stdout: '' })
  expect(wide.stderr).toContain('stdin: expected UTF-8 text, got UTF-16')
})

test('finds in UTF-16 without a mark, as its NUL bytes are left out', async () => {
  const stdin = [Buffer.from(`to ${EMAIL}\n`, 'utf16le')]
  expect((await logveil(['redact'], { stdin })).stdout).toBe('to [EMAIL_ADDRESS]\n')
})

test('withholds a line that is too long, tells it, and goes on', async () => {
  const long = `{"a":"${'x'.repeat(1024 * 1024)} ${EMAIL}"}\n`
  const { code, stdout, stderr } = await logveil(['redact'], {
    stdin: [long, 'y'.repeat(1024 * 1024), `z\nto ${EMAIL}\n`]
  })
  expect(code).toBe(1)
  expect(stdout).toBe('{"message":"[WITHHELD]"}\n[WITHHELD]\nto [EMAIL_ADDRESS]\n')
  expect(stderr).toMatch(/^logveil: ERR_LINE_UNCHECKED: expected lines of at most 1 MiB.* got 2 /)
})

test('makes a private key of many lines one token', async () => {
  const body = Array.from({ length: 6 }, () => randomBytes(48).toString('base64')).join('\r\n')
  const name = 'RSA PRIVATE KEY'
  const stdin = `boot\r\nkey: -----BEGIN ${name}-----\r\n${body}\r\n-----END ${name}-----\r\ndone\r\n`
  expect((await logveil(['redact'], { stdin })).stdout).toBe(
    'boot\r\nkey: [ENCRYPTION_KEY]\r\ndone\r\n'
  )
})

test('--json tells where in which line, and no value', async () => {
  const file = fileOf(`clean\n{"user":{"email":"${EMAIL}"}}\n`)
  const { stdout } = await logveil(['redact', '--json', file])
  const [clean, found] = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(clean).toEqual({ file, line: 1, text: 'clean', findings: [] })
  expect(found).toEqual({
    file,
    line: 2,
    text: '{"user":{"email":"[EMAIL_ADDRESS]"}}',
    findings: [
      {
        ruleId: 'core.email',
        infoType: 'EMAIL_ADDRESS',
        start: 18,
        end: 38,
        likelihood: 'LIKELY',
        path: '/user/email'
      }
    ]
  })
})

test('--json tells which line was withheld', async () => {
  const { stdout } = await logveil(['redact', '--json'], { stdin: 'x'.repeat(2_000_000) })
  expect(JSON.parse(stdout)).toEqual({
    file: '-',
    line: 1,
    text: '[WITHHELD]',
    findings: [],
    withheld: true
  })
})

test('takes rules, operators and a key', async () => {
  const stdin = `to ${EMAIL}\n`
  const off = await logveil(['redact', '--rules=-core.email'], { stdin })
  expect(off.stdout).toBe(stdin)
  const removed = await logveil(['redact', '--operators', 'EMAIL_ADDRESS=remove'], { stdin })
  expect(removed.stdout).toBe('to \n')
  const hashed = await logveil(['redact', '--operators', 'EMAIL_ADDRESS=hash'], {
    stdin,
    env: { LOGVEIL_PSEUDONYM_KEY: randomBytes(32).toString('base64') }
  })
  expect(hashed.stdout).toMatch(/^to \[EMAIL_ADDRESS:k1:[bcdfghjklmnpqrst]{20}\]\n$/)
})

test('takes a rule file of the user', async () => {
  const rules = fileOf(
    JSON.stringify({
      pack: 'acme',
      version: 1,
      rules: [
        {
          id: 'acme.order',
          infoType: 'ORDER_ID',
          description: 'An order id.',
          patterns: ['ORD-[0-9]{6}'],
          examples: { match: ['«ORD-123456»'], ignore: ['ORD-12345'] }
        }
      ]
    }),
    'acme.json'
  )
  const { stdout } = await logveil(['redact', '--rules', rules], {
    stdin: `ORD-123456 to ${EMAIL}\n`
  })
  expect(stdout).toBe('[ORDER_ID] to [EMAIL_ADDRESS]\n')
})

test('escapes what could steer a terminal, on a terminal only', async () => {
  const stdin = 'red \u001b[31m\u009b2J\u202e\u2028\n'
  expect((await logveil(['redact'], { stdin })).stdout).toBe(stdin)
  expect((await logveil(['redact'], { stdin, isTerminal: true })).stdout).toBe(
    'red \\u001b[31m\\u009b2J\\u202e\\u2028\n'
  )
})

test('a reader that leaves ends it quietly', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.from(`to ${EMAIL}\n`.repeat(1000))
    })()
  )
  const stdout = new Writable({
    write(_chunk, _encoding, callback) {
      callback(Object.assign(new Error('closed'), { code: 'EPIPE' }))
    }
  })
  const stderr = new PassThrough()
  expect(await run(['redact'], { stdin: endless, stdout, stderr, env: {} })).toBe(0)
  expect(stderr.read()).toBeNull()
  expect(endless.destroyed).toBe(true)
})

test('an output that fails is told', async () => {
  const stdout = new Writable({
    write(_chunk, _encoding, callback) {
      callback(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    }
  })
  const stderr = new PassThrough()
  const io = { stdin: Readable.from([Buffer.from('a\n')]), stdout, stderr, env: {} }
  expect(await run(['redact'], io)).toBe(2)
  expect(String(stderr.read())).toContain('ERR_DELIVERY_FAILED: stdout:')
})

test('waits for a slow reader', async () => {
  let pending = 0
  let most = 0
  const stdout = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, callback) {
      pending += chunk.length
      most = Math.max(most, pending)
      setImmediate(() => {
        pending -= chunk.length
        callback()
      })
    }
  })
  const chunk = Buffer.from('a clean line\n'.repeat(100))
  const stdin = Readable.from(Array.from({ length: 50 }, () => chunk))
  expect(await run(['redact'], { stdin, stdout, stderr: new PassThrough(), env: {} })).toBe(0)
  expect(most).toBe(chunk.length)
})
