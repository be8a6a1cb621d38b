/**
 * The validators that rules name.
 *
 * Out: each by its file's name. A validator gets the matched text, separators included, and tells whether it may
 * stand; it is pure and throws for no text.
 */
import { isAbaRouting } from './aba-routing.ts'
import { isBasicCredentials } from './basic-credentials.ts'
import { isCardIssued } from './card-issuer.ts'
import { isE164 } from './e164.ts'
import { isEmail } from './email.ts'
import { hasEvenSeparators } from './even-separators.ts'
import { isHighEntropy } from './high-entropy.ts'
import { isIban } from './iban.ts'
import { isItin } from './itin.ts'
import { isJwt } from './jwt.ts'
import { isKoreaAccount } from './kr-account.ts'
import { isKoreaBrn } from './kr-brn.ts'
import { isKoreaCrn } from './kr-crn.ts'
import { isKoreaPhone } from './kr-phone.ts'
import { isKoreaRrn } from './kr-rrn.ts'
import { isCheckedKoreaRrn } from './kr-rrn-checked.ts'
import { isLuhn } from './luhn.ts'
import { hasMixedCharacters } from './mixed-characters.ts'
import { isNanp } from './nanp.ts'
import { isNotEpoch } from './not-epoch.ts'
import { hasPhoneLength } from './phone-length.ts'
import { isPublicIp } from './public-ip.ts'
import { isSecretLike } from './secret-like.ts'
import { isSecretPresent } from './secret-present.ts'
import { isSsn } from './ssn.ts'
import { isSwiftBic } from './swift-bic.ts'
import { isChecksummedToken } from './token-checksum.ts'
import { isTrackData } from './track-data.ts'

/** Every shipped validator by the name that a rule's `validators` uses. */
export const VALIDATORS: Readonly<Record<string, (text: string) => boolean>> = Object.freeze({
  'aba-routing': isAbaRouting,
  'basic-credentials': isBasicCredentials,
  'card-issuer': isCardIssued,
  e164: isE164,
  email: isEmail,
  'even-separators': hasEvenSeparators,
  'high-entropy': isHighEntropy,
  iban: isIban,
  itin: isItin,
  jwt: isJwt,
  'kr-account': isKoreaAccount,
  'kr-brn': isKoreaBrn,
  'kr-crn': isKoreaCrn,
  'kr-phone': isKoreaPhone,
  'kr-rrn': isKoreaRrn,
  'kr-rrn-checked': isCheckedKoreaRrn,
  luhn: isLuhn,
  'mixed-characters': hasMixedCharacters,
  nanp: isNanp,
  'not-epoch': isNotEpoch,
  'phone-length': hasPhoneLength,
  'public-ip': isPublicIp,
  'secret-like': isSecretLike,
  'secret-present': isSecretPresent,
  ssn: isSsn,
  'swift-bic': isSwiftBic,
  'token-checksum': isChecksummedToken,
  'track-data': isTrackData
})
