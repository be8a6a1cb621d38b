/**
 * The credentials of HTTP's Basic scheme (RFC 7617).
 *
 * In: matched text, with or without `Basic ` before it. Out: whether it decodes to `user:password`.
 * Promise: `Basic authentication` and base64 of anything unprintable are rejected.
 */

/** Whether the base64 decodes to printable text with a colon. */
export function isBasicCredentials(text: string): boolean {
  const encoded = text.replace(/^basic\s+/i, '')
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(encoded)) return false
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  // U+FFFD stands where the bytes were no UTF-8
  return decoded.includes(':') && !/[\p{Cc}\ufffd]/u.test(decoded)
}
