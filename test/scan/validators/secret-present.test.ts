import { expect, test } from 'vitest'
import { isSecretPresent } from '../../../src/scan/validators/secret-present.ts'

test.each(['hunter2', 'p@ss!word', `ghp_${'EXAMPLE0'.repeat(5)}`])('accepts %j', (text) => {
  expect(isSecretPresent(text)).toBe(true)
})

test.each([
  '***',
  '$'.concat('{DB_PASSWORD}'),
  '%s',
  '[PASSWORD]',
  '<password>',
  `glpat-${'x'.repeat(20)}`,
  ''
])('rejects the placeholder or mask %j', (text) => {
  expect(isSecretPresent(text)).toBe(false)
})
