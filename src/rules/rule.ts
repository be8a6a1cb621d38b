/**
 * What a rule is, as data.
 *
 * In: nothing. Out: the types that YAML packs, users' objects and compiled packs share.
 * Promise: a rule is plain JSON; nothing here runs.
 */

/** Google DLP's ordered scale. */
export const LIKELIHOODS = [
  'VERY_UNLIKELY',
  'UNLIKELY',
  'POSSIBLE',
  'LIKELY',
  'VERY_LIKELY'
] as const
export type Likelihood = (typeof LIKELIHOODS)[number]

/** What can be done to a finding; the closed union's names. */
export const OPERATOR_NAMES = ['replace', 'mask', 'truncate', 'hash', 'remove', 'keep'] as const
export type OperatorName = (typeof OPERATOR_NAMES)[number]

/** Words that speak for or against a finding. Key words match by words (`x-api-key` = x, api, key); Hangul matches as a raw substring. */
export type Evidence = {
  readonly for?: readonly string[]
  readonly against?: readonly string[]
}

export type RuleExamples = {
  /** Text or a JSON line with each expected finding marked: `mail «a@example.com» now`. */
  readonly match: readonly string[]
  /** Near misses in which this rule finds nothing. */
  readonly ignore: readonly string[]
}

type RuleCommon = {
  /** `pack.thing`, unique. */
  readonly id: string
  /** Google DLP's name where DLP has one. */
  readonly infoType: string
  readonly description: string
  /** Likelihood of a finding without further evidence. Default LIKELY. */
  readonly likelihood?: Likelihood
  /** What is done by default. Default replace. `hash` without a key falls back to replace. */
  readonly operator?: OperatorName
  /** false: only on when named. Default true. */
  readonly default?: boolean
  readonly references?: readonly string[]
  readonly examples: RuleExamples
}

/** A rule that recognises a value by its shape. */
export type PatternRule = RuleCommon & {
  /** Portable-subset patterns, any of which matches. A group named `value` narrows the finding to that group. */
  readonly patterns: readonly string[]
  /** `i`: ASCII letters match in both cases. Default: exact. */
  readonly ignoreCase?: boolean
  /** Literals that gate the rule: at least one stands in each match (an ASCII one begins at a word start). Default: read off the pattern. */
  readonly keywords?: readonly string[]
  /** Character classes that must not stand directly before or after the match, e.g. `[\w.-]`. */
  readonly boundaries?: { readonly before?: string; readonly after?: string }
  /** Names of shipped validators; all must accept the matched text. */
  readonly validators?: readonly string[]
  /** Patterns of which the whole matched text must be none. */
  readonly exclude?: readonly string[]
  /** Words of the key (or path) a value stands under: `for` raises the likelihood by two steps, `against` lowers it by two. */
  readonly keys?: Evidence
  /** Words within `window` characters around the match: `for` raises by one step, `against` lowers by one. */
  readonly context?: Evidence & { readonly window?: number }
}

/** A rule that recognises a value by the name it stands under: a key, a query parameter, `name=` in text, a flag, a sibling. */
export type KeyRule = RuleCommon & {
  readonly keys: {
    /** Key names in words: `api key` matches apiKey, API_KEY, x-api-key. A leading `=` asks for the whole name: `=ip`. */
    readonly for: readonly string[]
    /** Words that, standing after the name in the key, take the meaning away: `password changed at`. */
    readonly against?: readonly string[]
  }
  /** `any`: whatever stands there, objects and arrays too (strong names). `secret`: only what looks like a secret (weak names). `text`: a string with letters (names, addresses). `number`: 3 to 8 digits (CVV, PIN). `date`: a date. */
  readonly value: 'any' | 'secret' | 'text' | 'number' | 'date'
  /** Also as an assignment inside text (`password=…`, `token: …`, `--token …`, `<token>…`). Default true for any and secret, false otherwise. */
  readonly inText?: boolean
}

export type Rule = PatternRule | KeyRule

/** A versioned file of rules. */
export type RulePack = {
  /** Prefix of its rules' ids. */
  readonly pack: string
  readonly version: number
  readonly description?: string
  readonly rules: readonly Rule[]
}

