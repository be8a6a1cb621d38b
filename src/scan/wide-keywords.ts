/**
 * Keywords that are no ASCII words (`비밀번호`, `lösenord`), found as raw substrings at their first unit beyond ASCII.
 */
import {
  addCandidate,
  type CandidateList,
  type CandidateOptions,
  KIND_KEYWORD
} from './candidate-list.ts'

export function addWide(
  text: string,
  at: number,
  codes: Uint16Array,
  { table }: CandidateOptions,
  list: CandidateList
): void {
  for (const { id, text: keyword, back } of table.wide.get(codes[at] as number) ?? []) {
    if (at >= back && text.startsWith(keyword, at - back))
      addCandidate(list, KIND_KEYWORD, at - back, id, 0)
  }
}
