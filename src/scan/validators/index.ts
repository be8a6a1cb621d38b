/**
 * The validators that rules name.
 *
 * Out: each by its file's name. A validator gets the matched text, separators included, and tells whether it may
 * stand; it is pure and throws for no text.
 */
import { isAbaRouting } from './aba-routing.ts'
import { isEmiratesId } from './ae-emirates-id.ts'
import { isAlbaniaNid } from './al-nid.ts'
import { isArgentinaCuit } from './ar-cuit.ts'
import { isAustriaSvnr } from './at-svnr.ts'
import { isAustriaVat } from './at-vat.ts'
import { isAustraliaAbn } from './au-abn.ts'
import { isAustraliaAcn } from './au-acn.ts'
import { isAustraliaMedicare } from './au-medicare.ts'
import { isAustraliaTfn } from './au-tfn.ts'
import { isBasicCredentials } from './basic-credentials.ts'
import { isBelgiumNationalNumber } from './be-nn.ts'
import { isBelgiumVat } from './be-vat.ts'
import { isBulgariaEgn } from './bg-egn.ts'
import { isBulgariaEik } from './bg-eik.ts'
import { isBrazilCnpj } from './br-cnpj.ts'
import { isBrazilCpf } from './br-cpf.ts'
import { isCanadaBcPhn } from './ca-bc-phn.ts'
import { isCanadaSin } from './ca-sin.ts'
import { isCardIssued } from './card-issuer.ts'
import { isSwissAhv } from './ch-ahv.ts'
import { isSwissUid } from './ch-uid.ts'
import { isChileRut } from './cl-rut.ts'
import { isClabe } from './clabe.ts'
import { isChinaResidentId } from './cn-resident-id.ts'
import { isChinaSocialCreditCode } from './cn-uscc.ts'
import { isColombiaNit } from './co-nit.ts'
import { isCryptoBase58 } from './crypto-base58.ts'
import { isCryptoBech32 } from './crypto-bech32.ts'
import { isCzechIco } from './cz-ico.ts'
import { isCzechBirthNumber } from './cz-rc.ts'
import { isGermanyHealthNumber } from './de-kvnr.ts'
import { isGermanyPensionNumber } from './de-rvnr.ts'
import { isGermanyTaxId } from './de-steuer-id.ts'
import { isDea } from './dea.ts'
import { isDenmarkCpr } from './dk-cpr.ts'
import { isDenmarkCvr } from './dk-cvr.ts'
import { isE164 } from './e164.ts'
import { isEcuadorCedula } from './ec-cedula.ts'
import { isBalticCode } from './ee-isikukood.ts'
import { isEgyptId } from './eg-id.ts'
import { isEin } from './ein.ts'
import { isEip55 } from './eip55.ts'
import { isEmail } from './email.ts'
import { isSpainCif } from './es-cif.ts'
import { isSpainNif } from './es-nif.ts'
import { isSpainSocialSecurity } from './es-nss.ts'
import { isEuVat } from './eu-vat.ts'
import { hasEvenSeparators } from './even-separators.ts'
import { isFinlandHetu } from './fi-hetu.ts'
import { isFinlandBusinessId } from './fi-ytunnus.ts'
import { isFranceNir } from './fr-nir.ts'
import { isFranceSiret } from './fr-siret.ts'
import { isFranceTaxNumber } from './fr-spi.ts'
import { isFranceVat } from './fr-tva.ts'
import { isGreeceAfm } from './gr-afm.ts'
import { isGreeceAmka } from './gr-amka.ts'
import { isHighEntropy } from './high-entropy.ts'
import { isHongKongId } from './hk-hkid.ts'
import { isHungaryTaxNumber } from './hu-adoszam.ts'
import { isHungaryTaj } from './hu-taj.ts'
import { isHungaryTaxId } from './hu-tax-id.ts'
import { isIban } from './iban.ts'
import { isIcaoChecked } from './icao-731.ts'
import { isIndonesiaNik } from './id-nik.ts'
import { isIrelandPpsn } from './ie-ppsn.ts'
import { isIndiaAadhaar } from './in-aadhaar.ts'
import { isIndiaGstin } from './in-gstin.ts'
import { isIranNationalCode } from './ir-melli.ts'
import { isIcelandKennitala } from './is-kennitala.ts'
import { isItalyFiscalCode } from './it-codice-fiscale.ts'
import { isItalyVat } from './it-partita-iva.ts'
import { isItin } from './itin.ts'
import { isJmbg } from './jmbg.ts'
import { isJapanCorporateNumber } from './jp-corporate.ts'
import { isJapanMyNumber } from './jp-my-number.ts'
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
import { isKuwaitCivilId } from './kw-civil-id.ts'
import { isKazakhIin } from './kz-iin.ts'
import { isSriLankaNic } from './lk-nic.ts'
import { isLuxembourgId } from './lu-id.ts'
import { isLuhn } from './luhn.ts'
import { isLatviaPersonalCode } from './lv-pk.ts'
import { isMoldovaIdnp } from './md-idnp.ts'
import { hasMixedCharacters } from './mixed-characters.ts'
import { isMod1110 } from './mod-11-10.ts'
import { isMonero } from './monero.ts'
import { isMrz } from './mrz.ts'
import { isMexicoCurp } from './mx-curp.ts'
import { isMexicoRfc } from './mx-rfc.ts'
import { isMalaysiaNric } from './my-nric.ts'
import { isNanp } from './nanp.ts'
import { isNetherlandsBsn } from './nl-bsn.ts'
import { isNetherlandsVat } from './nl-btw.ts'
import { isNorwayFnr } from './no-fnr.ts'
import { isNorwayOrganisation } from './no-orgnr.ts'
import { isNotDate } from './not-date.ts'
import { isNotEpoch } from './not-epoch.ts'
import { isNpi } from './npi.ts'
import { isNewZealandIrd } from './nz-ird.ts'
import { isNewZealandNhi } from './nz-nhi.ts'
import { isPeruRuc } from './pe-ruc.ts'
import { hasPhoneLength } from './phone-length.ts'
import { isNationalPhone } from './phone-national.ts'
import { isPolandDocument } from './pl-id-card.ts'
import { isPolandNip } from './pl-nip.ts'
import { isPolandPesel } from './pl-pesel.ts'
import { isPolandRegon } from './pl-regon.ts'
import { isPortugalCitizenCard } from './pt-cc.ts'
import { isPortugalNif } from './pt-nif.ts'
import { isPortugalNiss } from './pt-niss.ts'
import { isPublicIp } from './public-ip.ts'
import { isParaguayRuc } from './py-ruc.ts'
import { isRomaniaCnp } from './ro-cnp.ts'
import { isRomaniaCui } from './ro-cui.ts'
import { isRussiaInn } from './ru-inn.ts'
import { isRussiaSnils } from './ru-snils.ts'
import { isSwedenBornBefore2000 } from './se-born-before-2000.ts'
import { isSwedenPersonnummer } from './se-personnummer.ts'
import { isSecretLike } from './secret-like.ts'
import { isSecretPresent } from './secret-present.ts'
import { isSingaporeNric } from './sg-nric.ts'
import { isSloveniaTax } from './si-davcna.ts'
import { isSolana } from './solana.ts'
import { isSsn } from './ssn.ts'
import { isSalvadorDui } from './sv-dui.ts'
import { isSwiftBic } from './swift-bic.ts'
import { isThailandId } from './th-id.ts'
import { isTurkeyId } from './tr-tckn.ts'
import { isTrackData } from './track-data.ts'
import { isTaiwanId } from './tw-id.ts'
import { isUkraineEdrpou } from './ua-edrpou.ts'
import { isUkraineRnokpp } from './ua-rnokpp.ts'
import { isUkDriverNumber } from './uk-driving-licence.ts'
import { isNhsNumber } from './uk-nhs.ts'
import { isUkNino } from './uk-nino.ts'
import { isNinoSpaced } from './uk-nino-spacing.ts'
import { isUkUtr } from './uk-utr.ts'
import { isUkVat } from './uk-vat.ts'
import { isUruguayCi } from './uy-ci.ts'
import { isVenezuelaRif } from './ve-rif.ts'
import { isVerhoeff } from './verhoeff.ts'
import { isVin } from './vin.ts'
import { isVietnamCccd } from './vn-cccd.ts'
import { isSouthAfricaId } from './za-id.ts'

