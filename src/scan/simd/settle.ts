/**
 * Raw candidates of the WebAssembly pass, looked at closer.
 *
 * In: what the module wrote. Out: the same list without what turned out to be nothing, in the list's own arrays.
 * Promise: the same decisions as in the plain pass, by the same functions.
 */
import {
  addCandidate,
  type CandidateList,
  KIND_BASE64,
  KIND_BASE64_RUN,
  KIND_BYTES,
  KIND_PERCENT,
  STRIDE
} from '../candidate-list.ts'
import { isFirstIndex, mayBeBytes } from '../closer-look.ts'
import { mayBeBase64 } from '../decode/base64.ts'
import { holdsBase64Run } from '../decode/base64-runs.ts'
import { wakesFold } from '../decode/fold.ts'
import { isReference } from '../decode/html.ts'

// The raw kinds of pass.as.ts.
const RAW_RUN = 16
const RAW_FOLDED = 17
const RAW_REFERENCE = 18
const RAW_BRACKET = 19
const RAW_ZERO = 20
const RAW_STRING = 21

export function settle(text: string, list: CandidateList, raw: Int32Array, length: number): void {
  list.length = 0
  for (let i = 0; i < length; i += STRIDE) {
    const kind = raw[i] as number
    const at = raw[i + 1] as number
    const extra = raw[i + 2] as number
    if (kind < RAW_RUN) addCandidate(list, kind, at, extra, raw[i + 3] as number)
    else settleOne(text, list, kind, at, extra)
  }
}

function settleOne(
  text: string,
  list: CandidateList,
  kind: number,
  at: number,
  extra: number
): void {
  const { codes } = list
  switch (kind) {
    case RAW_RUN:
      if (holdsBase64Run(codes, at, extra)) addCandidate(list, KIND_BASE64_RUN, at, extra, 0)
      return
    case RAW_STRING:
      if (mayBeBase64(codes, at, extra)) addCandidate(list, KIND_BASE64, at, extra, 0)
      return
    case RAW_FOLDED:
      if (wakesFold(codes, at)) addCandidate(list, KIND_PERCENT, at, extra, 0)
      return
    case RAW_REFERENCE:
      if (isReference(text, at)) addCandidate(list, KIND_PERCENT, at, extra, 0)
      return
    case RAW_BRACKET:
      if (mayBeBytes(text, codes, at)) addCandidate(list, KIND_BYTES, at, 0, 0)
      return
    case RAW_ZERO:
      if (isFirstIndex(text, at)) addCandidate(list, KIND_BYTES, at, 0, 0)
  }
}
