/**
 * What can be a secret, told from the value alone. Values are repeated or counted, none was ever in use.
 */
import { describe, expect, test } from 'vitest'
import {
  isAssignedSecret,
  isNoValue,
  isPath,
  looksLikeSecret
} from '../../src/scan/secret-value.ts'
import { CHOSEN_WORDS, NO_VALUE_WORDS, ORDINARY_WORDS } from '../../src/scan/secret-words.ts'

const hex = (length: number) => '9f8a7b6c5d4e3f2a1b0c'.repeat(8).slice(0, length)

describe('looksLikeSecret', () => {
  test.each([
    hex(16),
    hex(20),
    hex(64),
    'f47ac10b-58cc-4372-a567-0e02b2c3d479',
    'F47AC10B-58CC-4372-A567-0E02B2C3D479',
    '{f47ac10b-58cc-4372-a567-0e02b2c3d479}',
    '12345678901234567890',
    'aB3xY7'.repeat(2),
    'kVmUhSulFGcbChZntBlGrIaEonj',
    `${'ExAmPlE'.repeat(3)}=`,
    'bG9uZ2VyLWVuY29kZWQtc2VjcmV0LXRlc3Q=',
    's%3Aabc123.def456ghi789jkl0',
    'zci7nmm5onp06ay1',
    `Bearer ${hex(20)}`,
    `v1.local.${hex(24)}`,
    `  ${hex(20)}  `,
    `Token{${hex(20)}}`
  ])('takes %j for a secret', (value) => {
    expect(looksLikeSecret(value)).toBe(true)
  })

  test.each([
    'expired',
    'include',
    'same-origin',
    'undefined',
    'string',
    'failed',
    'session_started',
    'session-expired',
    'refresh_token',
    'getPagesInConfluenceSpace',
    'AcceptanceTimeoutSeconds',
    'internationalization',
    'THISSTRINGISALLUPPERCASE',
    'thisstringisalllowercase',
    'ultraPictureBox1',
    'Befaehigung_P2',
    'DOC_Vector_5_32',
    'SalesResults-1.2',
    'id-Gost28147-89-None-KeyMeshing',
    'X25519.KeyPair',
    'aes-256-gcm',
    'AES256GCM',
    'utf8mb4_unicode_ci',
    'eu-central-1a',
    'step1_done'
  ])('lets words and names stay: %j', (value) => {
    expect(looksLikeSecret(value)).toBe(false)
  })

  test.each([
    '12345678',
    '1700000000000',
    '1.7e12',
    '0x7ffdeadbeef',
    '98.25%',
    '2024-01-15',
    '2024-01-15T10:20:30.123Z',
    '20240115T102030Z',
    'Mon, 01 Jan 2024 10:00:00 GMT',
    '3600s',
    '1h30m15s',
    'v1.2.3-beta.4',
    '10.0.0.1:8080',
    '2001:db8::1',
    'api.example.com',
    'user@example.com',
    'https://example.com/a1b2c3d4e5f6a7b8',
    '/var/lib/app/token.json',
    'uploads/2024/report.pdf',
    'application/json',
    'users:42:profile',
    'order-12345678',
    `sts:5_rsn:0/IO80211AWDLPeerManager//[2017-07-03]`
  ])('lets numbers, times, addresses and paths stay: %j', (value) => {
    expect(looksLikeSecret(value)).toBe(false)
  })

  test.each([
    '',
    'short1',
    'a64f992',
    'Token{a64f992}',
    'x'.repeat(32),
    'aaaaaaaaaaaaaaaa',
    '00000000-0000-0000-0000-000000000000',
    '1a1a1a1a1a1a1a1a',
    '[AUTH_TOKEN]',
    `[AUTH_TOKEN:k1:${'bcdfghjklmnpqrstbcdf'}]`,
    '$'.concat('{ACCESS_TOKEN}')
  ])('lets short, monotonous and absent values stay: %j', (value) => {
    expect(looksLikeSecret(value)).toBe(false)
  })

  test('looks at the first 512 characters only', () => {
    expect(looksLikeSecret(hex(40) + '.'.repeat(5_000_000))).toBe(true)
    expect(looksLikeSecret('word '.repeat(1_000_000))).toBe(false)
  })
})

