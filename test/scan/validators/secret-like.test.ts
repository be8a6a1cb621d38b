import { expect, test } from 'vitest'
import { isSecretLike } from '../../../src/scan/validators/secret-like.ts'

test.each(['0123456789abcdef0123', 'f47ac10b-58cc-4372-a567-0e02b2c3d479'])(
  'accepts %j',
  (text) => {
    expect(isSecretLike(text)).toBe(true)
  }
)

test.each(['authentication', 'confirmation', 'accept-invitation', '12345678', 'token', ''])(
  'rejects the ordinary %j',
  (text) => {
    expect(isSecretLike(text)).toBe(false)
  }
)