/** Every shipped validator by the name that a rule's `validators` uses. */
export const VALIDATORS: Readonly<Record<string, (text: string) => boolean>> = Object.freeze({
  'aba-routing': isAbaRouting,
  'ae-emirates-id': isEmiratesId,
  'al-nid': isAlbaniaNid,
  'ar-cuit': isArgentinaCuit,
  'at-svnr': isAustriaSvnr,
  'at-vat': isAustriaVat,
  'au-abn': isAustraliaAbn,
  'au-acn': isAustraliaAcn,
  'au-medicare': isAustraliaMedicare,
  'au-tfn': isAustraliaTfn,
  'basic-credentials': isBasicCredentials,
  'be-nn': isBelgiumNationalNumber,
  'be-vat': isBelgiumVat,
  'bg-egn': isBulgariaEgn,
  'bg-eik': isBulgariaEik,
  'br-cnpj': isBrazilCnpj,
  'br-cpf': isBrazilCpf,
  'ca-bc-phn': isCanadaBcPhn,
  'ca-sin': isCanadaSin,
  'card-issuer': isCardIssued,
  'ch-ahv': isSwissAhv,
  'ch-uid': isSwissUid,
  'cl-rut': isChileRut,
  clabe: isClabe,
  'cn-resident-id': isChinaResidentId,
  'cn-uscc': isChinaSocialCreditCode,
  'co-nit': isColombiaNit,
  'crypto-base58': isCryptoBase58,
  'crypto-bech32': isCryptoBech32,
  'cz-ico': isCzechIco,
  'cz-rc': isCzechBirthNumber,
  'de-kvnr': isGermanyHealthNumber,
  'de-rvnr': isGermanyPensionNumber,
  'de-steuer-id': isGermanyTaxId,
  dea: isDea,
  'dk-cpr': isDenmarkCpr,
  'dk-cvr': isDenmarkCvr,
  e164: isE164,
  'ec-cedula': isEcuadorCedula,
  'ee-isikukood': isBalticCode,
  'eg-id': isEgyptId,
  ein: isEin,
  eip55: isEip55,
  email: isEmail,
  'es-cif': isSpainCif,
  'es-nif': isSpainNif,
  'es-nss': isSpainSocialSecurity,
  'eu-vat': isEuVat,
  'even-separators': hasEvenSeparators,
  'fi-hetu': isFinlandHetu,
  'fi-ytunnus': isFinlandBusinessId,
  'fr-nir': isFranceNir,
  'fr-siret': isFranceSiret,
  'fr-spi': isFranceTaxNumber,
  'fr-tva': isFranceVat,
  'gr-afm': isGreeceAfm,
  'gr-amka': isGreeceAmka,
  'high-entropy': isHighEntropy,
  'hk-hkid': isHongKongId,
  'hu-adoszam': isHungaryTaxNumber,
  'hu-taj': isHungaryTaj,
  'hu-tax-id': isHungaryTaxId,
  iban: isIban,
  'icao-731': isIcaoChecked,
  'id-nik': isIndonesiaNik,
  'ie-ppsn': isIrelandPpsn,
  'in-aadhaar': isIndiaAadhaar,
  'in-gstin': isIndiaGstin,
  'ir-melli': isIranNationalCode,
  'is-kennitala': isIcelandKennitala,
  'it-codice-fiscale': isItalyFiscalCode,
  'it-partita-iva': isItalyVat,
  itin: isItin,
  jmbg: isJmbg,
  'jp-corporate': isJapanCorporateNumber,
  'jp-my-number': isJapanMyNumber,
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
  'kw-civil-id': isKuwaitCivilId,
  'kz-iin': isKazakhIin,
  'lk-nic': isSriLankaNic,
  'lu-id': isLuxembourgId,
  luhn: isLuhn,
  'lv-pk': isLatviaPersonalCode,
  'md-idnp': isMoldovaIdnp,
  'mixed-characters': hasMixedCharacters,
  'mod-11-10': isMod1110,
  monero: isMonero,
  mrz: isMrz,
  'mx-curp': isMexicoCurp,
  'mx-rfc': isMexicoRfc,
  'my-nric': isMalaysiaNric,
  nanp: isNanp,
  'nl-bsn': isNetherlandsBsn,
  'nl-btw': isNetherlandsVat,
  'no-fnr': isNorwayFnr,
  'no-orgnr': isNorwayOrganisation,
  'not-date': isNotDate,
  'not-epoch': isNotEpoch,
  npi: isNpi,
  'nz-ird': isNewZealandIrd,
  'nz-nhi': isNewZealandNhi,
  'pe-ruc': isPeruRuc,
  'phone-length': hasPhoneLength,
  'phone-national': isNationalPhone,
  'pl-id-card': isPolandDocument,
  'pl-nip': isPolandNip,
  'pl-pesel': isPolandPesel,
  'pl-regon': isPolandRegon,
  'pt-cc': isPortugalCitizenCard,
  'pt-nif': isPortugalNif,
  'pt-niss': isPortugalNiss,
  'public-ip': isPublicIp,
  'py-ruc': isParaguayRuc,
  'ro-cnp': isRomaniaCnp,
  'ro-cui': isRomaniaCui,
  'ru-inn': isRussiaInn,
  'ru-snils': isRussiaSnils,
  'se-born-before-2000': isSwedenBornBefore2000,
  'se-personnummer': isSwedenPersonnummer,
  'secret-like': isSecretLike,
  'secret-present': isSecretPresent,
  'sg-nric': isSingaporeNric,
  'si-davcna': isSloveniaTax,
  solana: isSolana,
  ssn: isSsn,
  'sv-dui': isSalvadorDui,
  'swift-bic': isSwiftBic,
  'th-id': isThailandId,
  'tr-tckn': isTurkeyId,
  'track-data': isTrackData,
  'tw-id': isTaiwanId,
  'ua-edrpou': isUkraineEdrpou,
  'ua-rnokpp': isUkraineRnokpp,
  'uk-driving-licence': isUkDriverNumber,
  'uk-nhs': isNhsNumber,
  'uk-nino': isUkNino,
  'uk-nino-spacing': isNinoSpaced,
  'uk-utr': isUkUtr,
  'uk-vat': isUkVat,
  'uy-ci': isUruguayCi,
  've-rif': isVenezuelaRif,
  verhoeff: isVerhoeff,
  vin: isVin,
  'vn-cccd': isVietnamCccd,
  'za-id': isSouthAfricaId
})
