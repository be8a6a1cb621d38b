/**
 * The first pass as a WebAssembly module (AssemblyScript; `.ci/build/simd.ts` compiles it, never tsc).
 *
 * In: UTF-16 units in this module's memory, and the keyword table (src/scan/simd/tables.ts lays both out).
 * Out: the candidates of src/scan/candidates.ts, four integers each, and the rarer ones raw: what needs a closer look
 * than this module takes is told by a kind of its own and settled by src/scan/simd/settle.ts.
 * Promise: each candidate of the plain pass is among them, at the same place. 64 units at a time are turned into masks
 * of bits, one a class; only where a bit is set does anything look at a single unit.
 */

// The kinds of candidates.ts; from 16 on they are raw.
const AT: i32 = 0
const DIGITS: i32 = 1
const KEYWORD: i32 = 2
const WORD_DIGITS: i32 = 3
const ESCAPE: i32 = 4
const PERCENT: i32 = 5
const RAW_RUN: i32 = 16
const RAW_FOLDED: i32 = 17
const RAW_REFERENCE: i32 = 18
const RAW_BRACKET: i32 = 19
const RAW_ZERO: i32 = 20
const RAW_STRING: i32 = 21

/** Flags behind the number of candidates. */
const HAS_RAW: i32 = 1
const HAS_CONTROLS: i32 = 2

const MIN_RUN: i32 = 24
/** Characters that a whole string of base64 has at the least. */
const MIN_TEXT: i32 = 8
const NONE: i32 = -1

// Where the tables stand.
let bits: usize = 0
let slots: usize = 0
let pairs: usize = 0
let folded: usize = 0
let wide: usize = 0
let wideMask: u32 = 0
let wideBuckets: usize = 0
let wideEntries: usize = 0
let separators: usize = 0
let buckets: usize = 0
let entries: usize = 0
let wordPairs: usize = 0
let text: usize = 0
let out: usize = 0
let outEnd: usize = 0

/**
 * Where the tables are. `folded` and `separators` are sets of units, a bit each; `wide` is a hash table of
 * units, `wideMask` its size less one.
 */
export function place(
  bitsAt: usize,
  slotsAt: usize,
  pairsAt: usize,
  foldedAt: usize,
  separatorsAt: usize,
  bucketsAt: usize,
  entriesAt: usize,
  wordPairsAt: usize,
  wideAt: usize,
  wideBucketsAt: usize,
  wideEntriesAt: usize,
  mask: u32
): void {
  folded = foldedAt
  wideBuckets = wideBucketsAt
  wideEntries = wideEntriesAt
  wideMask = mask
  bits = bitsAt
  slots = slotsAt
  pairs = pairsAt
  wide = wideAt
  separators = separatorsAt
  buckets = bucketsAt
  entries = entriesAt
  wordPairs = wordPairsAt
}

