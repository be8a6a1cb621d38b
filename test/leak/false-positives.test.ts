/** What must stay as it is, through the public API: near misses of every kind, as services log them. */
import { expect, test } from 'vitest'
import { changesOf } from './compare.ts'
import { createBench } from './judge.ts'
import type { Logger } from './places/place.ts'

const bench = createBench('standard', 'default', null)

/** The line with the rules, and how it differs from the one without them. */
function changesBy(write: (log: Logger) => void): readonly unknown[] {
  const [raw, safe] = [bench.raw, bench.safe].map((log) => {
    bench.lines.length = 0
    write(log)
    return (bench.lines.at(-1) as string).replace(/"time":"[^"]*"/, '"time":""')
  }) as [string, string]
  return changesOf(raw, safe)
}

const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const hex40 = '9fceb02d0ae598e95dc970b74767f19372d61af8'

const FIELDS: Readonly<Record<string, object>> = {
  'counts of tokens': {
    total_tokens: 812,
    max_tokens: 4096,
    prompt_tokens: 12,
    tokens: 4,
    completionTokens: 77
  },
  'a rate of passing': { pass_rate: 0.98, passed: 12, pass: true, bypass: 'none', passengers: 3 },
  'a public key': { public_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ' },
  'the type of a token': { token_type: 'Bearer', tokenType: 'access', token_expires_in: 3600 },
  'a state of a session': {
    session: 'expired',
    session_count: 12,
    sessionDuration: 3000,
    session_started: true
  },
  'a mode of fetch': { credentials: 'include', mode: 'cors' },
  'a state of auth': {
    auth: 'required',
    authenticated: true,
    auth_method: 'oauth2',
    authorized: false
  },
  'passwords that say nothing': {
    a: { password: null },
    b: { password: '' },
    c: { password: true },
    d: { password: false }
  },
  'passwords that were hidden': {
    a: { password: '***' },
    b: { password: '[Redacted]' },
    c: { password: '[PASSWORD]' },
    d: { password: '********' }
  },
  'an empty list under a strong name': { password: [], secret: {}, cookies: [] },
  'facts about passwords': {
    password_length: 12,
    passwordChangedAt: '2026-11-23T12:00:00Z',
    password_policy: 'strict',
    password_expired: false
  },
  'facts about secrets': { secret_name: 'db/main', secretVersion: 3, secret_count: 4 },
  'a key of a map': {
    key: 'user:42',
    cache_key: 'profile/42',
    sort_key: 'created_at',
    primary_key: 'id',
    keyboard: 'us',
    monkey: 'x'
  },
  'a key that is not defined': { key: undefined, a: 1 },
  UUIDs: { id: uuid, user_id: uuid, trace: uuid, tenant: uuid },
  'ids of traces': {
    parent: '4bf92f3577b34da6a3ce929d0e0e4736',
    sampled: '00f067aa0ba902b7',
    dd: { trace_id: '6205500000000000005', span_id: '7021548712358712345' }
  },
  'a traceparent': { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
  'epochs in s, ms, µs and ns': {
    s: 1700000000,
    ms: 1700000000000,
    us: 1700000000000000,
    ns: 1700000000000000000n,
    text: '1700000000123'
  },
  'times in RFC 3339': {
    at: '2026-11-23T12:00:00.123Z',
    local: '2026-11-23T21:00:00+09:00',
    nano: '2026-11-23T12:00:00.123456789Z',
    date: '2026-11-23'
  },
  versions: {
    version: '1.4.2',
    chrome: '126.0.6478.127',
    semver: '2.0.0-rc.1+build.5',
    node: 'v20.20.2',
    windows: '10.0.19045.4529'
  },
  floats: {
    ratio: 0.4111111111111111,
    mean: 12.345678901234567,
    tiny: 1.2e-7,
    sum: 4111111111111111.5
  },
  'places in files': {
    at: '/srv/app/users.js:10:5',
    file: 'src/index.ts:120',
    frame: 'at find (/srv/app/users.js:10:5)'
  },
  hashes: {
    sha1: hex40,
    md5: 'd41d8cd98f00b204e9800998ecf8427e',
    etag: 'W/"5e15153d-120f"',
    digest: `sha256:${hex40}${hex40.slice(0, 24)}`
  },
  'user agents': {
    agent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
    bot: 'Googlebot/2.1 (+http://www.google.com/bot.html)'
  },
  'ids of orders': {
    order_id: 'ORD-20261123-000123',
    invoice: 'INV/2026/11/0042',
    shipment: '1Z999AA10123456784',
    sku: '0712345678911'
  },
  packages: {
    pkg: 'react@18.2.0',
    scoped: '@types/node@20.1.0',
    asset: 'logo@2x.png',
    decorator: '@Injectable()',
    mention: '@jane'
  },
  'a book': { isbn: '978-3-16-148410-0', isbn10: '3-16-148410-X' },
  'names of Kubernetes': {
    pod: 'checkout-7d4b9c6f5-x2x8q',
    node: 'ip-10-0-1-23.ec2.internal',
    namespace: 'kube-system',
    image: 'registry.example.com/app:1.2.3'
  },
  'ids of commits': { commit: hex40, short: '9fceb02', ref: 'refs/heads/main' },
  'ids of databases': {
    ulid: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    objectId: '507f1f77bcf86cd799439011',
    ksuid: '0ujtsYcgvSTl8PAuAdqWYSMnLOv',
    nano: 'V1StGXR8_Z5jdHi6B-myT',
    snowflake: '1541815603606036480'
  },
  'addresses that are private': {
    peer: '10.0.0.1',
    host_ip: '192.168.1.1',
    loop: '127.0.0.1',
    six: '::1',
    docs: '203.0.113.7'
  },
  'a request': {
    method: 'GET',
    path: '/users/42/orders/7',
    query: 'page=2&sort=created_at',
    status: 200,
    bytes: 5120,
    ms: 12.5
  },
  'amounts of money': {
    amount: 129900,
    currency: 'KRW',
    price: '1,299,000',
    total: '12.345.678,90'
  },
  'a range of numbers': {
    points: [1, 2, 3, 4, 5, 6, 7, 8],
    histogram: [120, 340, 110, 95, 87, 60],
    matrix: [
      [0, 1],
      [1, 0]
    ]
  },
  'a list of letters': { grades: ['a', 'b', 'c', 'd', 'e', 'f'], flags: ['-', 'x', '-', 'x', '-'] },
  'names of fields': {
    required: ['email', 'password', 'token'],
    columns: ['id', 'password', 'created_at'],
    missing: 'password'
  },
  'a validation error': {
    errors: [
      { field: 'password', message: 'is too short' },
      { path: ['user', 'email'], code: 'invalid_string' }
    ]
  },
  'words that hold key words': {
    tokenizer: 'bpe',
    secretary: 'Kim',
    passport: 'required',
    author: 'kim',
    monkey: 'yes',
    keynote: 'today',
    cookiecutter: 'v2'
  },
  'text in base64 that is an image': {
    icon: 'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4'
  },
  'percent-encoded words': { q: 'caf%C3%A9%20au%20lait', path: '/a%20b/c%2Fd' },
  'a form of words': { q: 'a=hello+big+world&b=red+green' },
  'Korean that says nothing of a person': {
    상태: '완료',
    메시지: '주문이 접수되었습니다',
    비밀번호변경: '완료',
    건수: 12
  },
  'a MAC of nobody': { pattern: '00:00:00:00:00:00', time: '12:34:56:78' },
  'names of things': {
    name: 'checkout',
    hostname: 'web-1',
    filename: 'report.pdf',
    event: { name: 'order.created' },
    display_name: 'Prod'
  },
  'a name and a value of no weight': {
    tags: [
      { key: 'env', value: 'prod' },
      { name: 'region', value: 'eu-west-1' }
    ]
  },
  'a query without secrets': {
    sql: 'SELECT id, name FROM users WHERE id = $1 LIMIT $2',
    params: [42, 10]
  },
  'a query that names a password and gives none': {
    sql: 'UPDATE users SET password = ? WHERE id = ?',
    params: [null, 42]
  },
  'headers without secrets': {
    headers: {
      host: 'a.example.com',
      'content-type': 'application/json',
      'x-request-id': uuid,
      'content-length': '512'
    }
  },
  rawHeaders: {
    rawHeaders: ['Host', 'a.example.com', 'Accept', '*/*', 'Connection', 'keep-alive']
  },
  argv: { argv: ['node', 'run.js', '--port', '3000', '--token-file', '/run/token', '--no-color'] },
  'an environment of files': {
    PASSWORD_FILE: '/run/secrets/db',
    TOKEN_URL: 'https://idp.example.com/token'
  }
}

test.each(Object.entries(FIELDS))('leaves %s as they are', (_, fields) => {
  expect(changesBy((log) => log.info({ it: fields }, 'done'))).toEqual([])
  expect(changesBy((log) => log.child({ it: fields }).info('done'))).toEqual([])
  expect(
    changesBy((log) =>
      log.info(
        {
          body: JSON.stringify(fields, (_, value) =>
            typeof value === 'bigint' ? Number(value) : value
          )
        },
        'done'
      )
    )
  ).toEqual([])
})

const MESSAGES: readonly string[] = [
  'token=Token{a64f992}',
  'Failed password for root from 10.0.0.1 port 22 ssh2',
  'password: incorrect',
  'Password must be at least 8 characters',
  'password changed for user 42',
  'wrong password, 2 attempts left',
  'password: ***',
  'token: expired',
  'Token expired at 2026-11-23T12:00:00Z',
  'invalid token',
  'session: started',
  'session closed for user root',
  'secret: not found',
  'key: not found in cache',
  'cache key user:42 missed',
  'author: kim',
  'Authorization header is missing',
  'Bearer token is missing',
  'Basic authentication required',
  'cookie consent: granted',
  'no cookies were sent',
  `GET /users/${uuid}/orders 200 12ms`,
  'GET /search?q=hello+world&page=2 200',
  'GET /reset-password 302',
  'listening on http://localhost:3000',
  'connected to postgres://db.example.com:5432/shop',
  'connected to redis://cache:6379/0',
  'git@github.com:org/repo.git',
  'npm install react@18.2.0 --save',
  'loaded logo@2x.png',
  'released v1.2.3.4 (build 20261123.1)',
  'took 1700000000000 ns',
  'order 1234567890 shipped',
  'order 123456789012 of 2026-11-23',
  'row 41111111111111112 skipped',
  'serial 4111-1111-1111-1112',
  'call 12345 after 5pm',
  '200 512 1234 0.012',
  'GC pause 12.345ms heap 512M -> 256M',
  'block 0x7f3a2b1c at 0xffff8800',
  'at Object.<anonymous> (/srv/app/index.js:10:5)',
  'worker 4242 exited with code 1',
  'commit 9fceb02d0ae598e95dc970b74767f19372d61af8 merged',
  'Kim approved the change',
  '사용자 비밀번호가 변경되었습니다',
  '로그인에 실패했습니다: 비밀번호 불일치',
  '주문번호 20261123-1234567 접수',
  'created_at=2026-11-23 12:00:00.123 +0900',
  'level=info msg="done" took=12.5ms status=200 bytes=5120',
  '{"level":"info","msg":"done"}',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4',
  'eyJhbGciOiJIUzI1NiJ9 is only a header',
  '\u001b[32mok\u001b[0m \u001b[1mdone\u001b[22m in 12ms',
  'C:\\new\\password_reset\\readme.txt',
  'see https://example.com/docs/passwords#rules',
  'Set-Cookie was not sent',
  '50% of 100 %20 done'
]

test.each(MESSAGES)('leaves the message as it is: %s', (message) => {
  expect(changesBy((log) => log.info(message))).toEqual([])
  expect(changesBy((log) => log.info({ note: message, list: [message] }, 'done'))).toEqual([])
  expect(changesBy((log) => log.error(new Error(message)))).toEqual([])
})

test('sees the change where there is one', () => {
  expect(changesBy((log) => log.info({ it: 'rosa@mail.example.com' }, 'done'))).toHaveLength(1)
})
