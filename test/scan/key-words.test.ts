/**
 * Names of keys: how they fall into words, and which rules they speak for.
 */
import { describe, expect, test } from 'vitest'
import { createKeyMatcher } from '../../src/scan/key-matcher.ts'
import { splitKeyWords } from '../../src/scan/key-words.ts'

describe('splitKeyWords', () => {
  test.each([
    ['password', ['password']],
    ['dbPassword', ['db', 'password']],
    ['DBPassword', ['db', 'password']],
    ['X-API-Key', ['x', 'api', 'key']],
    ['APIKey', ['api', 'key']],
    ['api_key', ['api', 'key']],
    ['api.key', ['api', 'key']],
    ['api key', ['api', 'key']],
    ['API_KEY', ['api', 'key']],
    ['user[password]', ['user', 'password']],
    ['apikey', ['apikey']],
    ['userJWTs', ['user', 'jwts']],
    ['비밀번호', ['비밀번호']],
    ['user비밀번호', ['user', '비밀번호']],
    ['contraseña', ['contraseña']],
    ['Straße', ['straße']],
    ['', []],
    ['--', []]
  ])('cuts %j into words', (key, words) => {
    expect(splitKeyWords(key)).toEqual(words)
  })

  test.each([
    ['password2', ['password']],
    ['password_2', ['password']],
    ['oauth2Token', ['oauth', 'token']],
    ['oauth2token', ['oauth', 'token']],
    ['some_api_token_123', ['some', 'api', 'token']],
    ['s3Key', ['s3', 'key']],
    ['1password_token', ['1password', 'token']]
  ])('leaves out the number at the end of a word in %j', (key, words) => {
    expect(splitKeyWords(key)).toEqual(words)
  })

  test('composes letters first, so that both spellings of ñ are one word', () => {
    expect(splitKeyWords('contrasen\u0303a')).toEqual(['contraseña'])
  })
})

describe('createKeyMatcher', () => {
  const matcher = createKeyMatcher([
    {
      id: 'password',
      for: ['password', '비밀번호', '=pw'],
      against: ['changed at', 'length', 'id']
    },
    { id: 'key', for: ['api key', 'access key'], against: ['id', '<public'] },
    { id: 'token', for: ['token'], against: ['type', 'count', '<max', '<total'] }
  ])

  test.each([
    ['password', ['password']],
    ['PASSWORD', ['password']],
    ['userPassWord', ['password']],
    ['new_password_1', ['password']],
    ['비밀번호', ['password']],
    ['새 비밀번호', ['password']],
    ['비밀_번호', ['password']],
    ['pw', ['password']],
    ['apikey', ['key']],
    ['apiKey', ['key']],
    ['x-api-key', ['key']],
    ['API_KEY', ['key']],
    ['aws.access.key', ['key']],
    ['accessToken', ['token']],
    ['password_token', ['password', 'token']]
  ])('knows what %j speaks for', (key, ids) => {
    expect(matcher.match(key)).toEqual(ids)
  })

  test.each([
    'passwords',
    'pass_word',
    'passwordless',
    'dbpw',
    'db_pw',
    'monkey',
    'keyboard',
    'keyword',
    'api',
    'key',
    'key_api',
    'tokens',
    'tokenizer',
    'total_tokens',
    'constructor',
    '__proto__',
    'toString',
    ''
  ])('finds nothing in %j', (key) => {
    expect(matcher.match(key)).toEqual([])
  })

  test.each([
    'password_changed_at',
    'passwordChangedAt',
    'passwordLastChangedAt',
    'password_length',
    'password.id',
    '비밀번호_length',
    'access_key_id',
    'accessKeyId',
    'public_api_key',
    'token_type',
    'tokenCount',
    'max_token',
    'totalToken'
  ])('lets the words around take the meaning of %j away', (key) => {
    expect(matcher.match(key)).toEqual([])
  })

  test('takes the meaning away only on the side that was declared', () => {
    expect(matcher.match('id_password')).toEqual(['password'])
    expect(matcher.match('type_token')).toEqual(['token'])
    expect(matcher.match('api_key_public')).toEqual(['key'])
  })

  test('keeps a name that stands behind the word that took an earlier one away', () => {
    expect(matcher.match('password_id_password')).toEqual(['password'])
  })

  test('answers the same when asked again, and after thousands of other keys', () => {
    const first = matcher.match('dbPassword')
    for (let n = 0; n < 5000; n++) matcher.match(`field${'x'.repeat(n % 7)}_${n}_token`)
    expect(matcher.match('dbPassword')).toEqual(first)
  })

  test('stays linear in a key that is made to be slow', () => {
    const key = `${'password_'.repeat(20_000)}id`
    const start = performance.now()
    expect(matcher.match(key)).toEqual([])
    expect(matcher.match('A'.repeat(200_000))).toEqual([])
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
