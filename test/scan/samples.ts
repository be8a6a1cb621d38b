/**
 * Text for property tests: what logs are made of, planted values of each kind, and mutations of both.
 *
 * Values are synthetic: example.com, published test cards, constructed numbers; secrets are put together here at run time.
 */
import fc from 'fast-check'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../src/rules/shipped.ts'

/** The examples of all shipped rules, marks taken out. */
export const RULE_EXAMPLES: readonly string[] = SHIPPED_PACK_NAMES.flatMap((name) =>
  shippedPack(name).source.rules.flatMap((rule) => [
    ...rule.examples.match,
    ...rule.examples.ignore
  ])
).map((example) => example.replace(/[«»]/g, ''))

const WORDS =
  'user login failed password token session order 4111 id=42 GET /users/7 200 12.5ms 2026-11-23T12:00:00.123Z at Object.<anonymous> (/srv/app.js:10:5) null true 비밀번호 주민번호 카드 사용자 로그인 Authorization: Bearer key secret ssn phone card number email tel=010-1234-5678 jane.doe@example.com 4111111111111111 "x":1 {"password":"hunter2"} %40 \\u0040 \\n \n \t é 👋 [1,2,3] a=b&c=d'.split(
    ' '
  )

/** A piece of log text. */
export const piece: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 4, arbitrary: fc.constantFrom(...RULE_EXAMPLES) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12, unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[0-9]{1,20}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/) }
)

/** A text of a few pieces, sometimes cut or with a character changed. */
export const text: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(piece, { minLength: 1, maxLength: 5 }),
    fc.constantFrom(' ', '', ', ', '\n', '=', '"', ': '),
    fc.nat(400),
    fc.constantFrom('', '0', 'x', ' ', '"', '\\', '%')
  )
  .map(([pieces, glue, at, change]) => {
    const joined = pieces.join(glue)
    return change === '' || at >= joined.length
      ? joined
      : joined.slice(0, at) + change + joined.slice(at + 1)
  })

const key = fc.oneof(
  fc.constantFrom(
    'password',
    'apiKey',
    'x-api-key',
    'user',
    'email',
    'note',
    'card',
    'number',
    'client',
    'address',
    'ip',
    'name',
    'value',
    'key',
    'token',
    'total_tokens',
    '비밀번호',
    'sql',
    'params',
    'message',
    'data',
    'type',
    'phone',
    'ssn',
    'rrn'
  ),
  piece
)

/** A JSON value such as log calls hold. */
export const json: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.integer(),
    fc.constantFrom(4111111111111111, 1699999999999, 12.5, null, true, 'hunter2', '8.8.8.8'),
    text.map((inner) => JSON.stringify({ inner, password: 'hunter2' })),
    text.map((inner) => encodeURIComponent(Buffer.from(inner).toString())),
    text.map((inner) => Buffer.from(inner).toString('base64')),
    text.map((inner) => Buffer.from(inner).toJSON()),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 })
  )
})).value
