/**
 * The validators of countries' numbers, by the two letters of the country (ISO 3166-1) and the number's own name.
 *
 * Out: each by its file's name. A validator gets the matched text, separators included, and tells whether it may stand.
 */
import { isEmiratesId } from './ae-emirates-id.ts'
import { isAlbaniaNid } from './al-nid.ts'
import { isArgentinaCuit } from './ar-cuit.ts'
import { isAustriaSvnr } from './at-svnr.ts'
import { isAustriaVat } from './at-vat.ts'
import { isAustraliaAbn } from './au-abn.ts'
import { isAustraliaAcn } from './au-acn.ts'
import { isAustraliaMedicare } from './au-medicare.ts'
import { isAustraliaTfn } from './au-tfn.ts'
import { isBelgiumNationalNumber } from './be-nn.ts'
import { isBelgiumVat } from './be-vat.ts'
import { isBulgariaEgn } from './bg-egn.ts'
import { isBulgariaEik } from './bg-eik.ts'
import { isBrazilCnpj } from './br-cnpj.ts'
import { isBrazilCpf } from './br-cpf.ts'
import { isCanadaBcPhn } from './ca-bc-phn.ts'
import { isCanadaSin } from './ca-sin.ts'
import { isSwissAhv } from './ch-ahv.ts'
import { isSwissUid } from './ch-uid.ts'
import { isChileRut } from './cl-rut.ts'
import { isChinaResidentId } from './cn-resident-id.ts'
import { isChinaSocialCreditCode } from './cn-uscc.ts'
import { isColombiaNit } from './co-nit.ts'
import { isCzechIco } from './cz-ico.ts'
import { isCzechBirthNumber } from './cz-rc.ts'
import { isGermanyHealthNumber } from './de-kvnr.ts'
import { isGermanyPensionNumber } from './de-rvnr.ts'
import { isGermanyTaxId } from './de-steuer-id.ts'
import { isDenmarkCpr } from './dk-cpr.ts'
import { isDenmarkCvr } from './dk-cvr.ts'
import { isEcuadorCedula } from './ec-cedula.ts'
import { isBalticCode } from './ee-isikukood.ts'
import { isEgyptId } from './eg-id.ts'
import { isSpainCif } from './es-cif.ts'
import { isSpainNif } from './es-nif.ts'
import { isSpainSocialSecurity } from './es-nss.ts'
import { isFinlandHetu } from './fi-hetu.ts'
import { isFinlandBusinessId } from './fi-ytunnus.ts'
import { isFranceNir } from './fr-nir.ts'
import { isFranceSiret } from './fr-siret.ts'
import { isFranceTaxNumber } from './fr-spi.ts'
import { isFranceVat } from './fr-tva.ts'
import { isGreeceAfm } from './gr-afm.ts'
import { isGreeceAmka } from './gr-amka.ts'
import { isHongKongId } from './hk-hkid.ts'
import { isHungaryTaxNumber } from './hu-adoszam.ts'
import { isHungaryTaj } from './hu-taj.ts'
import { isHungaryTaxId } from './hu-tax-id.ts'
import { isIndonesiaNik } from './id-nik.ts'
import { isIrelandPpsn } from './ie-ppsn.ts'
import { isIndiaAadhaar } from './in-aadhaar.ts'
import { isIndiaGstin } from './in-gstin.ts'
import { isIranNationalCode } from './ir-melli.ts'
import { isIcelandKennitala } from './is-kennitala.ts'
import { isItalyFiscalCode } from './it-codice-fiscale.ts'
import { isItalyVat } from './it-partita-iva.ts'
import { isJapanCorporateNumber } from './jp-corporate.ts'
import { isJapanMyNumber } from './jp-my-number.ts'
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
import { isLatviaPersonalCode } from './lv-pk.ts'
import { isMoldovaIdnp } from './md-idnp.ts'
import { isMexicoCurp } from './mx-curp.ts'
import { isMexicoRfc } from './mx-rfc.ts'
import { isMalaysiaNric } from './my-nric.ts'
import { isNetherlandsBsn } from './nl-bsn.ts'
import { isNetherlandsVat } from './nl-btw.ts'
import { isNorwayFnr } from './no-fnr.ts'
import { isNorwayOrganisation } from './no-orgnr.ts'
import { isNewZealandIrd } from './nz-ird.ts'
import { isNewZealandNhi } from './nz-nhi.ts'
import { isPeruRuc } from './pe-ruc.ts'
import { isPolandDocument } from './pl-id-card.ts'
import { isPolandNip } from './pl-nip.ts'
import { isPolandPesel } from './pl-pesel.ts'
import { isPolandRegon } from './pl-regon.ts'
import { isPortugalCitizenCard } from './pt-cc.ts'
import { isPortugalNif } from './pt-nif.ts'
import { isPortugalNiss } from './pt-niss.ts'
import { isParaguayRuc } from './py-ruc.ts'
import { isRomaniaCnp } from './ro-cnp.ts'
import { isRomaniaCui } from './ro-cui.ts'
import { isRussiaInn } from './ru-inn.ts'
import { isRussiaSnils } from './ru-snils.ts'
import { isSwedenBornBefore2000 } from './se-born-before-2000.ts'
import { isSwedenPersonnummer } from './se-personnummer.ts'
import { isSingaporeNric } from './sg-nric.ts'
import { isSloveniaTax } from './si-davcna.ts'
import { isSalvadorDui } from './sv-dui.ts'
import { isThailandId } from './th-id.ts'
import { isTurkeyId } from './tr-tckn.ts'
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
import { isVietnamCccd } from './vn-cccd.ts'
import { isSouthAfricaId } from './za-id.ts'