export function isPatternRule(rule: Rule): rule is PatternRule {
  return 'patterns' in rule
}

/** What is known about one pattern after it was parsed once; plain data, so that shipped packs carry it ready-made. */
export type CompiledPattern = {
  /** Source for V8, to be used with the flag `u` (no other flag). */
  readonly v8: string
  /** Source for RE2, same meaning. */
  readonly re2: string
  /** Shortest and longest match in UTF-16 units; the window of a detector is bounded by `max`. */
  readonly min: number
  readonly max: number
  /** false: V8 may take more than linear time; such a pattern runs on RE2 only. */
  readonly linear: boolean
  /** What every match holds, see `Anchor`. */
  readonly anchor: Anchor
  /** Where the anchor is a digit run: a regex that the shape of the run must match, see pattern/shape.ts. */
  readonly shape?: string
  /** What must stand directly before and behind that run's digits, as classes for V8; null: anything. */
  readonly edges?: { readonly ahead: string | null; readonly behind: string | null }
  /** The digits that such a match can begin with, see leadOf in pattern/lead.ts. */
  readonly lead?: readonly string[]
  /** Where a match begins with a literal: the classes for V8 of the units behind it. */
  readonly next?: readonly string[]
  /** Where the anchor is an `@`, classes for V8: what must stand directly before and after it, and of what all before it is made. */
  readonly beside?: {
    readonly before: string | null
    readonly after: string | null
    readonly prefix: string | null
    readonly holds: string | null
    readonly suffix: string | null
    readonly joint: readonly [string, string] | null
  }
  /** Where a match begins at its anchor, or has none: the class for V8 that all its characters are of. */
  readonly within?: string
}

/** A digit in the shape of a run, other than the run's first: DEL, which JSON writes as one character. */
export const FOLDED_DIGIT = '\u007f'
/** How many characters before and after a run belong to its shape. */
export const SHAPE_BEFORE = 4
export const SHAPE_AFTER = 3

/**
 * What the first pass can look for so that no match is missed.
 * `offset` is how far before the anchor a match can begin: [least, most] UTF-16 units.
 */
export type Anchor =
  /** one of these literals stands in each match: lower-case folded if it has ASCII letters, and then at a word start */
  | {
      readonly kind: 'literal'
      readonly literals: readonly string[]
      readonly offset: readonly [number, number]
    }
  /** an `@` stands in each match */
  | { readonly kind: 'at'; readonly offset: readonly [number, number] }
  /** each match holds a digit run of at least `digits` digits, whose digits are apart by at most two characters of `SEPARATORS` */
  | { readonly kind: 'digits'; readonly digits: number; readonly offset: readonly [number, number] }
  /** each match begins with [least, most] ASCII letters (most 4) at a word start, followed at once by at least `digits` digits */
  | { readonly kind: 'word'; readonly letters: readonly [number, number]; readonly digits: number }
  /** nothing: the whole text is searched, on each line (or, below minLikelihood, on each line that holds one of the rule's evidence words) */
  | { readonly kind: 'none' }

/** What may stand between the digits of a digit run: space, NBSP, `-`, `.`, `,`, `_`, `/`, brackets, the Unicode dashes. */
export const SEPARATORS = ' \u00a0\u202f-.,_/()\u2010\u2011\u2012\u2013\u2014\u2015\u2212'

export type CompiledPatternRule = Omit<PatternRule, 'patterns' | 'exclude' | 'examples'> & {
  readonly compiled: readonly CompiledPattern[]
  /** Emitted for V8, `^(?:…)$`. */
  readonly excluded: readonly string[]
}
export type CompiledKeyRule = Omit<KeyRule, 'examples'>
export type CompiledRule = CompiledPatternRule | CompiledKeyRule

/** A pack whose patterns were parsed and emitted: what the matcher takes. */
export type CompiledPack = {
  readonly pack: string
  readonly version: number
  readonly rules: readonly CompiledRule[]
  /** For each rule, 12 hex digits of SHA-256 over what it means (not over description, examples, references). */
  readonly hashes: Readonly<Record<string, string>>
}

export function isCompiledPatternRule(rule: CompiledRule): rule is CompiledPatternRule {
  return 'compiled' in rule
}
