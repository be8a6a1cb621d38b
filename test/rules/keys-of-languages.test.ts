/**
 * What stands under a name in any of the larger languages, and what only looks so.
 *
 * Names are those of forms and columns; values are made up. Beside each list stand the near misses.
 */
import { describe, expect, test } from 'vitest'
import { createScanner } from '../../src/index.ts'

const scanner = createScanner()

function under(key: string, value: string): string {
  return scanner.redactLine(JSON.stringify({ id: 7, [key]: value })).line
}

const NAMES =
  'firstName last_name given_names prénom nomUsager nom_de_famille Vorname familienname primer_nombre segundo_apellido nombre_completo nome_completo sobrenome cognome voornaam achternaam imię nazwisko ad_soyad soyadı isim 姓 名 氏名 フリガナ 姓名 联系人 성명 имя фамилия отчество ФИО fornavn förnamn efternamn etunimi sukunimi jméno příjmení vezetéknév keresztnév prenume ονοματεπώνυμο שם_פרטי الاسم họ_tên ชื่อ nama_lengkap'
const BIRTH_DATES =
  'dob dateOfBirth date_naissance geburtsdatum geburtstag fecha_nacimiento data_nascimento data_di_nascita geboortedatum data_urodzenia doğum_tarihi 生年月日 誕生日 出生日期 生日 생년월일 дата_рождения fødselsdato födelsedatum syntymäaika datum_narození születési_dátum data_nașterii תאריך_לידה تاريخ_الميلاد ngày_sinh วันเกิด tanggal_lahir'
const PHONES =
  'phone mobile téléphone numero_telephone telefonnummer handynummer teléfono celular móvil telefone cellulare telefoonnummer numer_telefonu cep_telefonu 電話番号 携帯電話 电话 手机号 전화번호 연락처 телефон mobilnummer puhelin telefonszám τηλέφωνο טלפון رقم_الهاتف số_điện_thoại โทรศัพท์ nomor_telepon'
const ADDRESSES =
  'street billingAddress rue adresse_postale anschrift straße dirección domicilio endereço logradouro indirizzo adres straatnaam ulica ev_adresi 住所 地址 收货地址 주소 배송지 адрес gatuadress osoite adresa lakcím διεύθυνση כתובת العنوان địa_chỉ ที่อยู่ alamat'
const PASSWORDS =
  'password mot_de_passe mdp Passwort kennwort contraseña clave senha palavra_passe parola wachtwoord hasło şifre パスワード 暗証番号 密码 密碼 口令 비밀번호 비번 암호 пароль adgangskode lösenord passord salasana heslo jelszó parolă סיסמה كلمة_المرور mật_khẩu รหัสผ่าน kata_sandi'
const IDS: readonly (readonly [string, string])[] = [
  ['reisepassnummer', 'C01X00T47'],
  ['护照号', 'E12345678'],
  ['permis_de_conduire', '911091204562'],
  ['führerscheinnummer', 'B072RRE2I55'],
  ['免許証番号', '301234567890'],
  ['mrn', '00123456'],
  ['patientId', 'PT-889123'],
  ['versichertennummer', 'Q987654321'],
  ['kfz_kennzeichen', 'B-AB 1234'],
  ['车牌号', '京A12345'],
  ['national_id', '9001011234567'],
  ['证件号码', '110105194912310020'],
  ['kontonummer', '532013000'],
  ['口座番号', '1234567']
]

describe.each([
  ['name', NAMES, 'Jana Novak'],
  ['birth date', BIRTH_DATES, '1984-03-12'],
  ['telephone number', PHONES, '020 7946 0958'],
  ['address', ADDRESSES, 'Example 12, Springfield'],
  ['password', PASSWORDS, 'Tr0ub4dor&3']
])('a %s', (_, keys, value) => {
  test.each(keys.split(' '))('is found under %s', (key) => {
    expect(under(key, value)).not.toContain(value)
  })
})

test.each(IDS)('a number is found under %s', (key, value) => {
  expect(under(key, value)).not.toContain(value)
})

test.each([
  ['passwort', 'passwort: Tr0ub4dor&3'],
  ['mot de passe', 'échec, mot de passe: Tr0ub4dor&3'],
  ['hasło', 'hasło=Tr0ub4dor&3'],
  ['şifre', 'şifre: Tr0ub4dor&3'],
  ['пароль', 'пароль: Tr0ub4dor&3'],
  ['密码', '密码：Tr0ub4dor&3']
])('a password is found in text after %s', (_, text) => {
  expect(scanner.redactText(text).text).not.toContain('Tr0ub4dor')
})

test.each([
  '{"full_name":"octo-org/hello-world"}',
  '{"repository":{"full_name":"octo/Hello"}}',
  '{"full_name":"registry.example.com/team/app"}',
  '{"nome":"servico-pagamento"}',
  '{"via":"1.1 varnish"}',
  '{"passport_strategy":"google-oauth20"}',
  '{"pan":"left"}',
  '{"inn":"Holiday Inn"}',
  '{"cell":"A12"}',
  '{"patient_id":"4f0a1b2c-1234-4567-89ab-0123456789ab"}',
  '{"national_id_type":"12345678"}',
  '{"license":"Apache-2.0"}',
  '{"birthday_count":12}',
  '{"cim":"x86_64"}',
  '{"nid":"node-17"}',
  '{"bic":"compressed"}',
  '{"sin":0.5}',
  '{"passwordChanged":true}',
  '{"first_name_field":"x"}'
])('ignores %s', (line) => {
  expect(scanner.redactLine(line).findings).toEqual([])
})

describe('a JSON Patch', () => {
  test.each([
    ['{"op":"replace","path":"/ssn","value":"536904399"}', '536904399'],
    ['{"op":"add","path":"/users/0/password","value":"hunter2x"}', 'hunter2x'],
    ['{"value":"hunter2x","path":"/password","op":"add"}', 'hunter2x'],
    ['{"op":"add","path":"/passwords/-","value":"hunter2x"}', 'hunter2x'],
    ['{"body":[{"op":"replace","path":"/firstName","value":"Jane"}]}', 'Jane']
  ])('%s loses its value', (line, value) => {
    expect(scanner.redactLine(line).line).not.toContain(value)
  })

  test.each([
    '{"op":"replace","path":"/status","value":"open"}',
    '{"path":"/reset-password","value":"ok"}',
    '{"op":"GET","path":"/token","status":200}'
  ])('ignores %s', (line) => {
    expect(scanner.redactLine(line).findings).toEqual([])
  })
})
