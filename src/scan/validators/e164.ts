/**
 * International telephone numbers.
 *
 * In: matched text that begins with `+`, `00` or the country calling code. Out: whether the calling code exists
 * and the rest has a length in use there.
 * Promise: `+1` takes ten digits, the first no 0 or 1, as North America has them; no number has more than fifteen.
 *
 * Sources: ITU-T E.164 (2010) for the total length, its list of assigned country codes, and libphonenumber's
 * metadata (1.13) for the national lengths in use; lengths below six only where the country has no longer ones.
 */
import { toDigits } from './digits.ts'

/** National lengths, least-most, and the calling codes that use them. */
const LENGTHS: Readonly<Record<string, string>> = {
  '4-5': '290',
  '4-7': '683 690',
  '5-5': '500 682',
  '5-6': '247',
  '5-7': '676 677 678 688',
  '5-10': '685',
  '6-6': '298 299 672 687',
  '6-7': '597',
  '6-8': '386',
  '6-9': '40 252 355 376 421 508 681 689',
  '6-10': '27 48 53 64 95 98 880',
  '6-11': '31 352 375 595 852',
  '6-12': '39 46 61 358 359 381 598 971',
  '6-13': '43 49 63 82',
  '7-7': '238 239 246 248 269 291 297 592 673 674 680 691 692',
  '7-8': '241 599 670 675 853 961 965 975',
  '7-9': '220 231 245 265 354 385 423 967 968',
  '7-10': '44 84 230 243 254 263 267 353 372 960',
  '7-11': '501 503 507 679 886 974',
  '7-12': '86 882 972',
  '7-13': '62 90',
  '8-8':
    '45 47 216 222 223 226 227 228 232 235 236 253 257 266 350 356 357 370 371 373 374 389 505 509 686 800 808 973 993',
  '8-9': '32 36 51 213 224 233 237 250 258 264 268 377 382 387 591 962 963',
  '8-10': '20 60 225 229 378 506 850 855 856 964 970 976',
  '8-11': '55 57 65 502 504 593 977',
  '8-12': '92 383 883',
  '8-13': '66 81 91',
  '9-9':
    '33 34 93 94 211 212 218 221 240 242 244 249 251 255 256 260 261 262 351 590 594 596 979 992 994 995 998',
  '9-10': '380 881 966 996',
  '9-11': '56',
  '9-12': '41 420 870',
  '10-10': '58',
  '10-11': '52 54',
  '10-12': '30 234',
  '10-14': '7',
  '11-11': '888',
  '12-12': '878'
}

const BY_CODE: ReadonlyMap<string, readonly [number, number]> = new Map(
  Object.entries(LENGTHS).flatMap(([lengths, codes]) => {
    const [least, most] = lengths.split('-').map(Number) as [number, number]
    return codes.split(' ').map((code) => [code, [least, most]] as const)
  })
)

/** Whether the text is a plausible international number. */
export function isE164(text: string): boolean {
  // (0) is the trunk prefix that is not dialled from abroad
  const digits = toDigits(text.replace('(0)', '')).replace(/^00/, '')
  if (digits.startsWith('1')) return /^1[2-9][0-9]{9}$/.test(digits)
  if (digits.length > 15 || /^0+$/.test(digits.slice(3))) return false
  for (const size of [1, 2, 3]) {
    const lengths = BY_CODE.get(digits.slice(0, size))
    if (lengths !== undefined) return isBetween(digits.length - size, lengths)
  }
  return false
}

function isBetween(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most
}
