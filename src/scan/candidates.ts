/**
 * The first pass: where in a text a detector is worth running.
 *
 * In: a text (a line of JSON, or a decoded string), the keyword table, the fewest digits any rule wants.
 * Out: candidates as triples of integers: kind, position, and a second number that depends on the kind.
 * Promise: zero false negatives. Whatever a full scan of the text finds has a candidate here; the property test
 * in test/scan/candidates.test.ts holds it to that. Cost is flat in the number of keywords.
 */
import {
  AT,
  BACKSLASH,
  BRACKET,
  CHAR_CLASS,
  DIGIT,
  isDigit,
  isLetter,
  isSeparator,
  LOWER,
  OTHER,
  PERCENT,
  QUOTE,
  UPPER
} from './char-class.ts'
import { MIN_BASE64, startsLikeText } from './decode/base64.ts'
import { isEncoded } from './decode/percent.ts'
import { type KeywordTable, slotOf, standsAt } from './keyword-table.ts'

/** `@` at position. */
export const KIND_AT = 0
/** Digit run: position, end. */
export const KIND_DIGITS = 1
/** Keyword: position, keyword id. */
export const KIND_KEYWORD = 2
/** One to four letters directly followed by digits: position, first digit. */
export const KIND_WORD_DIGITS = 3
/** A backslash escape other than `\n \r \t \b \f` and control characters: position, start of the JSON string it is in. */
export const KIND_ESCAPE = 4
/** A percent-encoded byte: position, start of the JSON string it is in. */
export const KIND_PERCENT = 5
/** A JSON string that begins like base64 of text: its start, its end. */
export const KIND_BASE64 = 6
/** Something that may be bytes or characters printed as JSON: position. */
export const KIND_BYTES = 7

export type CandidateOptions = {
  readonly table: KeywordTable
  /** Digit runs shorter than this are no candidates. */
  readonly minDigits: number
  /** Whether any detector is anchored at letters followed by digits. */
  readonly wordDigits: boolean
}

/** A growing list of triples, reused from line to line. */
export type CandidateList = { items: Int32Array; length: number }

export function createCandidateList(): CandidateList {
  return { items: new Int32Array(3 * 256), length: 0 }
}

function add(list: CandidateList, kind: number, at: number, extra: number): void {
  if (list.length + 3 > list.items.length) {
    const grown = new Int32Array(list.items.length * 2)
    grown.set(list.items)
    list.items = grown
  }
  const { items } = list
  items[list.length] = kind
  items[list.length + 1] = at
  items[list.length + 2] = extra
  list.length += 3
}

/**
 * Collects the candidates of `text` from `from` on.
 *
 * `json`: the text is JSON, and `from` lies outside of a string; quotes and escapes are then read as such.
 * One loop, and long, on purpose: it is the only code that sees every character of every line.
 */
export function collectCandidates(
  text: string,
  from: number,
  json: boolean,
  options: CandidateOptions,
  list: CandidateList
): void {
  list.length = 0
  const { table, wordDigits } = options
  const end = text.length
  let previous = OTHER // class of the character before: LOWER, UPPER, or OTHER for all else
  let stringStart = -1 // in JSON, the first character of the string we are in
  for (let i = from; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code >= 128) {
      if (table.wide.size !== 0) lookUpWide(text, i, code, table, list)
      previous = OTHER
      continue
    }
    const kind = CHAR_CLASS[code] as number
    if (kind === LOWER) {
      if (previous === OTHER) lookUp(text, i, table, list)
      // the P of `DBPassword` is only known to start a word once the `a` is seen
      else if (previous === UPPER && i - 2 >= from && isUpper(text.charCodeAt(i - 2)))
        lookUp(text, i - 1, table, list)
      previous = LOWER
    } else if (kind === UPPER) {
      if (previous !== UPPER) lookUp(text, i, table, list)
      previous = UPPER
    } else if (kind === DIGIT) {
      if (wordDigits && previous !== OTHER) addWordDigits(text, i, from, list)
      if (code === 48 && json && isFirstIndex(text, i)) add(list, KIND_BYTES, i, 0)
      i = addDigitRun(text, i, options.minDigits, list) - 1
      previous = OTHER
    } else {
      previous = OTHER
      if (kind === OTHER) continue
      if (kind === QUOTE) {
        if (!json) continue
        if (stringStart === -1) stringStart = i + 1
        else {
          if (i - stringStart >= MIN_BASE64 && startsLikeText(text, stringStart))
            add(list, KIND_BASE64, stringStart, i)
          stringStart = -1
        }
      } else if (kind === AT) add(list, KIND_AT, i, 0)
      else if (kind === BACKSLASH) i += addEscape(text, i, json, stringStart, table, list)
      else if (kind === PERCENT) {
        if (isEncoded(text, i)) add(list, KIND_PERCENT, i, stringStart)
      } else if (kind === BRACKET && json && mayBeBytes(text, i)) add(list, KIND_BYTES, i, 0)
    }
  }
  if (!json && end >= MIN_BASE64 && startsLikeText(text, 0)) add(list, KIND_BASE64, 0, end)
}