// The classes of 16 characters by two looks at a nibble: what both tables allow.
const LOW: v128 = i8x16(
  -124, -128, -127, -128, -128, -127, -127, -128, -128, -128, 0, 27, 2, 80, 0, 48
)
const HIGH: v128 = i8x16(0, 8, 17, -64, 4, 34, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
const SPECIAL: v128 = i8x16.splat(15)
const JOINS: v128 = i8x16.splat(112)

// State of one text, behind the masks of the block at hand.
let json: bool = false
let first: i32 = 0 // the text's first unit, and the one behind its last
let behind: i32 = 0
let at: usize = 0 // next candidate
let flags: i32 = 0
let overflow: bool = false
let quotes: i32 = 0 // quotes before the block, odd inside of a string
let lastQuote: i32 = NONE // the last of them
let blockAt: i32 = 0
let quoteBits: u64 = 0

/**
 * Collects the candidates of the units [from, end) of the text at `textAt` into [outAt, outTo). Zeros must stand behind it,
 * 80 at least, and one before it. Returns the number of integers written, times four, plus flags; -1 where there was no room
 * for all.
 */
export function collect(
  textAt: usize,
  outAt: usize,
  outTo: usize,
  from: i32,
  end: i32,
  isJson: bool,
  minDigits: i32,
  wordDigits: bool
): i32 {
  text = textAt
  out = outAt
  outEnd = outTo
  json = isJson
  first = from
  behind = end
  at = out
  flags = 0
  overflow = false
  quotes = 0
  lastQuote = NONE
  let letterCarry: u64 = 0 // masks of the block before
  let upperCarry: u64 = 0
  let lowerCarry: u64 = 0
  let digitCarry: u64 = 0
  let deadTo: i32 = from // an escape's characters are no part of a word
  let digitsTo: i32 = from // behind the digit run at hand
  let run: i32 = 0 // characters of base64 before the block
  const m255 = i16x8.splat(255)
  const nibble = i8x16.splat(15)
  const case_ = i8x16.splat(32)
  const a = i8x16.splat(97)
  const z = i8x16.splat(26)
  const quote = i8x16.splat(34)
  const zero = i8x16.splat(0)

  for (let base = from; base < end; base += 64) {
    let D: u64 = 0
    let S: u64 = 0
    let J: u64 = 0
    let A: u64 = 0
    let C: u64 = 0
    let Q: u64 = 0
    let W: u64 = 0
    let p = text + ((<usize>base) << 1)
    for (let k: u64 = 0; k < 64; k += 16) {
      const v = i8x16.narrow_i16x8_u(
        i16x8.min_u(v128.load(p), m255),
        i16x8.min_u(v128.load(p, 16), m255)
      )
      p += 32
      const c = v128.and(
        i8x16.swizzle(LOW, v128.and(v, nibble)),
        i8x16.swizzle(HIGH, v128.and(i16x8.shr_u(v, 4), nibble))
      )
      D |= (<u64>(<u32>i8x16.bitmask(c))) << k
      S |= (<u64>(<u32>i8x16.bitmask(i8x16.ne(v128.and(c, SPECIAL), zero)))) << k
      J |= (<u64>(<u32>i8x16.bitmask(i8x16.ne(v128.and(c, JOINS), zero)))) << k
      A |= (<u64>(<u32>i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.or(v, case_), a), z)))) << k
      C |= (<u64>(<u32>i8x16.bitmask(i16x8.shl(v, 2)))) << k
      Q |= (<u64>(<u32>i8x16.bitmask(i8x16.eq(v, quote)))) << k
      W |= (<u64>(<u32>i8x16.bitmask(v))) << k
    }
    if (base + 64 > end) {
      const inside: u64 = ~(<u64>0) >> (<u64>(64 - (end - base)))
      D &= inside
      S &= inside
      A &= inside
      J &= inside
      Q &= inside
      W &= inside
    }
    S &= ~Q
    blockAt = base
    quoteBits = Q
    let live: u64 = ~(<u64>0)
    let rare = S | W
    if (json) {
      if (deadTo > base) live = deadTo - base >= 64 ? 0 : (~(<u64>0)) << (<u64>(deadTo - base))
      // rare: a line with escapes; what stands behind a backslash is neither quote nor letter
      let B = S & live
      while (B != 0) {
        const k = ctz(B)
        B &= B - 1
        if (base + <i32>k < deadTo) continue
        const unit = unitAt(base + <i32>k)
        if (unit != 92 && unit != 27) continue
        deadTo = base + <i32>k + 1 + escapeLength(base + <i32>k)
        const after: u64 = deadTo - base >= 64 ? 0 : (~(<u64>0)) << (<u64>(deadTo - base))
        // a shift by 64 would be one by 0
        live &= after | ((((<u64>1) << k) << 1) - 1)
      }
      Q &= live
      quoteBits = Q
    }
    D &= live
    A &= live
    J &= live
    rare &= live
    // runs that may be base64
    const G = D | A | J
    const stop = ~G
    const lead = stop == 0 ? 64 : <i32>ctz(stop)
    if (run + lead >= MIN_RUN && stop != 0) addRun(base - run, base + lead)
    if (lead < 64) {
      let E = G & (G >> 1)
      E &= E >> 2
      E &= E >> 4
      E &= E >> 8
      E &= E >> 8
      E &= ~(E << 1)
      while (E != 0) {
        const s = ctz(E)
        E &= E - 1
        const rest = stop >> s
        // what reaches the end of the block is told when it ends
        if (rest != 0 && <i32>s > lead) addRun(base + <i32>s, base + <i32>(s + ctz(rest)))
      }
      run = <i32>clz(stop)
    } else run += 64
    // words begin after what is no letter, at a hump, and at the last capital of several
    const U = A & ~C
    const L = A & C
    const nextLower: u64 = isLower(unitAt(base + 64)) ? 1 : 0
    const starts =
      (A & ~((A << 1) | (letterCarry >> 63))) |
      (U & ((L << 1) | (lowerCarry >> 63))) |
      (U & ((U << 1) | (upperCarry >> 63)) & ((L >> 1) | (nextLower << 63)))
    const digitStarts = D & ~((D << 1) | (digitCarry >> 63))
    let events = starts | digitStarts | rare
    while (events != 0) {
      const k = ctz(events)
      events &= events - 1
      const bit: u64 = (<u64>1) << k
      const i = base + <i32>k
      if ((starts & bit) != 0) lookUp(i)
      else if ((digitStarts & bit) != 0) {
        if (i < digitsTo) continue
        if (wordDigits)
          addWordDigits(i, (k >= 5 ? A >> (k - 5) : (A << (5 - k)) | (letterCarry >> (59 + k))) & 31)
        if (json && unitAt(i) == 48 && unitAt(i - 1) == 34 && unitAt(i + 1) == 34)
          addRaw(RAW_ZERO, i, 0)
        digitsTo = addDigitRun(i, minDigits)
      } else if (i >= digitsTo) addRare(i)
    }
    letterCarry = A
    upperCarry = U
    lowerCarry = L
    digitCarry = D
    quotes += <i32>popcnt(Q)
    if (Q != 0) lastQuote = base + 63 - <i32>clz(Q)
  }
  if (run >= MIN_RUN) addRun(end - run, end)
  return overflow ? NONE : (<i32>((at - out) >> 2) << 2) | flags
}