export const NATIONAL_VALIDATORS: Readonly<Record<string, (text: string) => boolean>> = {
  'ae-emirates-id': isEmiratesId,
  'al-nid': isAlbaniaNid,
  'ar-cuit': isArgentinaCuit,
  'at-svnr': isAustriaSvnr,
  'at-vat': isAustriaVat,
  'au-abn': isAustraliaAbn,
  'au-acn': isAustraliaAcn,
  'au-medicare': isAustraliaMedicare,
  'au-tfn': isAustraliaTfn,
  'be-nn': isBelgiumNationalNumber,
  'be-vat': isBelgiumVat,
  'bg-egn': isBulgariaEgn,
  'bg-eik': isBulgariaEik,
  'br-cnpj': isBrazilCnpj,
  'br-cpf': isBrazilCpf,
  'ca-bc-phn': isCanadaBcPhn,
  'ca-sin': isCanadaSin,
  'ch-ahv': isSwissAhv,
  'ch-uid': isSwissUid,
  'cl-rut': isChileRut,
  'cn-resident-id': isChinaResidentId,
  'cn-uscc': isChinaSocialCreditCode,
  'co-nit': isColombiaNit,
  'cz-ico': isCzechIco,
  'cz-rc': isCzechBirthNumber,
  'de-kvnr': isGermanyHealthNumber,
  'de-rvnr': isGermanyPensionNumber,
  'de-steuer-id': isGermanyTaxId,
  'dk-cpr': isDenmarkCpr,
  'dk-cvr': isDenmarkCvr,
  'ec-cedula': isEcuadorCedula,
  'ee-isikukood': isBalticCode,
  'eg-id': isEgyptId,
  'es-cif': isSpainCif,
  'es-nif': isSpainNif,
  'es-nss': isSpainSocialSecurity,
  'fi-hetu': isFinlandHetu,
  'fi-ytunnus': isFinlandBusinessId,
  'fr-nir': isFranceNir,
  'fr-siret': isFranceSiret,
  'fr-spi': isFranceTaxNumber,
  'fr-tva': isFranceVat,
  'gr-afm': isGreeceAfm,
  'gr-amka': isGreeceAmka,
  'hk-hkid': isHongKongId,
  'hu-adoszam': isHungaryTaxNumber,
  'hu-taj': isHungaryTaj,
  'hu-tax-id': isHungaryTaxId,
  'id-nik': isIndonesiaNik,
  'ie-ppsn': isIrelandPpsn,
  'in-aadhaar': isIndiaAadhaar,
  'in-gstin': isIndiaGstin,
  'ir-melli': isIranNationalCode,
  'is-kennitala': isIcelandKennitala,
  'it-codice-fiscale': isItalyFiscalCode,
  'it-partita-iva': isItalyVat,
  'jp-corporate': isJapanCorporateNumber,
  'jp-my-number': isJapanMyNumber,
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
  'lv-pk': isLatviaPersonalCode,
  'md-idnp': isMoldovaIdnp,
  'mx-curp': isMexicoCurp,
  'mx-rfc': isMexicoRfc,
  'my-nric': isMalaysiaNric,
  'nl-bsn': isNetherlandsBsn,
  'nl-btw': isNetherlandsVat,
  'no-fnr': isNorwayFnr,
  'no-orgnr': isNorwayOrganisation,
  'nz-ird': isNewZealandIrd,
  'nz-nhi': isNewZealandNhi,
  'pe-ruc': isPeruRuc,
  'pl-id-card': isPolandDocument,
  'pl-nip': isPolandNip,
  'pl-pesel': isPolandPesel,
  'pl-regon': isPolandRegon,
  'pt-cc': isPortugalCitizenCard,
  'pt-nif': isPortugalNif,
  'pt-niss': isPortugalNiss,
  'py-ruc': isParaguayRuc,
  'ro-cnp': isRomaniaCnp,
  'ro-cui': isRomaniaCui,
  'ru-inn': isRussiaInn,
  'ru-snils': isRussiaSnils,
  'se-born-before-2000': isSwedenBornBefore2000,
  'se-personnummer': isSwedenPersonnummer,
  'sg-nric': isSingaporeNric,
  'si-davcna': isSloveniaTax,
  'sv-dui': isSalvadorDui,
  'th-id': isThailandId,
  'tr-tckn': isTurkeyId,
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
  'vn-cccd': isVietnamCccd,
  'za-id': isSouthAfricaId
}
