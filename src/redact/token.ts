/**
 * The grammar of what stands in a value's place, in one file.
 *
 * In: a text. Out: whether the whole of it is a token of ours, or another tool's mark of redaction.
 * Promise: nothing worth finding fits into a token (at most three digits in a row, 20 fixed consonants), and still
 * no one may skip a token inside text: the rules look into it as into any text. Only a value that is a token from
 * its first to its last character counts as redacted already, so that redacting twice changes nothing.
 *
 *   [EMAIL_ADDRESS]                           replaced
 *   [EMAIL_ADDRESS:k1:bcdfghjklmnpqrstbcdf]   hashed: key id, then 80 bits of the MAC as 20 consonants
 *   **** **** **** 1111                       masked
 */

/** Sixteen consonants, four bits each: no words arise, and no scanner takes them for hex or base64 secrets. */
export const CONSONANTS = 'bcdfghjklmnpqrst'
/** Consonants in a hashed token: 20 × 4 = 80 bits. */
export const HASH_LENGTH = 20

const PAIRS: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => `${CONSONANTS[byte >> 4]}${CONSONANTS[byte & 15]}`
)
const LONGEST_INFO_TYPE = 64
// Stands for an infoType that cannot be bent into the grammar.
const BENT = 'REDACTED'
const BRACKET = 0x5b
const INFO_TYPE = '[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*'
const KEY_ID = 'k[1-9][0-9]?'
const WHOLE_INFO_TYPE = new RegExp(`^${INFO_TYPE}$`)
const WHOLE_KEY_ID = new RegExp(`^${KEY_ID}$`)
const PLAIN_TOKEN = new RegExp(`^\\[(${INFO_TYPE})\\]$`)
const HASHED_TOKEN = new RegExp(`^\\[(${INFO_TYPE}):${KEY_ID}:[${CONSONANTS}]{${HASH_LENGTH}}\\]$`)
const LONGEST_TOKEN = LONGEST_INFO_TYPE + HASH_LENGTH + 7

/** What pino, winston's plugins, Sentry and others leave behind. */
const FOREIGN_MARK =
  /^(?:redacted|[[<({]{1,2}(?:redacted|filtered|masked|removed|hidden|censored|scrubbed)[\])>}]{1,2})$/i
// Two neighbouring classes and no nested repetition: quadratic at worst, on at most 64 characters.
const MASKED = /^[ +(]{0,2}[*#•][*#• +\-.,_/()]*[A-Za-z0-9 +\-.,_/()]*$/
const BLANKED = /^(?:[*#•]{3,}|x{3,}|X{3,})$/

/** An infoType that may stand in a token as it is. */
export function isTokenInfoType(infoType: string): boolean {
  return (
    infoType.length <= LONGEST_INFO_TYPE &&
    WHOLE_INFO_TYPE.test(infoType) &&
    // A longer run could carry a card number's part in a forged token.
    !/[0-9]{4}/.test(infoType)
  )
}

/** `k1` to `k99`. */
export function isKeyId(text: string): boolean {
  return WHOLE_KEY_ID.test(text)
}

/** The token of a replaced value; an infoType outside the grammar is bent into it. */
export function toToken(infoType: string): string {
  const known = TOKENS.get(infoType)
  if (known !== undefined) return known
  const token = `[${toTokenInfoType(infoType)}]`
  if (TOKENS.size < MOST_TOKENS) TOKENS.set(infoType, token)
  return token
}

/** infoTypes come from rules: there are few, but anybody may ask for any. */
const TOKENS = new Map<string, string>()
const MOST_TOKENS = 2000

/** The token of a hashed value up to the consonants. */
export function toHashedTokenHead(infoType: string, keyId: string): string {
  return `[${toTokenInfoType(infoType)}:${keyId}:`
}

/** The token of a hashed value; `consonants` is what `toConsonants` gave. */
export function toHashedToken(infoType: string, keyId: string, consonants: string): string {
  return `${toHashedTokenHead(infoType, keyId)}${consonants}]`
}

function toTokenInfoType(infoType: string): string {
  if (isTokenInfoType(infoType)) return infoType
  const bent = infoType
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
  return isTokenInfoType(bent) ? bent : BENT
}

/**
 * The whole text is a token of ours, replaced or hashed.
 * With `infoTypes` only of those: a password in capitals and brackets then is no token.
 */
export function isToken(text: string, infoTypes?: ReadonlySet<string>): boolean {
  if (text.length > LONGEST_TOKEN || text.charCodeAt(0) !== BRACKET) return false
  const infoType = (PLAIN_TOKEN.exec(text) ?? HASHED_TOKEN.exec(text))?.[1]
  if (infoType === undefined || !isTokenInfoType(infoType)) return false
  return infoTypes === undefined || infoType === BENT || infoTypes.has(infoType)
}

/** The whole text is a hashed token of ours. */
export function isHashedToken(text: string): boolean {
  return text.charCodeAt(0) === BRACKET && isToken(text) && HASHED_TOKEN.test(text)
}

/** The whole text is a mask as ours are: at most four characters, and at most a quarter, are to be seen. */
export function isMasked(text: string): boolean {
  if (text.length > LONGEST_INFO_TYPE) return BLANKED.test(text)
  if (BLANKED.test(text)) return true
  if (!MASKED.test(text)) return false
  const shown = text.replace(/[^A-Za-z0-9]/g, '').length
  const hidden = text.replace(/[^*#•]/g, '').length
  return hidden >= 3 && shown <= Math.min(4, Math.floor((shown + hidden) / 4))
}

/** The whole text says that something was taken out: a token, a mask, `[Redacted]`. Such a value is no finding under a key. */
export function isRedacted(text: string, infoTypes?: ReadonlySet<string>): boolean {
  return isToken(text, infoTypes) || FOREIGN_MARK.test(text) || isMasked(text)
}

/** The first 80 bits of a MAC, given as one character a byte (`binary`), as consonants. */
export function toConsonants(bytes: string): string {
  let text = ''
  for (let i = 0; i < HASH_LENGTH / 2; i++) text += PAIRS[bytes.charCodeAt(i)]
  return text
}
