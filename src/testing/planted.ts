/**
 * Did a planted value survive?
 *
 * In: lines, and the values that were planted. Out: where each still stands, and how it is encoded.
 * Promise: no survivor holds the value; a key that holds one is named by its infoType.
 */
import { isIPv4 } from 'node:net'
import { createNeedles, type FindNeedles, type Needle } from './needles.ts'
import { type Reading, readingsOf } from './readings.ts'

/** A value that must not survive; as text, or with the name of what it is. */
export type Planted = string | { readonly infoType: string; readonly value: string }

/** A place where a planted value can still be read. */
export type Survivor = {
  /** Index of the line. */
  readonly line: number
  /** Index in `planted`. */
  readonly planted: number
  readonly infoType: string
  /** JSON Pointer (RFC 6901); empty for a line of text. */
  readonly path: string
  /** `plain`, or how it was read: `percent`, `JSON, base64`, `bytes`, `digits`, `other case` … */
  readonly encoding: string
}

type Wanted = { readonly index: number; readonly infoType: string; readonly value: string }

/** A text is searched in three forms: case folded, digits joined, base64 in one alphabet. */
type Search = {
  readonly folded: FindNeedles<Wanted>
  readonly digits: FindNeedles<Wanted>
  readonly base64: FindNeedles<Wanted>
  /** Length of the shortest text that could hold one of them. */
  readonly shortest: number
}

export function findSurvivors(
  lines: readonly string[],
  planted: readonly Planted[]
): readonly Survivor[] {
  const search = createSearch(planted.map(toWanted).filter(({ value }) => value !== ''))
  return lines.flatMap((line, index) => survivorsIn(line, index, search))
}

function toWanted(planted: Planted, index: number): Wanted {
  return typeof planted === 'string'
    ? { index, infoType: 'PLANTED', value: planted }
    : { index, infoType: planted.infoType, value: planted.value }
}

function createSearch(wanted: readonly Wanted[]): Search {
  const needles = (toTexts: (value: string) => readonly string[]): readonly Needle<Wanted>[] =>
    wanted.flatMap((meaning) => toTexts(meaning.value).map((text) => ({ text, meaning })))
  const folded = needles((value) => [value.toLowerCase()])
  const digits = needles(numberOf)
  const base64 = needles(alignments)
  const lengths = [...folded, ...digits, ...base64].map(({ text }) => text.length)
  return {
    folded: createNeedles(folded),
    digits: createNeedles(digits),
    base64: createNeedles(base64),
    shortest: lengths.reduce((least, length) => Math.min(least, length), Number.POSITIVE_INFINITY)
  }
}

/** The digits of a number, which may come back with other separators. The dots of an address are part of it: 1.23.4.5 is not 12.3.4.5. */
function numberOf(value: string): readonly string[] {
  if (isIPv4(value)) return []
  const digits = value.replace(/\D/g, '')
  return digits.length >= 9 && joinDigits(value).replace(/^[+(]+/, '') === digits ? [digits] : []
}

/** Shorter cores stand in a log by accident. */
const LEAST_CORE = 8

/** What base64 of a longer text must hold, at each of three alignments; for text that does not decode by itself. */
function alignments(value: string): readonly string[] {
  return [0, 1, 2]
    .map((shift) => {
      const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)])
      const whole = bytes.toString('base64url')
      // Characters that also depend on a neighbour's bits are left out at both ends.
      const from = shift === 0 ? 0 : shift + 1
      return whole.slice(from, whole.length - (bytes.length % 3 === 0 ? 0 : 1))
    })
    .filter((core) => core.length >= LEAST_CORE)
}

function survivorsIn(line: string, index: number, search: Search): readonly Survivor[] {
  const found = new Map<string, Survivor>()
  for (const reading of readingsOf(line, search.shortest)) {
    for (const [wanted, how] of findIn(reading.text, search)) {
      const path = toPointer(reading, search)
      const key = `${wanted.index} ${path}`
      // The first reading is the plainest.
      if (found.has(key)) continue
      const encoding = [...reading.encodings, ...how].join(', ') || 'plain'
      const { index: planted, infoType } = wanted
      found.set(key, { line: index, planted, infoType, path, encoding })
    }
  }
  return innermost([...found.values()])
}

/** What a value holds, all that it stands in holds too: only the deepest place is told. */
function innermost(survivors: readonly Survivor[]): readonly Survivor[] {
  return survivors.filter(
    ({ planted, path }) =>
      !survivors.some((other) => other.planted === planted && other.path.startsWith(`${path}/`))
  )
}

/** Which planted values stand in this text, and in what form. */
function findIn(text: string, search: Search): ReadonlyMap<Wanted, readonly string[]> {
  const found = new Map<Wanted, readonly string[]>()
  for (const wanted of search.folded(text.toLowerCase())) {
    found.set(wanted, text.includes(wanted.value) ? [] : ['other case'])
  }
  for (const wanted of search.digits(joinDigits(text))) {
    if (!found.has(wanted)) found.set(wanted, ['digits'])
  }
  for (const wanted of search.base64(text.replaceAll('+', '-').replaceAll('/', '_'))) {
    if (!found.has(wanted)) found.set(wanted, ['base64'])
  }
  return found
}

/** Digits without what may stand between them. */
function joinDigits(text: string): string {
  return text.replace(/(?<=\d)[\s\u00a0\u202f().,_/\u2010-\u2015\u2212-]{1,2}(?=\d)/g, '')
}

function toPointer({ path }: Reading, search: Search): string {
  return path.map((key) => `/${nameOf(key, search)}`).join('')
}

/** A key that holds a planted value must not be shown. */
function nameOf(key: string, search: Search): string {
  for (const { text } of readingsOf(key, search.shortest)) {
    for (const wanted of findIn(text, search).keys()) return `[${wanted.infoType}]`
  }
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
