/**
 * Labelled log lines that anyone can make again from a seed.
 *
 * In: a seed and how many lines of each kind. Out: lines with the value that must go, or must stay, and the place it stands in.
 */
import { HARMLESS } from './harmless.ts'
import { type Kind, PLANTED } from './planted.ts'
import { createRandom, type Random } from './random.ts'
import { uuidV7 } from './records.ts'

export type LabelledLine = {
  readonly kind: string
  readonly place: string
  readonly line: string
  readonly value: string
  /** True: the value must not be readable in what comes out. False: it must still be there. */
  readonly sensitive: boolean
}

type Place = (random: Random, kind: Kind, value: string) => string

const PLACES: Readonly<Record<string, Place>> = {
  message: (random, kind, value) => toJson(random, { message: toSentence(kind, value) }),
  field: (random, kind, value) => toJson(random, { user: { plan: 'pro', [kind.key]: value } }),
  'JSON in a string': (random, kind, value) =>
    toJson(random, { body: JSON.stringify({ [kind.key]: value, retry: 2 }) }),
  'query, percent-encoded': (random, kind, value) =>
    toJson(random, {
      url: `/callback?step=2&${encodeURIComponent(kind.key)}=${encodeURIComponent(value)}`
    }),
  'error and stack': (random, kind, value) =>
    toJson(random, { err: toError(toSentence(kind, value)) }),
  'text line': (_random, kind, value) =>
    `2026-03-04T05:06:07.089Z INFO [worker-3] ${toSentence(kind, value)}`
}

export function syntheticLines(seed: number, each: number): LabelledLine[] {
  const random = createRandom(seed)
  return [
    ...PLANTED.flatMap((kind) => linesOf(random, kind, each, true)),
    ...HARMLESS.flatMap((kind) => linesOf(random, kind, each, false))
  ]
}

function linesOf(random: Random, kind: Kind, each: number, sensitive: boolean): LabelledLine[] {
  const names = placesOf(kind)
  return Array.from({ length: each }, (_, i) => {
    const place = names[i % names.length] as string
    const value = kind.make(random)
    const line = (PLACES[place] as Place)(random, kind, value)
    return { kind: kind.name, place, line, value, sensitive }
  })
}

/** A value that only its key explains stands only where a key is; a value of several lines is no text line. */
function placesOf(kind: Kind): string[] {
  const keyed = ['field', 'JSON in a string', 'query, percent-encoded']
  if (kind.sentence === '%') return keyed
  if (kind.name === 'PEM private key')
    return ['message', 'field', 'JSON in a string', 'error and stack']
  if (/ in text$|URL|storage key/.test(kind.name))
    return ['message', 'error and stack', 'text line']
  return Object.keys(PLACES)
}

function toSentence(kind: Kind, value: string): string {
  return kind.sentence.replace('%', () => value)
}

function toJson(random: Random, fields: object): string {
  const time = 1_770_000_000_000 + random.integer(0, 10 ** 9)
  return JSON.stringify({ level: 30, time, request_id: uuidV7(random), ...fields })
}

function toError(message: string): object {
  return { type: 'Error', message, stack: `Error: ${message}\n    at run (/srv/app/job.js:12:34)` }
}
