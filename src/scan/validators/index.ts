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
import { isEuVat } from './eu-vat.ts'
import { hasEvenSeparators } from './even-separators.ts'
import { isHighEntropy } from './high-entropy.ts'
import { isIban } from './iban.ts'
import { isIcaoChecked } from './icao-731.ts'
import { isItin } from './itin.ts'
import { isJmbg } from './jmbg.ts'
import { isJwt } from './jwt.ts'
import { isLuhn } from './luhn.ts'
import { hasMixedCharacters } from './mixed-characters.ts'
import { isMod1110 } from './mod-11-10.ts'
import { isMonero } from './monero.ts'
import { isMrz } from './mrz.ts'
import { isNanp } from './nanp.ts'
import { NATIONAL_VALIDATORS } from './national.ts'
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
import { isChecksummedToken } from './token-checksum.ts'
import { isTrackData } from './track-data.ts'
import { isVerhoeff } from './verhoeff.ts'
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
  'eu-vat': isEuVat,
  'even-separators': hasEvenSeparators,
  'high-entropy': isHighEntropy,
  iban: isIban,
  'icao-731': isIcaoChecked,
  itin: isItin,
  jmbg: isJmbg,
  jwt: isJwt,
  luhn: isLuhn,
  'mixed-characters': hasMixedCharacters,
  'mod-11-10': isMod1110,
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
  'token-checksum': isChecksummedToken,
  'track-data': isTrackData,
  verhoeff: isVerhoeff,
  vin: isVin,
  ...NATIONAL_VALIDATORS
})