describe('isNoValue', () => {
  test.each([
    '',
    '  ',
    'null',
    'NULL',
    'undefined',
    'None',
    'true',
    'False',
    'n/a',
    'not set',
    '-',
    '?',
    '...',
    '…',
    '***',
    '•••••',
    'xxxx',
    'XXXXXXXX',
    '****1111',
    'abcd****',
    'sk-…wxyz',
    'ghp_xxxxxxxxxxxx',
    '[Redacted]',
    '[REDACTED]',
    '<redacted>',
    '***REDACTED***',
    '(hidden)',
    '[Filtered]',
    '[secret]',
    '[object Object]',
    '[Function: get]',
    '[Circular]',
    '[PASSWORD]',
    '[EMAIL_ADDRESS:k1:bcdfghjklmnpqrstbcdf]',
    '$'.concat('{VAR}'),
    '{{var}}',
    '{}',
    '{0}',
    '#{name}',
    '%s',
    '%[1]s',
    '%(name)s',
    '$1',
    ':password',
    '@password',
    '$API_KEY',
    '%DB_PASS%',
    '<your-key>'
  ])('knows that %j says nothing', (value) => {
    expect(isNoValue(value)).toBe(true)
  })

  test.each([
    'hunter2',
    'secret',
    'password',
    'admin',
    'x',
    '0',
    'ab12',
    'correct horse',
    '[abc]',
    '[a]b]',
    '{hunter22}',
    '<3cats9dogs>',
    '$'.concat('{PASS:-hunter2}'),
    'pa$$word',
    '$ecret',
    '%pass',
    '?pwd',
    '@home1!',
    'Redacted1',
    'nullable',
    '****many-characters',
    '[PASSWORD:k1:short]',
    'xxl',
    `xxxxxxxx${hex(20)}`
  ])('keeps %j as a value', (value) => {
    expect(isNoValue(value)).toBe(false)
  })
})

describe('isAssignedSecret', () => {
  test.each([
    ['hunter2', 'equals'],
    ['hunter2', 'colon'],
    ['hunter2', 'flag'],
    ['hunter2', 'xml'],
    ['hunter2', 'query'],
    ['correct horse', 'equals'],
    ['Tr0ub4dor&3', 'colon'],
    ['1234', 'equals'],
    ['!!!', 'equals'],
    ['default', 'equals'],
    ['admin', 'equals'],
    ['my.secret.pass1', 'equals'],
    ['Bearer EXAMPLE0', 'colon'],
    ['valid', 'query'],
    ['hunter2,', 'colon']
  ] as const)('finds %j under a strong name (%s)', (value, syntax) => {
    expect(isAssignedSecret(value, true, syntax)).toBe(true)
  })

  test.each([
    ['incorrect', 'colon'],
    ['"incorrect', 'colon'],
    ['must', 'colon'],
    ['must be at least 8 characters', 'colon'],
    ['required', 'colon'],
    ['required', 'equals'],
    ['expired,', 'colon'],
    ['Bearer token', 'colon'],
    ['Bearer $'.concat('{token}'), 'colon'],
    ['string;', 'colon'],
    ['varchar(255)', 'colon'],
    ['req.body.password', 'equals'],
    ['process.env.DB_PASSWORD,', 'colon'],
    ['getPassword()', 'equals'],
    ['getPassword(', 'equals'],
    ['$(cat', 'equals'],
    ['{ApiKey', 'equals'],
    ['https://example.com/docs', 'colon'],
    ['--verbose', 'flag'],
    ['0', 'equals'],
    ['***', 'equals'],
    ['[PASSWORD]', 'equals'],
    ['$'.concat('{DB_PASS}'), 'equals'],
    ['%s', 'query'],
    ['', 'xml']
  ] as const)('lets %j stay under a strong name (%s)', (value, syntax) => {
    expect(isAssignedSecret(value, true, syntax)).toBe(false)
  })

  test.each([
    ['Token{a64f992}', 'equals'],
    ['undefined', 'colon'],
    ['expired', 'colon'],
    ['include', 'colon'],
    ['string', 'colon'],
    ['failed', 'colon'],
    ['hunter2', 'equals'],
    ['12345678', 'query']
  ] as const)('lets %j stay under a weak name (%s)', (value, syntax) => {
    expect(isAssignedSecret(value, false, syntax)).toBe(false)
  })

  test.each(['equals', 'colon', 'flag', 'xml', 'query'] as const)(
    'finds what looks random under a weak name (%s)',
    (syntax) => {
      expect(isAssignedSecret(hex(20), false, syntax)).toBe(true)
      expect(isAssignedSecret(`${hex(20)}).`, false, syntax)).toBe(true)
    }
  )
})

