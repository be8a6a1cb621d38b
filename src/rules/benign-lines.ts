/**
 * A sample of what logs are full of and nobody needs to hide.
 *
 * In: nothing. Out: lines of JSON and text: times, ids, hashes, versions, sizes, stack frames, user agents, private
 * addresses, in eight scripts. Promise: the same lines each time, on each machine; no personal data, no secret, and no
 * name of a key that a company could want to hide (only what infrastructure writes about itself).
 */

/** In [from, to], both included. */
type Draw = (from: number, to: number) => number

/** Each kind of message stands in it 25 times: enough to tell a shape that is common, and 30 ms of a start. */
const COUNT = 1000
let lines: readonly string[] | undefined

/** The lines of the sample, in an order that mixes the kinds. */
export function benignLines(): readonly string[] {
  if (lines === undefined) {
    const draw = createDraw(20_261_123)
    lines = Array.from({ length: COUNT }, (_, index) => lineOf(draw, index))
  }
  return lines
}

function lineOf(draw: Draw, index: number): string {
  const message = fill(MESSAGES[index % MESSAGES.length] as string, draw)
  switch (draw(0, 5)) {
    case 0:
      return message
    case 1:
      return fill(`{time} {LEVEL} [{word}-{n}] {class} - `, draw) + message
    case 2:
      return fill('level={level} ts={epoch}.{n3} caller={file}:{n} msg=', draw) + quoted(message)
    default:
      return JSON.stringify(recordOf(draw, message))
  }
}

function recordOf(draw: Draw, message: string): Readonly<Record<string, unknown>> {
  const more = MEMBERS[draw(0, MEMBERS.length - 1)] as readonly (readonly [string, string])[]
  return {
    level: draw(1, 6) * 10,
    time: draw(0, 1) === 0 ? fill('{time}', draw) : Number(fill('{epochms}', draw)),
    pid: draw(1, 65_000),
    hostname: fill('{host}', draw),
    ...Object.fromEntries(more.map(([key, value]) => [key, typed(fill(value, draw))])),
    msg: message
  }
}

function typed(text: string): string | number {
  return /^\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : text
}

function quoted(text: string): string {
  return JSON.stringify(text)
}

/** Mulberry32, as in the tests: chance that can be repeated. */
function createDraw(seed: number): Draw {
  let state = seed
  return (from, to) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return from + Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (to - from + 1))
  }
}

function fill(template: string, draw: Draw): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    (PARTS[name] as (draw: Draw) => string)(draw)
  )
}

const HEX = '0123456789abcdef'
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function text(draw: Draw, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(draw(0, alphabet.length - 1))).join('')
}

function pick(draw: Draw, words: readonly string[]): string {
  return words[draw(0, words.length - 1)] as string
}

function two(draw: Draw, to: number, from = 0): string {
  return String(draw(from, to)).padStart(2, '0')
}

const WORDS =
  'cache queue worker pool index shard batch lease topic bucket socket table volume route probe timer stream segment replica cursor'.split(
    ' '
  )
const CLASSES =
  'o.a.k.c.NetworkClient com.example.order.StockService System.Net.Http.HttpClient app.jobs.Rebuild'.split(
    ' '
  )
const FILES = 'server/main.go src/router.ts lib/pool.js app/models/stock.rb handlers.py'.split(' ')
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{n3}.0.{n}.{n3} Safari/537.36',
  'curl/8.{n2}.0',
  'kube-probe/1.{n2}',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_{d} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.{d} Mobile/15E148 Safari/604.1'
]

const PARTS: Readonly<Record<string, (draw: Draw) => string>> = {
  d: (draw) => String(draw(0, 9)),
  n: (draw) => String(draw(1, 9999)),
  n2: (draw) => String(draw(10, 99)),
  n3: (draw) => String(draw(100, 999)),
  bytes: (draw) => String(draw(1024, 4_000_000_000)),
  ms: (draw) => `${draw(0, 900)}.${draw(100, 999)}`,
  ratio: (draw) => `0.${text(draw, '123456789', 14)}`,
  epoch: (draw) => String(1_700_000_000 + draw(0, 90_000_000)),
  epochms: (draw) => String(1_700_000_000_000 + draw(0, 90_000_000_000)),
  epochns: (draw) => `${1_700_000_000 + draw(0, 90_000_000)}${text(draw, '0123456789', 9)}`,
  time: (draw) =>
    `202${draw(3, 6)}-${two(draw, 12, 1)}-${two(draw, 28, 1)}T${two(draw, 23)}:${two(draw, 59)}:${two(draw, 59)}.${draw(100, 999)}Z`,
  clock: (draw) => `${two(draw, 23)}:${two(draw, 59)}:${two(draw, 59)},${draw(100, 999)}`,
  clf: (draw) =>
    `${two(draw, 28, 1)}/Oct/2025:${two(draw, 23)}:${two(draw, 59)}:${two(draw, 59)} +0900`,
  uuid: (draw) =>
    `${text(draw, HEX, 8)}-${text(draw, HEX, 4)}-7${text(draw, HEX, 3)}-a${text(draw, HEX, 3)}-${text(draw, HEX, 12)}`,
  ulid: (draw) => `01J${text(draw, CROCKFORD, 23)}`,
  objectid: (draw) => `65${text(draw, HEX, 22)}`,
  snowflake: (draw) => `1${text(draw, '0123456789', 18)}`,
  sha1: (draw) => text(draw, HEX, 40),
  sha256: (draw) => text(draw, HEX, 64),
  trace: (draw) => text(draw, HEX, 32),
  span: (draw) => text(draw, HEX, 16),
  hex: (draw) => `0x${text(draw, HEX, 12)}`,
  dump: (draw) => Array.from({ length: 16 }, () => text(draw, HEX, 2)).join(' '),
  version: (draw) => `${draw(0, 30)}.${draw(0, 40)}.${draw(0, 20)}`,
  private: (draw) => `10.${draw(0, 255)}.${draw(0, 255)}.${draw(1, 254)}`,
  documentation: (draw) => `198.51.100.${draw(1, 254)}`,
  host: (draw) =>
    `${pick(draw, WORDS)}-${text(draw, HEX, 10)}-${text(draw, 'bcdfghjklmnpqrstvwxz2456789', 5)}`,
  word: (draw) => pick(draw, WORDS),
  class: (draw) => pick(draw, CLASSES),
  file: (draw) => pick(draw, FILES),
  level: (draw) => pick(draw, ['debug', 'info', 'warn']),
  LEVEL: (draw) => pick(draw, ['DEBUG', 'INFO', 'WARN']),
  method: (draw) => pick(draw, ['GET', 'PUT', 'HEAD']),
  agent: (draw) => fill(pick(draw, AGENTS), draw)
}

