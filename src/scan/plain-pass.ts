/**
 * The first pass in plain JavaScript: where WebAssembly or its SIMD is missing, and for texts that are very long.
 *
 * In: a text (a line of JSON, or a decoded string), the keyword table, the fewest digits any rule wants.
 * Out: candidates (candidate-list.ts). Promise: zero false negatives. Whatever a full scan of the text finds has a candidate
 * here, and whatever has one here has one in the WebAssembly pass (test/scan/candidates.test.ts). Cost is flat in the
 * number of keywords.
 */
import {
  addCandidate as add,
  type CandidateList,
  type CandidateOptions,
  copyUnits,
  KIND_AT,
  KIND_BASE64,
  KIND_BASE64_RUN,
  KIND_BYTES,
  KIND_DIGITS,
  KIND_ESCAPE,
  KIND_KEYWORD,
  KIND_PERCENT,
  KIND_WORD_DIGITS
} from './candidate-list.ts'
import { isLetter, isSeparator } from './char-class.ts'
import { isFirstIndex, mayBeBytes, mayBeReference } from './closer-look.ts'
import { MIN_BASE64, mayBeBase64 } from './decode/base64.ts'
import { holdsBase64Run } from './decode/base64-runs.ts'
import { wakesFold } from './decode/fold.ts'
import { isReference } from './decode/html.ts'
import { isEncoded, isPlus } from './decode/percent.ts'
import { type KeywordTable, pairOf, slotOf, standsAt } from './keyword-table.ts'
import { addWide } from './wide-keywords.ts'

// The classes of char-class.ts again as constants of this file: an imported one is a property load for each character.
const OTHER = 0
const LOWER = 1
const UPPER = 2
const DIGIT = 3
const AT = 4
const QUOTE = 5
const BACKSLASH = 6
const PERCENT = 7
const BRACKET = 8
const WIDE = 9
const AMPERSAND = 10
const FOLDED = 11
const JOIN = 12
const PLUS = 43

/**
 * Collects the candidates of `text` from `from` on; `json` as in candidates.ts.
 *
 * One loop, and long, on purpose: it is the only code that sees every character of every line.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the one loop that sees every character; calls cost more than branches
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the same
export function collectPlainly(
  text: string,
  from: number,
  json: boolean,
  options: CandidateOptions,
  list: CandidateList
): void {
  list.length = 0
  list.items = list.own.items
  list.controls = false
  const { table, classes, wordDigits, minDigits } = options
  const end = text.length
  const codes = copyUnits(text, list)
  let previous = OTHER // class of the character before: LOWER, UPPER, or OTHER for all else
  let wordStart = from // where the letters before began
  let stringStart = -1 // in JSON, the first character of the string we are in
  let runStart = from // behind the last character that is no base64
  for (let i = from; i < end; i++) {
    const code = codes[i] as number
    const kind = classes[code] as number
    if (kind === LOWER) {
      if (previous === OTHER) {
        wordStart = i
        lookUp(codes, i, table, list)
      }
      // the P of `DBPassword` is only known to start a word once the `a` is seen
      else if (previous === UPPER && i - 2 >= from && isUpper(codes[i - 2] as number))
        lookUp(codes, i - 1, table, list)
      // most of a line is the rest of a word
      while (classes[codes[i + 1] as number] === LOWER) i++
      previous = LOWER
    } else if (kind === UPPER) {
      if (previous !== UPPER) {
        if (previous === OTHER) wordStart = i
        lookUp(codes, i, table, list)
      }
      previous = UPPER
    } else if (kind === DIGIT) {
      if (wordDigits && previous !== OTHER)
        addWordDigits(codes, i, wordStart, from, options.wordPairs(), list)
      if (code === 48 && json && codes[i - 1] === 34 && isFirstIndex(text, i))
        add(list, KIND_BYTES, i, 0, 0)
      i = addDigitRun(codes, i, minDigits, list) - 1
      previous = OTHER
    } else {
      previous = OTHER
      if (kind === JOIN) continue
      if (code !== PLUS) {
        if (i - runStart >= MIN_BASE64 && holdsBase64Run(codes, runStart, i))
          add(list, KIND_BASE64_RUN, runStart, i, 0)
        runStart = i + 1
      }
      if (kind === OTHER) continue
      if (kind === WIDE) {
        addWide(text, i, codes, options, list)
        continue
      }
      if (kind === QUOTE) {
        if (!json) continue
        if (stringStart === -1) stringStart = i + 1
        else {
          if (i - stringStart >= MIN_BASE64 && mayBeBase64(codes, stringStart, i))
            add(list, KIND_BASE64, stringStart, i, 0)
          stringStart = -1
        }
      } else if (kind === AT) add(list, KIND_AT, i, 0, 0)
      else if (kind === BACKSLASH) {
        i += addEscape(text, codes, i, json, stringStart, table, list)
        runStart = i + 1
      } else if (kind === PERCENT) {
        if (isPlus(codes, i) || isEncoded(text, i)) add(list, KIND_PERCENT, i, stringStart, 0)
      } else if (kind === BRACKET) {
        if (json && mayBeBytes(text, codes, i)) add(list, KIND_BYTES, i, 0, 0)
      } else if (kind === AMPERSAND) {
        if (mayBeReference(codes, i) && isReference(text, i))
          add(list, KIND_PERCENT, i, stringStart, 0)
      } else if (kind === FOLDED && wakesFold(codes, i)) add(list, KIND_PERCENT, i, stringStart, 0)
    }
  }
  if (end - runStart >= MIN_BASE64 && holdsBase64Run(codes, runStart, end))
    add(list, KIND_BASE64_RUN, runStart, end, 0)
  if (!json && end >= MIN_BASE64 && mayBeBase64(codes, 0, end)) add(list, KIND_BASE64, 0, end, 0)
}

function lookUp(codes: Uint16Array, at: number, table: KeywordTable, list: CandidateList): void {
  const code0 = codes[at] as number
  const code1 = codes[at + 1] as number
  const slot = slotOf(code0, code1, codes[at + 2] as number)
  if (((table.bits[slot >> 3] as number) >> (slot & 7)) & 1)
    addStanding(codes, at, table, table.slots[slot] as number, list)
  const pair = table.pairs[pairOf(code0, code1)] as number
  if (pair !== 0) addStanding(codes, at, table, pair, list)
}

function addStanding(
  codes: Uint16Array,
  at: number,
  table: KeywordTable,
  bucket: number,
  list: CandidateList
): void {
  const { bounds, entries } = table
  const end = bounds[bucket] as number
  for (let e = bounds[bucket - 1] as number; e < end; e++) {
    if (standsAt(codes, at, entries, e)) add(list, KIND_KEYWORD, at, entries.ids[e] as number, 0)
  }
}

/** Adds the run if it is long enough; returns where it ends (after its last digit). */
function addDigitRun(
  codes: Uint16Array,
  at: number,
  minDigits: number,
  list: CandidateList
): number {
  let count = 0
  let last = at
  // zeros stand behind the text and are no separators
  for (let j = at, gap = 0; ; j++) {
    const code = codes[j] as number
    if (code >= 48 && code <= 57) {
      count++
      gap = 0
      last = j + 1
    } else if (++gap > 2 || !isSeparator(code)) break
  }
  if (count >= minDigits) add(list, KIND_DIGITS, at, last, count)
  return last
}

