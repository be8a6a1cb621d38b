/**
 * Why a rule costs what it does.
 *
 * In: what was counted of its work. Out: what wakes it, how often and how far it searches, what refuses, what would help.
 * Promise: ids, numbers and names of the rule; nothing of the log.
 */
import type { CompiledPattern } from '../rules/rule.ts'
import type { RuleWork } from './rule-searches.ts'

/** A search that looks at more than this is wide: most windows are a few dozen characters. */
const WIDE = 200
/** Refusals beyond this share say that the pattern alone is loose. */
const MANY_REFUSED = 0.5

export function whyOf(work: RuleWork, lines: number, findings: number): readonly string[] {
  return [wokenBy(work), howOften(work, lines, findings), howFar(work), refusals(work)].filter(
    (sentence) => sentence !== undefined
  )
}

function wokenBy({ anchors, isGated, hasKeywords }: RuleWork): string {
  if (isGated) return 'runs only where a key or a context word speaks for it'
  const kinds = new Set(anchors.map(({ kind }) => kind))
  if (kinds.has('none')) {
    return hasKeywords
      ? 'nothing that each of its matches holds can be looked for, so it searches every text whole'
      : 'no keyword, `@` or run of digits stands in each of its matches, so it searches every text whole; keywords would gate it'
  }
  return `woken by ${[...kinds].map((kind) => ANCHORS[kind](anchors)).join(' and ')}`
}

type Anchors = RuleWork['anchors']
type Kind = CompiledPattern['anchor']['kind']

const ANCHORS: Readonly<Record<Kind, (anchors: Anchors) => string>> = {
  at: () => 'each `@`',
  digits: (anchors) => {
    const counts = anchors.flatMap((anchor) => (anchor.kind === 'digits' ? [anchor.digits] : []))
    return `runs of ${Math.min(...counts)} digits and more`
  },
  literal: (anchors) => {
    const words = anchors.flatMap((anchor) => (anchor.kind === 'literal' ? anchor.literals : []))
    const more = words.length > 3 ? ` and ${words.length - 3} more` : ''
    return `${words
      .slice(0, 3)
      .map((word) => `\`${word}\``)
      .join(', ')}${more}`
  },
  word: () => 'words of a few letters and digits',
  none: () => 'every text'
}

/** A finding is searched for more than once: by the first pass, then exactly, then where it was decoded. */
function howOften({ searches, matches }: RuleWork, lines: number, findings: number): string {
  const each = searches / Math.max(1, lines)
  const often = each >= 10 ? each.toFixed(0) : each.toPrecision(2)
  const out =
    findings === 0
      ? 'no finding'
      : `${findings.toLocaleString('en-US')} finding${findings === 1 ? '' : 's'}`
  return `${often} searches a line, ${percent(matches, searches)} of them match; ${out}`
}

function howFar({ searched, searches, longest }: RuleWork): string | undefined {
  const each = Math.round(searched / Math.max(1, searches))
  if (each > WIDE) return `each search goes over ${each.toLocaleString('en-US')} characters`
  if (longest <= WIDE) return undefined
  return `a match may be ${longest.toLocaleString('en-US')} characters long`
}

function refusals({ matches, refused, refusedBy }: RuleWork): string | undefined {
  if (matches === 0 || refused / matches < MANY_REFUSED) return undefined
  const [name] = [...refusedBy].sort(([, a], [, b]) => b - a)[0] as [string, number]
  return `\`${name}\` refuses most of what the pattern matches (${percent(refused, matches)} of ${matches.toLocaleString('en-US')}): a narrower pattern would be asked less`
}

function percent(part: number, whole: number): string {
  const share = (part / Math.max(1, whole)) * 100
  return share > 0 && share < 1 ? 'under 1 %' : `${share.toFixed(0)} %`
}