/** What a record holds beside its message. */
const MEMBERS: readonly (readonly (readonly [string, string])[])[] = [
  [
    ['trace_id', '{trace}'],
    ['span_id', '{span}'],
    ['trace_flags', '01']
  ],
  [
    ['method', '{method}'],
    ['path', '/api/v2/{word}s/{uuid}'],
    ['status', '200'],
    ['duration_ms', '{ms}'],
    ['user_agent', '{agent}']
  ],
  [
    ['request_id', '{uuid}'],
    ['build', '{sha1}'],
    ['version', '{version}']
  ],
  [
    ['partition', '{d}'],
    ['offset', '{bytes}'],
    ['lag', '{n}'],
    ['broker', '{private}:9092']
  ],
  [
    ['etag', 'W/{sha1}'],
    ['size', '{bytes}'],
    ['updated_at', '{epochms}'],
    ['p99', '{ms}']
  ],
  [['traceparent', '00-{trace}-{span}-01']],
  [
    ['shard', '{snowflake}'],
    ['node', '{host}'],
    ['heap_used', '{bytes}']
  ]
]

const MESSAGES: readonly string[] = [
  '{method} /static/{word}.{sha1}.js 200 {bytes} - {ms} ms',
  '{private} - - [{clf}] "{method} /health HTTP/1.1" 200 {n} "-" "{agent}"',
  'connection from {private}:{n} accepted, {n2} open',
  'peer {documentation} timed out after {ms} ms',
  'rebuilt {word} {uuid} in {ms} ms, {bytes} bytes',
  'compaction of {word}_{n}.sst done: {n} keys, level {d}, seq {snowflake}',
  'checkpoint complete: wrote {n} buffers ({d}.{d}%); sync={ms} s, distance={n} kB',
  'Pulled image registry.example/{word}@sha256:{sha256}',
  'deployed {sha1} as v{version} ({time})',
  'npm warn deprecated {word}@{version}: use @example/{word}@{version}',
  'at Object.handle (/srv/app/{file}:{n2}:{d}) [{hex}]',
  '\tat com.example.{word}.Runner.run(Runner.java:{n3}) ~[app-{version}.jar:{version}]',
  'panic recovered in goroutine {n} [running]: {file}:{n2} +{hex}',
  'GC pause (G1 Evacuation) {n}M->{n}M({n}M) {ms}ms',
  'cache entry written at {epoch} is stale, ttl {n} s',
  'snapshot {ulid} of {objectid} uploaded, crc32c {n}',
  'slow query {ms} ms: SELECT name, size FROM {word}s WHERE created > {epochms} LIMIT {n2}',
  'Rebalanced group {word}-{d}: generation {n}, {n2} partitions, leader epoch {d}',
  'p50={ms} p90={ms} p99={ms} max={ms} count={bytes}',
  'retry {d} of 5 in {n} ms, backoff factor {ratio}',
  'tls handshake with {private} done: TLS1.3 TLS_AES_128_GCM_SHA256, {n} bytes',
  '0000{n}: {dump}',
  'kernel: [{n}.{n3}] eth0: renamed from veth{n}, mtu 1500',
  'systemd[1]: Started {word}.service, Main PID {n}, mem {n}K',
  'tick {epochns} drift {ratio}',
  'the token bucket of {word} refilled: {n} tokens, rate {d}/s',
  'session cache: {n} entries, {d} expired, hit ratio {ratio}',
  'password policy loaded: min length 12, history {d}',
  'worker {n} started, node v{version}, pid {n}, heap {bytes}',
  'feature flags loaded: dark-mode=on, new-{word}=off, rollout={n2}%',
  '{clock} [http-nio-8080-exec-{d}] DEBUG {class} : returned {n} rows',
  '캐시 {word} 재구성 완료: {n}건, {ms} ms',
  '서버가 포트 {n}에서 시작되었습니다 (버전 {version})',
  'キュー {word} を {ms} ms で処理しました（{n} 件）',
  '连接池已满，等待 {ms} 毫秒，队列长度 {n}',
  'Верхний предел очереди {word} достигнут: {n} из {n}',
  'Größe des Zwischenspeichers geändert: {bytes} Bytes, Schlüssel geprüft',
  'η ουρά {word} άδειασε σε {ms} ms',
  'تم تحديث الفهرس {word} في {ms} مللي ثانية',
  'file d’attente « {word} » vidée en {ms} ms — {n} éléments'
]