function lookUp(text: string, at: number, table: KeywordTable, list: CandidateList): void {
  const next = text.charCodeAt(at + 1)
  if (!(next < 128)) return
  const bucket = table.first[slotOf(text.charCodeAt(at), next)] as number
  if (bucket === 0) return
  const entries = table.buckets[bucket - 1] as (typeof table.buckets)[number]
  for (let k = 0; k < entries.length; k++) {
    const entry = entries[k] as (typeof entries)[number]
    if (standsAt(text, at, entry)) add(list, KIND_KEYWORD, at, entry.id)
  }
}

function lookUpWide(
  text: string,
  at: number,
  code: number,
  table: KeywordTable,
  list: CandidateList
): void {
  const entries = table.wide.get(code)
  if (entries === undefined) return
  for (const entry of entries)
    if (text.startsWith(entry.text, at)) add(list, KIND_KEYWORD, at, entry.id)
}

/** Adds the run if it is long enough; returns where it ends (after its last digit). */
function addDigitRun(text: string, at: number, minDigits: number, list: CandidateList): number {
  let count = 0
  let last = at
  for (let j = at, gap = 0; j < text.length; j++) {
    const code = text.charCodeAt(j)
    if (isDigit(code)) {
      count++
      gap = 0
      last = j + 1
    } else if (++gap > 2 || !isSeparator(code)) break
  }
  if (count >= minDigits) add(list, KIND_DIGITS, at, last)
  return last
}

function addWordDigits(text: string, at: number, from: number, list: CandidateList): void {
  for (
    let start = at - 1;
    start >= from && at - start <= 4 && isLetter(text.charCodeAt(start));
    start--
  ) {
    if (start === from || isWordStart(text, start)) add(list, KIND_WORD_DIGITS, start, at)
  }
}

/**
 * Notes an escape that hides a character and returns what to skip after the backslash.
 * In JSON, `\n` and its like are white space and control characters mean nothing; the rest must be decoded.
 */
function addEscape(
  text: string,
  at: number,
  json: boolean,
  stringStart: number,
  table: KeywordTable,
  list: CandidateList
): number {
  const next = text.charCodeAt(at + 1)
  const blank = next === 110 || next === 114 || next === 116
  if (!json) {
    if (next === 117 || next === 120) add(list, KIND_ESCAPE, at, -1)
    // a fragment of JSON in a message, or a Windows path: the letter may start a word, and so may the one after it
    else if (blank && isLetter(text.charCodeAt(at + 2))) lookUp(text, at + 2, table, list)
    return 0
  }
  if (blank || next === 98 || next === 102) return 1
  if (next === 117 && text.startsWith('00', at + 2) && text.charCodeAt(at + 4) <= 49) return 5
  add(list, KIND_ESCAPE, at, stringStart)
  return 1
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90
}

function isWordStart(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  return !isLetter(before) || (isUpper(text.charCodeAt(at)) && !isUpper(before))
}

/** `"0":`, the first byte of a typed array as JSON prints it. */
function isFirstIndex(text: string, at: number): boolean {
  return (
    text.charCodeAt(at - 1) === 34 &&
    text.charCodeAt(at + 1) === 34 &&
    /^"\s{0,4}:/.test(text.slice(at + 1, at + 7))
  )
}

/** `["a","b"` or `[106,97,110,32,`: characters or bytes, one an element. */
function mayBeBytes(text: string, at: number): boolean {
  const window = text.slice(at, at + 64)
  return CHAR_ARRAY.test(window) || BYTE_ARRAY.test(window)
}

const CHAR_ARRAY =
  /^\[\s{0,8}"(?:[^"\\]{1,2}|\\u[0-9a-fA-F]{4}|\\.)"\s{0,4},\s{0,8}"(?:[^"\\]{1,2}|\\u[0-9a-fA-F]{4}|\\.)"/
const BYTE_ARRAY =
  /^\[\s{0,8}\d{2,3}\s{0,4},\s{0,8}\d{2,3}\s{0,4},\s{0,8}\d{2,3}\s{0,4},\s{0,8}\d{2,3}\s{0,4},/
