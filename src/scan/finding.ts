/**
 * What a scan tells.
 *
 * Out: the finding, which holds where and what, never the text itself.
 */
import type { Likelihood } from '../rules/rule.ts'

/** Where a detector fired. Offsets are UTF-16 units of the scanned text, `end` exclusive. */
export type Finding = {
  readonly ruleId: string
  readonly infoType: string
  readonly start: number
  readonly end: number
  readonly likelihood: Likelihood
}

/** A finding in a line of JSON, with the JSON Pointer (RFC 6901) of the value or key it lies in. */
export type LineFinding = Finding & { readonly path: string }
