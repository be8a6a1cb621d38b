/**
 * Where in the world a rule's values come from.
 *
 * In: a rule and its pack's name. Out: a country's two letters (ISO 3166-1), or `world`.
 */
import type { Rule } from './rule.ts'
import { isShipped } from './shipped.ts'

/** A pack of two letters is a country's; in a shipped pack of many countries an id begins with the country: `….de_tax_id`. */
export function regionOf(pack: string, rule: Rule): string {
  if (/^[a-z]{2}$/.test(pack)) return pack
  if (!isShipped(pack)) return 'world'
  const [, country] = /\.([a-z]{2})_/.exec(rule.id) ?? []
  return country !== undefined && isCountry(country) ? country : 'world'
}

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** `ip_in_text` begins with two letters that are no country. */
function isCountry(letters: string): boolean {
  return letters !== 'ip' && NAMES.of(letters.toUpperCase()) !== undefined
}
