/**
 * The checksum that some providers' tokens carry.
 *
 * In: matched text, a token of GitHub, npm, GitLab (routable) or Grafana. Out: whether its checksum holds.
 * Promise: a token of another shape, or one that a mask or a typing error changed, is rejected. So this only ever raises
 * a rule's likelihood: a rule that drops what fails here would let a token with one wrong letter out.
 *
 * Sources: github.blog, "Behind GitHub's new authentication token formats" (CRC-32 of the random part, six base62 digits;
 * npm does the same); GitLab's handbook, "Routable tokens" (CRC-32 of all before it, seven base36 digits); Grafana's
 * satokengen package (CRC-32 of all before it, four bytes in hex, the lowest first).
 */

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE36 = BASE62.slice(0, 36).toLowerCase()

const GITHUB_OR_NPM = /^(?:gh[oprsu]|npm)_([A-Za-z0-9]{30})([A-Za-z0-9]{6})$/
const GITLAB = /^(gl[a-z]{1,8}-[\w-]{27,300}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{2})([0-9a-z]{7})$/
const GRAFANA = /^(glsa_[A-Za-z0-9]{32})_([0-9a-f]{8})$/

/** Whether the token ends in the checksum of the rest. */
export function isChecksummedToken(text: string): boolean {
  return (
    holds(GITHUB_OR_NPM.exec(text), (sum) => inBase(sum, BASE62, 6)) ||
    holds(GITLAB.exec(text), (sum) => inBase(sum, BASE36, 7)) ||
    holds(GRAFANA.exec(text), toHexLowestFirst)
  )
}

function holds(parts: RegExpExecArray | null, write: (sum: number) => string): boolean {
  return parts !== null && write(toCrc32(parts[1] as string)) === parts[2]
}

/** The number in so many digits, leading zeros included. */
function inBase(sum: number, digits: string, length: number): string {
  let text = ''
  for (let rest = sum; text.length < length; rest = Math.floor(rest / digits.length))
    text = (digits[rest % digits.length] as string) + text
  return text
}

function toHexLowestFirst(sum: number): string {
  return [0, 8, 16, 24]
    .map((shift) => ((sum >>> shift) & 255).toString(16).padStart(2, '0'))
    .join('')
}

/** CRC-32 as in ISO-HDLC, over ASCII. zlib has one only from Node 20.15 on. */
export function toCrc32(text: string): number {
  let sum = -1
  for (let i = 0; i < text.length; i++) {
    sum ^= text.charCodeAt(i)
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}
