/**
 * JSON web tokens (RFC 7519, RFC 7515).
 *
 * In: matched text, parts apart by dots. Out: whether its first part is a header.
 * Promise: three base64url words that are no token (a version, a file name, a bundle's hash) are rejected.
 */

/** Whether the first part decodes to a JSON object that names its algorithm. */
export function isJwt(text: string): boolean {
  const [header = ''] = text.split('.', 1)
  if (!/^[A-Za-z0-9_-]{10,4096}$/.test(header)) return false
  const parsed = parseObject(Buffer.from(header, 'base64url').toString('utf8'))
  return parsed !== undefined && typeof parsed.alg === 'string'
}

function parseObject(json: string): { readonly alg?: unknown } | undefined {
  if (!json.startsWith('{')) return undefined
  try {
    return JSON.parse(json) as { readonly alg?: unknown }
  } catch {
    return undefined
  }
}