// @ts-ignore: decorator
@inline
function unitAt(i: i32): u32 {
  return load<u16>(text + ((<usize>i) << 1))
}

// @ts-ignore: decorator
@inline
function isLower(unit: u32): bool {
  return unit - 97 < 26
}

// @ts-ignore: decorator
@inline
function isUpper(unit: u32): bool {
  return unit - 65 < 26
}

// @ts-ignore: decorator
@inline
function isLetter(unit: u32): bool {
  return (unit | 32) - 97 < 26
}

// @ts-ignore: decorator
@inline
function isDigit(unit: u32): bool {
  return unit - 48 < 10
}

// @ts-ignore: decorator
@inline
function isHex(unit: u32): bool {
  return isDigit(unit) || (unit | 32) - 97 < 6
}

// @ts-ignore: decorator
@inline
function holds(set: usize, unit: u32): bool {
  return ((load<u8>(set + (unit >> 3)) >> (<u8>(unit & 7))) & 1) != 0
}

function add(kind: i32, place: i32, extra: i32, count: i32): void {
  if (at + 16 > outEnd) {
    overflow = true
    return
  }
  store<i32>(at, kind)
  store<i32>(at, place, 4)
  store<i32>(at, extra, 8)
  store<i32>(at, count, 12)
  at += 16
}

function addRaw(kind: i32, place: i32, extra: i32): void {
  flags |= HAS_RAW
  add(kind, place, extra, 0)
}

/** Where the JSON string begins that `i`, in the block at hand, stands in; -1 outside of one. */
function stringStart(i: i32): i32 {
  if (!json) return NONE
  const before = quoteBits & (((<u64>1) << (<u64>(i - blockAt))) - 1)
  if (((quotes + <i32>popcnt(before)) & 1) == 0) return NONE
  return before == 0 ? lastQuote + 1 : blockAt + 64 - <i32>clz(before)
}

/** How many units belong to the backslash at `i` in JSON; a control character's last digit is no part of a word. */
function escapeLength(i: i32): i32 {
  const next = unitAt(i + 1)
  if (next == 110 || next == 114 || next == 116) return 1
  const isControl =
    next == 117 && unitAt(i + 2) == 48 && unitAt(i + 3) == 48 && unitAt(i + 4) <= 49
  if (isControl) flags |= HAS_CONTROLS
  return isControl && unitAt(i + 6) != 91 ? 5 : 1
}

function lookUp(i: i32): void {
  const three = load<u64>(text + ((<usize>i) << 1))
  const one = <u32>three & 31
  const two = (<u32>(three >> 16)) & 31
  const slot = (one << 10) | (two << 5) | ((<u32>(three >> 32)) & 31)
  if (holds(bits, slot)) addStanding(i, load<u16>(slots + ((<usize>slot) << 1)), three)
  const pair = load<u16>(pairs + ((<usize>((one << 5) | two)) << 1))
  if (pair != 0) addStanding(i, pair, three)
}

/** Four units with the bit that tells lower case from upper: letters of both fall together. */
const LOWER_CASE: u64 = 0x0020002000200020

