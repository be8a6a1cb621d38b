/**
 * What people write by hand when they need redaction by Friday: a list of regexes, replaced one after the other.
 *
 * Collected from answers and blog posts; kept as they are found there, false positives included.
 */

export const HANDWRITTEN: readonly (readonly [string, RegExp])[] = [
  ['EMAIL', /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g],
  ['CARD', /\b(?:\d[ -]?){13,19}\b/g],
  ['SSN', /\b\d{3}-\d{2}-\d{4}\b/g],
  ['PHONE', /(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b/g],
  ['PHONE', /\+\d{1,3}[-. ]?\d{2,4}[-. ]?\d{3,4}[-. ]?\d{3,4}\b/g],
  ['IP', /\b(?:\d{1,3}\.){3}\d{1,3}\b/g],
  ['IBAN', /\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/g],
  ['JWT', /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g],
  ['AWS', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['GOOGLE', /\bAIza[\w-]{35}/g],
  ['GITHUB', /\bgh[pousr]_[A-Za-z0-9]{36}\b/g],
  ['GITLAB', /\bglpat-[\w-]{20}/g],
  ['SLACK', /\bxox[abprs]-[\w-]{10,}/g],
  ['STRIPE', /\b[sr]k_live_[A-Za-z0-9]{16,}/g],
  ['BEARER', /\bBearer [\w.~+/-]+=*/g],
  ['PASSWORD', /(?<=(?:password|passwd|secret)["']?[=:]\s?["']?)[^"'\s,&]+/gi],
  ['PEM', /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/g]
]

export function redactByHand(text: string): string {
  return HANDWRITTEN.reduce((safe, [name, pattern]) => safe.replace(pattern, `[${name}]`), text)
}
