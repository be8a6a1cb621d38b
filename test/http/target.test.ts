import { expect, test } from 'vitest'
import { splitTarget } from '../../src/http/target.ts'

test.each([
  ['/users/1?a=b&c=d', { path: '/users/1', query: 'a=b&c=d' }],
  ['/users/1', { path: '/users/1' }],
  ['/users/1?', { path: '/users/1' }],
  ['/a?b?c=1', { path: '/a', query: 'b?c=1' }],
  ['/a#part?x=1', { path: '/a' }],
  ['/a?x=1#part', { path: '/a', query: 'x=1' }],
  ['*', { path: '*' }],
  ['', { path: '/' }],
  ['?x=1', { path: '/', query: 'x=1' }],
  ['//host/a', { path: '//host/a' }],
  ['/a?to=http://b.example/c', { path: '/a', query: 'to=http://b.example/c' }]
])('splits %j', (target, parts) => {
  expect(splitTarget(target)).toEqual(parts)
})

test('drops scheme, host and credentials of a target in absolute form', () => {
  expect(splitTarget('http://user:secret@shop.example:81/a?b=1#c')).toEqual({
    path: '/a',
    query: 'b=1'
  })
  expect(splitTarget('HTTPS://shop.example')).toEqual({ path: '/' })
  expect(splitTarget('http://shop.example?b=1')).toEqual({ path: '/', query: 'b=1' })
})