describe('the word lists', () => {
  test.each([
    ['ORDINARY_WORDS', ORDINARY_WORDS],
    ['CHOSEN_WORDS', CHOSEN_WORDS],
    ['NO_VALUE_WORDS', NO_VALUE_WORDS]
  ])('%s are lower case, without blanks', (_, words) => {
    expect([...words].filter((word) => word !== word.toLowerCase() || word.trim() === '')).toEqual(
      []
    )
  })

  test('chosen words are ordinary ones, else they would mean nothing', () => {
    const stray = [...CHOSEN_WORDS].filter((word) => !ORDINARY_WORDS.has(word))
    expect(stray).toEqual([])
  })

  test.each([
    'admin',
    'test',
    'secret',
    'letmein',
    'monkey',
    'dragon',
    'qwerty',
    'iloveyou',
    'root'
  ])('a favourite password, %j, is no ordinary word', (word) => {
    expect(ORDINARY_WORDS.has(word)).toBe(false)
  })
})

describe('paths, places and printed numbers', () => {
  test.each([
    '/',
    '/root',
    '/srv/app',
    '/run/secrets/db',
    '~/.ssh/id',
    'C:\\Users\\app',
    '../lib/x'
  ])('knows the path %j', (value) => {
    expect(isPath(value)).toBe(true)
    expect(isAssignedSecret(value, true, 'equals')).toBe(false)
  })

  test.each([`/${hex(16)}/${hex(20)}`, '/hunter2', '//', 'a/b', `/${'aB3x'.repeat(5)}/x`])(
    'takes %j for no path',
    (value) => {
      expect(isPath(value)).toBe(false)
    }
  )

  test('a path is looked at in linear time', () => {
    const start = performance.now()
    isPath(`/root${'/'.repeat(200)}\n`)
    isPath(`/root${'/a'.repeat(200)}\n`)
    expect(performance.now() - start).toBeLessThan(50)
  })

  test.each([
    '20240102T030405.123456Z-H0a7c9cdf-P00007f6f',
    '20240102T030405.123456Z-H0a7c9cdf-P00007f6f/20240102T030406.1Z-H0a7c9cdf-P00007f70',
    `+${hex(64)} \\`,
    `/root/.cache/build/${hex(40)}-d`
  ])('lets %j stay under a weak name', (value) => {
    expect(looksLikeSecret(value)).toBe(false)
  })

  test('a line end in percent-encoding ends the prompt before it', () => {
    expect(isAssignedSecret(`%0A%22${hex(20)}`, false, 'colon')).toBe(false)
    expect(isAssignedSecret(`%0d%0a${hex(20)}`, true, 'colon')).toBe(false)
  })

  test.each(['amd64', 'arm64', 'x86_64'])('a package and its architecture: passwd:%s', (value) => {
    expect(isAssignedSecret(value, true, 'colon')).toBe(false)
  })

  test.each([
    '[LOOKS_LIKE_TOKEN:k1:bcdfghjklmnpqrstvwxz]',
    '[LOOKS_LIKE_TOKEN:k0:bcdfghjklmnpqrstbcdf]',
    '[LOOKS__LIKE]',
    '[PIN_1234]'
  ])('%j is no token of ours: the grammar is that of redact/token.ts', (value) => {
    expect(isNoValue(value)).toBe(false)
  })
})

describe('code in the place of a value', () => {
  test.each([
    'lexer.get_token()',
    "userinfo.partition(':')",
    'ObjectIdentifier("1.2.840")',
    'config.get(',
    'vault read -field=password secret/app',
    'etcdctl get /app/secret'
  ])('%j is where the secret comes from', (value) => {
    expect(isAssignedSecret(value, true, 'equals')).toBe(false)
  })

  test.each(['hunter2(', 'hun.ter2', 'cat', 'pass-word-1'])('%j may be a password', (value) => {
    expect(isAssignedSecret(value, true, 'equals')).toBe(true)
  })
})
