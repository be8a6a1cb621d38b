/**
 * Secrets that open nothing.
 *
 * In: chance. Out: tokens in the shape that each provider documents, put together at run time, so that none is stored.
 */
import { createHmac } from 'node:crypto'
import { ALPHANUMERIC, DIGITS, HEX, LOWER, type Random } from './random.ts'

const UPPER_DIGITS = `${LOWER.toUpperCase()}${DIGITS}`
/** AWS access key ids use base32 without 0, 1, 8 and 9. */
const BASE32 = `${LOWER.toUpperCase()}234567`

export function jwt(random: Random): string {
  const head = base64url({ alg: 'HS256', typ: 'JWT' })
  const body = base64url({ sub: random.text(DIGITS, 10), iat: 1_700_000_000 })
  const signature = createHmac('sha256', 'bench').update(`${head}.${body}`).digest('base64url')
  return `${head}.${body}.${signature}`
}

/** The shape of a key only: the body is noise of the right length. */
export function pemKey(random: Random): string {
  const body = Array.from({ length: 12 }, () => random.text(`${ALPHANUMERIC}+/`, 64)).join('\n')
  const name = random.pick(['RSA PRIVATE KEY', 'PRIVATE KEY', 'EC PRIVATE KEY'])
  return `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----`
}

export function awsAccessKey(random: Random): string {
  return `${random.pick(['AKIA', 'ASIA'])}${random.text(BASE32, 16)}`
}

export function googleApiKey(random: Random): string {
  return `AIza${random.text(`${ALPHANUMERIC}_-`, 34)}${random.text(ALPHANUMERIC, 1)}`
}

/** 64 bytes in base64. */
export function azureStorageKey(random: Random): string {
  return Buffer.from(Array.from({ length: 64 }, () => random.integer(0, 255))).toString('base64')
}

export function githubToken(random: Random): string {
  return `${random.pick(['ghp', 'gho', 'ghs'])}_${random.text(ALPHANUMERIC, 36)}`
}

export function gitlabToken(random: Random): string {
  return `glpat-${random.text(ALPHANUMERIC, 20)}`
}

export function slackToken(random: Random): string {
  return `xoxb-${random.text(DIGITS, 12)}-${random.text(DIGITS, 12)}-${random.text(ALPHANUMERIC, 24)}`
}

export function stripeKey(random: Random): string {
  return `${random.pick(['sk', 'rk'])}_live_${random.text(ALPHANUMERIC, 24)}`
}

export function openaiKey(random: Random): string {
  return `sk-${random.text(ALPHANUMERIC, 20)}T3BlbkFJ${random.text(ALPHANUMERIC, 20)}`
}

export function anthropicKey(random: Random): string {
  return `sk-ant-api03-${random.text(`${ALPHANUMERIC}_-`, 92)}${random.text(ALPHANUMERIC, 1)}AA`
}

export function npmToken(random: Random): string {
  return `npm_${random.text(ALPHANUMERIC, 36)}`
}

export function opaqueToken(random: Random): string {
  return random.pick([
    () => random.text(ALPHANUMERIC, 40),
    () => random.text(HEX, 32),
    () => `${random.text(UPPER_DIGITS, 8)}.${random.text(ALPHANUMERIC, 32)}`
  ])()
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
