/**
 * Korean bank account numbers in the groups that a bank writes them in.
 *
 * In: matched text. Out: whether the sizes of its groups are those of some bank, and it is no date and no number of a person.
 * Promise: any separator, but one and the same; an account number without separators is for `kr-account`.
 *
 * Sources: the banks' own transfer guides and the Korea Financial Telecommunications & Clearings Institute's account
 * number systems (CMS), by bank code.
 */
import { hasEvenSeparators } from './even-separators.ts'
import { isKoreaAccount } from './kr-account.ts'

/** Sizes of groups, and whose they are. */
const GROUPS: Readonly<Record<string, string>> = {
  '2-2-6': '제주',
  '3-2-5-1': '하나 (외환)',
  '3-2-6': '신한, 농협, SC제일, 수협, 대구',
  '3-2-6-1': '대구, 부산, 수협',
  '3-2-7': '전북, 경남, 수협',
  '3-2-4-3': '국민',
  '3-3-6': '신한, 케이뱅크, 광주, 신협, 제주',
  '3-3-8': '신한 (가상계좌)',
  '3-4-4-2': '농협, 부산, 경남',
  '3-5-3-2': '씨티',
  '3-6-1-2': '우리',
  '3-6-2-1': '씨티',
  '3-6-2-3': '우리, 기업',
  '3-6-3': '하나 (외환), 씨티',
  '3-6-5': '하나',
  '3-8-2-1': '산업',
  '3-8-3': '신한 (가상계좌)',
  '4-2-6': '농협',
  '4-2-6-1': '새마을금고',
  '4-2-7': '국민, 카카오뱅크, 전북',
  '4-3-6': '우리, 신협',
  '4-4-4': '토스뱅크',
  '4-4-4-1': '새마을금고',
  '4-4-4-2': '토스뱅크 (가상계좌)',
  '5-2-6': '신협',
  '6-2-6': '국민, 농협, 우체국'
}

/** Whether the groups are those of an account number. */
export function isGroupedKoreaAccount(text: string): boolean {
  const sizes = text.split(/[^0-9]+/).map((group) => group.length)
  const groups = sizes.join('-')
  // parcels and coupons are written in fours too; Toss Bank's accounts begin with 1
  if (groups === '4-4-4' && !text.startsWith('1')) return false
  return GROUPS[groups] !== undefined && hasEvenSeparators(text) && isKoreaAccount(text)
}
