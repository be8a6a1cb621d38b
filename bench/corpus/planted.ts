/**
 * What must be found: each kind of value, the key it may stand under and a sentence that a service would write.
 */
import {
  businessNumber,
  card,
  email,
  foreignerNumber,
  iban,
  mac,
  password,
  phoneInternational,
  phoneKorea,
  phoneUs,
  publicAddress,
  rrn,
  ssn
} from './personal.ts'
import type { Random } from './random.ts'
import {
  anthropicKey,
  awsAccessKey,
  azureStorageKey,
  githubToken,
  gitlabToken,
  googleApiKey,
  jwt,
  npmToken,
  opaqueToken,
  openaiKey,
  pemKey,
  slackToken,
  stripeKey
} from './secrets.ts'

export type Kind = {
  readonly name: string
  readonly make: (random: Random) => string
  readonly key: string
  /** `%` stands for the value. */
  readonly sentence: string
}

const KEY_ONLY = '%'

export const PLANTED: readonly Kind[] = [
  {
    name: 'EMAIL_ADDRESS',
    make: email,
    key: 'contact',
    sentence: 'confirmation sent to %, template welcome-2'
  },
  {
    name: 'PHONE_NUMBER, E.164',
    make: phoneInternational,
    key: 'callback',
    sentence: 'sms to % queued'
  },
  {
    name: 'PHONE_NUMBER, US',
    make: phoneUs,
    key: 'phone',
    sentence: 'customer phone % does not answer'
  },
  {
    name: 'PHONE_NUMBER, Korea',
    make: phoneKorea,
    key: 'mobile',
    sentence: '인증번호를 %(으)로 보냈습니다'
  },
  {
    name: 'CREDIT_CARD_NUMBER',
    make: card,
    key: 'pan',
    sentence: 'charge on % declined: insufficient funds'
  },
  { name: 'IBAN_CODE', make: iban, key: 'account', sentence: 'refund to % scheduled for tomorrow' },
  { name: 'US_SOCIAL_SECURITY_NUMBER', make: ssn, key: 'ssn', sentence: 'applicant SSN % matched' },
  { name: 'KOREA_RRN', make: rrn, key: '주민등록번호', sentence: '본인 확인 실패: 주민등록번호 %' },
  {
    name: 'Korean foreigner number',
    make: foreignerNumber,
    key: '외국인등록번호',
    sentence: '외국인등록번호 % 조회'
  },
  {
    name: 'Korean business number',
    make: businessNumber,
    key: '사업자등록번호',
    sentence: '사업자등록번호 % 세금계산서 발행'
  },
  { name: 'IP_ADDRESS by key', make: publicAddress, key: 'ip', sentence: KEY_ONLY },
  { name: 'MAC_ADDRESS by key', make: mac, key: 'mac_address', sentence: KEY_ONLY },
  { name: 'password by key', make: password, key: 'password', sentence: KEY_ONLY },
  {
    name: 'password in text',
    make: password,
    key: 'db_password',
    sentence: 'login failed with password=% for tenant acme'
  },
  { name: 'opaque token by key', make: opaqueToken, key: 'api_key', sentence: KEY_ONLY },
  {
    name: 'bearer token',
    make: opaqueToken,
    key: 'authorization',
    sentence: 'upstream sent Authorization: Bearer %'
  },
  { name: 'JWT', make: jwt, key: 'assertion', sentence: 'rejected % (expired)' },
  { name: 'PEM private key', make: pemKey, key: 'pem', sentence: 'cannot parse %' },
  {
    name: 'AWS access key',
    make: awsAccessKey,
    key: 'principal',
    sentence: 's3 client uses % in eu-west-1'
  },
  { name: 'Google API key', make: googleApiKey, key: 'maps', sentence: 'geocoder called with %' },
  {
    name: 'Azure storage key',
    make: azureStorageKey,
    key: 'connection',
    sentence:
      'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=%;EndpointSuffix=core.windows.net'
  },
  { name: 'GitHub token', make: githubToken, key: 'remote', sentence: 'git fetch as % failed' },
  { name: 'GitLab token', make: gitlabToken, key: 'remote', sentence: 'git push as % failed' },
  {
    name: 'Slack token',
    make: slackToken,
    key: 'bot',
    sentence: 'chat.postMessage by % answered 200'
  },
  {
    name: 'Stripe key',
    make: stripeKey,
    key: 'processor',
    sentence: 'payments client started with %'
  },
  { name: 'OpenAI key', make: openaiKey, key: 'model', sentence: 'completion with % took 812 ms' },
  {
    name: 'Anthropic key',
    make: anthropicKey,
    key: 'model',
    sentence: 'message with % took 640 ms'
  },
  { name: 'npm token', make: npmToken, key: 'registry', sentence: 'publish with % refused' },
  {
    name: 'credentials in a URL',
    make: password,
    key: 'dsn',
    sentence: 'connecting to postgres://app:%@db.internal:5432/orders'
  }
]