/** A bucket: its first entry, the one behind its last, and a bit for each fourth character that goes on with one. */
function addStanding(i: i32, bucket: u32, three: u64): void {
  const b = buckets + (<usize>(bucket - 1)) * 12
  const fourth: u32 = (<u32>1) << ((<u32>(three >> 48)) & 31)
  if ((load<u32>(b, 8) & fourth) == 0) return
  const next = load<u64>(text + ((<usize>(i + 3)) << 1)) | LOWER_CASE
  const last = entries + (<usize>load<u32>(b, 4)) * 32
  for (let e = entries + (<usize>load<u32>(b)) * 32; e < last; e += 32)
    if (
      (next & load<u64>(e, 24)) == load<u64>(e, 16) &&
      standsAt(i, load<u32>(e, 4), load<u32>(e, 8), load<u32>(e, 12) != 0)
    )
      add(KEYWORD, i, load<i32>(e), 0)
}

function standsAt(i: i32, chars: usize, length: u32, whole: bool): bool {
  let p = text + ((<usize>i) << 1)
  const last = chars + ((<usize>length) << 1)
  for (let c = chars; c < last; c += 2) {
    const unit = <u32>load<u16>(p)
    if ((isUpper(unit) ? unit | 32 : unit) != <u32>load<u16>(c)) return false
    p += 2
  }
  return !whole || !isLower(load<u16>(p))
}

/** `letters`: which of the five units before the digit at `i` are letters; a hump (`idAB12`) starts a word too. */
function addWordDigits(i: i32, letters: u64): void {
  const others = ~letters & 31
  const count = others == 0 ? 5 : <i32>clz(others << 59)
  for (let j = 1; j <= count && j <= 4; j++) {
    const hump = isUpper(unitAt(i - j)) && !isUpper(unitAt(i - j - 1))
    if ((j == count || hump) && holds(wordPairs, pairAt(i - j))) add(WORD_DIGITS, i - j, i, 0)
  }
}

/** Five bits of a unit and of the one behind it. */
function pairAt(i: i32): u32 {
  return ((unitAt(i) & 31) << 5) | (unitAt(i + 1) & 31)
}

/** Adds the run if it is long enough; returns where it ends (after its last digit). */
function addDigitRun(i: i32, minDigits: i32): i32 {
  let count = 0
  let last = i
  let gap = 0
  for (let j = i; ; j++) {
    const unit = unitAt(j)
    if (isDigit(unit)) {
      count++
      gap = 0
      last = j + 1
    } else if (++gap > 2 || !holds(separators, unit)) break
  }
  if (count >= minDigits) add(DIGITS, i, last, count)
  return last
}

/** A run of characters of base64 and padding; most are paths, ids and hashes, which decode to no text. */
function addRun(start: i32, end: i32): void {
  const whole = json
    ? unitAt(start - 1) == 34 && unitAt(end) == 34
    : start == first && end == behind
  if (whole && isText(start, MIN_TEXT)) addRaw(RAW_STRING, start, end)
  if (mayHoldText(start, end)) addRaw(RAW_RUN, start, end)
}

/** Base64 of text begins where the run or a part of it does, up to three characters behind (decode/base64-runs.ts). */
function mayHoldText(start: i32, end: i32): bool {
  let begins = true
  for (let p = start; end - p >= MIN_RUN; p++) {
    if (begins)
      for (let at = p; at < p + 4 && end - at >= MIN_RUN; at++) if (isText(at, MIN_RUN)) return true
    const unit = unitAt(p)
    begins = !isLetter(unit) && !isDigit(unit)
  }
  return false
}

/** Whether so many characters decode to UTF-8 (RFC 3629) that begins like text; as isText of decode/base64.ts. */
function isText(start: i32, count: i32): bool {
  let need = 0
  let low: u32 = 0x80
  let high: u32 = 0xbf
  for (let i = 0; i < count; i += 4) {
    let group: u32 = 0
    for (let k = 0; k < 4; k++) {
      const value = valueOf(unitAt(start + i + k))
      if (value == 64) return false
      group = (group << 6) | value
    }
    for (let shift = 16; shift >= 0; shift -= 8) {
      const byte = (group >> shift) & 255
      if (i < 8 && !isTextByte(byte)) return false
      if (need > 0) {
        if (byte < low || byte > high) return false
        need--
        low = 0x80
        high = 0xbf
      } else if (byte >= 0x80) {
        if (byte < 0xc2 || byte > 0xf4) return false
        need = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
        low = byte == 0xe0 ? 0xa0 : byte == 0xf0 ? 0x90 : 0x80
        high = byte == 0xed ? 0x9f : byte == 0xf4 ? 0x8f : 0xbf
      }
    }
  }
  return true
}

