import { expect, test } from 'vitest'
import { compilePattern } from '../../../src/rules/pattern/compile.ts'

function isLinear(source: string): boolean {
  return compilePattern(source).linear
}

test.each([
  '(?:a{1,64}){1,60}b',
  '(?:a|a){1,64}b',
  '(?:a|aa){1,64}c',
  '(?:a|ab|b){1,64}c',
  '\\d{1,64}\\d{1,64}x',
  '\\d{1,64}[0-9a-f]{1,64}x',
  '(?:[a-z]{1,20}\\.?){1,30}!',
  '(?:a?b?c?d){0,40}(?:a{0,40}d){1,40}!',
  '.{0,200}=.{0,200}=.{0,200}!',
  '\\s{0,64}\\s{0,64}=',
  '(?:\\p{L}{1,30}é{0,30}){1,30}!',
  '(?:(?:a{1,9}){1,9}){1,9}b',
  '(?:x{1,50}x{1,50}){1,40}y'
])('does not take %s for linear', (source) => {
  expect(isLinear(source)).toBe(false)
})

test.each([
  '[\\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24}',
  '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,8}',
  '\\d(?:[ .,_-]{0,2}\\d){12,18}',
  '(?:\\d[ -]?){12,18}\\d',
  'eyJ[\\w-]{10,1000}\\.[\\w-]{10,2000}\\.[\\w-]{10,600}',
  '(?:password|passwd|passphrase|pwd)["\']?\\s{0,8}[:=]\\s{0,8}["\']?(?<value>[^\\s"\']{1,256})',
  '-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[\\w+/=\\s]{16,3900}-----END (?:RSA |EC )?PRIVATE KEY-----',
  '\\+?\\d{1,3}[ -]?\\(?\\d{2,4}\\)?[ -]?\\d{3,4}[ -]?\\d{4}',
  '[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?',
  '\\d{1,3}(?:\\.\\d{1,3}){3}',
  'https?://[^\\s:@/]{1,100}:(?<value>[^\\s@/]{1,200})@[\\w.-]{1,200}',
  '[a-z]{1,4096}'
])('proves %s linear', (source) => {
  expect(isLinear(source)).toBe(true)
})

test('a pattern that is proved linear takes V8 time in proportion to the text, a catastrophic one does not count as proved', () => {
  // `(?:a|aa){1,64}c` on 28 letters walks about a million ways; the same of what is proved must stay at once.
  const proved = compilePattern('(?:[a-z0-9-]{1,63}\\.){1,20}[a-z]{2,24}!')
  expect(proved.linear).toBe(true)
  const regex = new RegExp(`^(?:${proved.v8})`, 'u')
  const start = performance.now()
  expect(regex.test('a.'.repeat(2_000))).toBe(false)
  expect(regex.test('a'.repeat(4_000))).toBe(false)
  expect(performance.now() - start).toBeLessThan(250)
})

test('gives up in bounded time and says no', () => {
  const start = performance.now()
  compilePattern(
    '(?:[a-f]{1,9}[d-k]{1,9}[h-p]{0,9}[m-z]{1,9}){1,20}(?:[a-m]{1,9}|[g-z]{1,9}-){1,30}!'
  )
  expect(performance.now() - start).toBeLessThan(5_000)
})
