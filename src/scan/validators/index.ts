/**
 * The validators that rules name.
 *
 * Out: each by its file's name. A validator gets the matched text, separators included, and tells whether it may
 * stand; it is pure and throws for no text.
 */
import { isAbaRouting } from './aba-routing.ts'
import { isBasicCredentials } from './basic-credentials.ts'
import { isCardIssued } from './card-issuer.ts'
import { isClabe } from './clabe.ts'
import { isCryptoBase58 } from './crypto-base58.ts'
import { isCryptoBech32 } from './crypto-bech32.ts'
import { isDea } from './dea.ts'
import { isE164 } from './e164.ts'
import { isEin } from './ein.ts'
import { isEip55 } from './eip55.ts'
import { isEmail } from './email.ts'
import { hasEvenSeparators } from './even-separators.ts'
import { isHighEntropy } from './high-entropy.ts'
import { isIban } from './iban.ts'
import { isItin } from './itin.ts'
import { isJwt } from './jwt.ts'
import { isKoreaAccount } from './kr-account.ts'
import { isGroupedKoreaAccount } from './kr-account-grouped.ts'
import { isKoreaBrn } from './kr-brn.ts'
import { isKoreaCrn } from './kr-crn.ts'
import { isKoreaName } from './kr-name.ts'
import { isKoreaPhone } from './kr-phone.ts'
import { isKoreaRrn } from './kr-rrn.ts'
import { isCheckedKoreaRrn } from './kr-rrn-checked.ts'
import { isMaskedKoreaRrn } from './kr-rrn-masked.ts'
import { isLuhn } from './luhn.ts'
import { hasMixedCharacters } from './mixed-characters.ts'
import { isMonero } from './monero.ts'
import { isMrz } from './mrz.ts'
import { isNanp } from './nanp.ts'
import { isNotDate } from './not-date.ts'
import { isNotEpoch } from './not-epoch.ts'
import { isNpi } from './npi.ts'
import { hasPhoneLength } from './phone-length.ts'
import { isNationalPhone } from './phone-national.ts'
import { isPublicIp } from './public-ip.ts'
import { isSecretLike } from './secret-like.ts'
import { isSecretPresent } from './secret-present.ts'
import { isSolana } from './solana.ts'
import { isSsn } from './ssn.ts'
import { isSwiftBic } from './swift-bic.ts'
import { isTrackData } from './track-data.ts'
import { isVin } from './vin.ts'

/** Every shipped validator by the name that a rule's `validators` uses. */
export const VALIDATORS: Readonly<Record<string, (text: string) => boolean>> = Object.freeze({
  'aba-routing': isAbaRouting,
  'basic-credentials': isBasicCredentials,
  'card-issuer': isCardIssued,
  clabe: isClabe,
  'crypto-base58': isCryptoBase58,
  'crypto-bech32': isCryptoBech32,
  dea: isDea,
  e164: isE164,
  ein: isEin,
  eip55: isEip55,
  email: isEmail,
  'even-separators': hasEvenSeparators,
  'high-entropy': isHighEntropy,
  iban: isIban,
  itin: isItin,
  jwt: isJwt,
  'kr-account': isKoreaAccount,
  'kr-account-grouped': isGroupedKoreaAccount,
  'kr-brn': isKoreaBrn,
  'kr-crn': isKoreaCrn,
  'kr-name': isKoreaName,
  'kr-phone': isKoreaPhone,
  'kr-rrn': isKoreaRrn,
  'kr-rrn-checked': isCheckedKoreaRrn,
  'kr-rrn-masked': isMaskedKoreaRrn,
  luhn: isLuhn,
  'mixed-characters': hasMixedCharacters,
  monero: isMonero,
  mrz: isMrz,
  nanp: isNanp,
  'not-date': isNotDate,
  'not-epoch': isNotEpoch,
  npi: isNpi,
  'phone-length': hasPhoneLength,
  'phone-national': isNationalPhone,
  'public-ip': isPublicIp,
  'secret-like': isSecretLike,
  'secret-present': isSecretPresent,
  solana: isSolana,
  ssn: isSsn,
  'swift-bic': isSwiftBic,
  'track-data': isTrackData,
  vin: isVin
})