/** 64 for what is no character of base64 or base64url. */
function valueOf(unit: u32): u32 {
  if (unit - 97 < 26) return unit - 71
  if (unit - 65 < 26) return unit - 65
  if (unit - 48 < 10) return unit + 4
  return unit == 43 || unit == 45 ? 62 : unit == 47 || unit == 95 ? 63 : 64
}

function isTextByte(byte: u32): bool {
  return byte >= 32
    ? byte != 127 && byte < 0xf5 && byte != 0xc0 && byte != 0xc1
    : byte == 9 || byte == 10 || byte == 13
}

function addRare(i: i32): void {
  const unit = unitAt(i)
  if (unit >= 128) addWide(i, unit)
  else if (unit == 64) add(AT, i, 0, 0)
  else if (unit == 92 || unit == 27) addEscape(i)
  else if (unit == 37) {
    if (isHex(unitAt(i + 1)) && isHex(unitAt(i + 2))) add(PERCENT, i, stringStart(i), 0)
  } else if (unit == 43) {
    if (isInValue(unitAt(i - 1)) && isInValue(unitAt(i + 1))) add(PERCENT, i, stringStart(i), 0)
  } else if (unit == 38) {
    if (mayBeReference(i)) addRaw(RAW_REFERENCE, i, stringStart(i))
  } else if (unit == 91 && json && mayBeBytes(i)) addRaw(RAW_BRACKET, i, 0)
}

/**
 * Keywords that are no ASCII words stand under their first unit beyond ASCII: a hash table of units and buckets, and
 * entries of id, place and number of characters, and how many stand before that unit.
 */
function addWide(i: i32, unit: u32): void {
  let slot = (unit * 0x9e37) & wideMask
  for (;;) {
    const known = <u32>load<u16>(wide + ((<usize>slot) << 2))
    if (known == unit) return addStandingWide(i, load<u16>(wide + ((<usize>slot) << 2), 2))
    if (known == 0) break
    slot = (slot + 1) & wideMask
  }
  if (holds(folded, unit)) addRaw(RAW_FOLDED, i, stringStart(i))
}

function addStandingWide(i: i32, bucket: u32): void {
  const b = wideBuckets + ((<usize>bucket) << 2)
  const last = wideEntries + ((<usize>load<u32>(b, 4)) << 4)
  for (let e = wideEntries + ((<usize>load<u32>(b)) << 4); e < last; e += 16) {
    const start = i - load<i32>(e, 12)
    if (start >= 0 && isSpelled(start, load<u32>(e, 4), load<u32>(e, 8)))
      add(KEYWORD, start, load<i32>(e), 0)
  }
}

function isSpelled(start: i32, chars: usize, length: u32): bool {
  let p = text + ((<usize>start) << 1)
  const last = chars + ((<usize>length) << 1)
  for (let c = chars; c < last; c += 2) {
    if (load<u16>(p) != load<u16>(c)) return false
    p += 2
  }
  return true
}

/** Letters, digits, parentheses: a `+` between them may stand for a space. */
function isInValue(unit: u32): bool {
  return isLetter(unit) || isDigit(unit) || unit == 40 || unit == 41
}

/** An escape that hides a character. In JSON `\n`, `\r` and `\t` are white space. */
function addEscape(i: i32): void {
  const next = unitAt(i + 1)
  const blank = next == 110 || next == 114 || next == 116
  if (json) {
    if (!blank) add(ESCAPE, i, stringStart(i), 0)
  } else if (next == 117 || next == 120 || next == 91) add(ESCAPE, i, NONE, 0)
  else if (blank && isLetter(unitAt(i + 2))) lookUp(i + 2)
}

/** `&…;`, and not the `&` between two parameters of a query. */
function mayBeReference(i: i32): bool {
  for (let j = i + 2; j < i + 12; j++) {
    const unit = unitAt(j)
    if (unit == 59) return true
    if (unit == 61 || unit == 38 || unit == 32 || unit == 34) return false
  }
  return true
}

/** `["a",` or `[10`: characters or bytes, one an element, or white space before them. */
function mayBeBytes(i: i32): bool {
  const next = unitAt(i + 1)
  if (next == 34)
    return unitAt(i + 2) == 92 || unitAt(i + 3) == 34 || unitAt(i + 4) == 34
  return isDigit(next) ? isDigit(unitAt(i + 2)) : next <= 32
}