/** `at` is a digit after letters that began at `wordStart`; a hump (`idAB12`) starts a word too. */
function addWordDigits(
  codes: Uint16Array,
  at: number,
  wordStart: number,
  from: number,
  pairs: Uint8Array,
  list: CandidateList
): void {
  for (let start = at - 1; start >= Math.max(from, wordStart, at - 4); start--) {
    const isHump = isUpper(codes[start] as number) && !isUpper(codes[start - 1] as number)
    if (start !== wordStart && !isHump) continue
    const pair = pairOf(codes[start] as number, codes[start + 1] as number)
    if (((pairs[pair >> 3] as number) >> (pair & 7)) & 1) add(list, KIND_WORD_DIGITS, start, at, 0)
  }
}

/**
 * Notes an escape that hides a character and returns what to skip after the backslash.
 * In JSON, `\n`, `\r` and `\t` are white space; the rest must be decoded.
 */
function addEscape(
  text: string,
  codes: Uint16Array,
  at: number,
  json: boolean,
  stringStart: number,
  table: KeywordTable,
  list: CandidateList
): number {
  const next = codes[at + 1] as number
  const blank = next === 110 || next === 114 || next === 116
  if (!json) {
    // \u, \x, and ESC [
    if (next === 117 || next === 120 || next === 91) add(list, KIND_ESCAPE, at, -1, 0)
    // a fragment of JSON in a message, or a Windows path: the letter may start a word, and so may the one after it
    else if (blank && isLetter(codes[at + 2] as number)) lookUp(codes, at + 2, table, list)
    return 0
  }
  if (blank) return 1
  const isControl = next === 117 && text.startsWith('00', at + 2) && (codes[at + 4] as number) <= 49
  if (isControl) list.controls = true
  // its last letter or digit would stand before what follows (`\u00004111…`)
  add(list, KIND_ESCAPE, at, stringStart, 0)
  return isControl && codes[at + 6] !== 91 ? 5 : 1
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90
}
