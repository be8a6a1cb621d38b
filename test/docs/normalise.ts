/**
 * What differs from run to run, taken out of an output.
 *
 * In: printed text. Out: the same with fixed words for times, ids, durations, ports, processes, stack frames and the
 * id of the rule set. Promise: nothing else is changed, so every other character of a page's output is compared.
 */

const VOLATILE: readonly (readonly [RegExp, string])[] = [
  // `time`, `@timestamp`, `timestamp`; pino's own in epoch milliseconds
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}Z/g, '<time>'],
  [/"time":\d{13}/g, '"time":<time>'],
  // request ids that logveil made (UUIDv7), trace ids that nobody sent
  [/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>'],
  // `latency_ms`, `ttfb_ms`, and what the formats make of them
  [/("(?:latency_ms|ttfb_ms|duration|responseTime)":)[\d.]+/g, '$1<duration>'],
  [/"latency":"[\d.]+s"/g, '"latency":"<duration>"'],
  // changes with every rule of the shipped packs
  [/("rules":")[0-9a-f]{12}"/g, '$1<rules>"'],
  [/("hash":")[0-9a-f]{12}"/g, '$1<hash>"'],
  [/("pid":)\d+/g, '$1<pid>'],
  [/("hostname":")[^"]+"/g, '$1<host>"'],
  [/(127\.0\.0\.1|localhost):\d{4,5}/g, '$1:<port>'],
  // frames of a stack trace hold paths of the machine; `\n` is escaped in JSON
  [/(?:\\n|\n) {4}at (?:(?!\\n)[^\n"])+/g, ''],
  [/(?:file:\/\/)?\/[\w./-]*logveil-docs-\w+/g, '<folder>']
]

/** The text without what differs from run to run. */
export function normalise(text: string): string {
  return VOLATILE.reduce((out, [pattern, word]) => out.replace(pattern, word), text)
}

/** The record that a logger writes before its first line; pages leave it out once they have shown it. */
export function withoutManifest(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.includes('"logveil.manifest"'))
    .join('\n')
}

/**
 * Whether a page shows what was printed, line by line. `…` on the page stands for any text within its line. JSON is
 * compared as JSON, whatever the order of its keys; a page may show one document over several lines.
 */
export function isShown(page: string, printed: string): boolean {
  const shown = normalise(page).trim()
  const actual = normalise(
    page.includes('logveil.manifest') ? printed : withoutManifest(printed)
  ).trim()
  const pages = /^\{\n/.test(shown) ? shown.split(/\n(?=\{)/) : shown.split('\n')
  const lines = actual.split('\n')
  return pages.length === lines.length && pages.every((text, i) => isSame(text, lines[i] ?? ''))
}

function isSame(shown: string, line: string): boolean {
  if (shown === line) return true
  if (shown.includes('…')) return toPattern(shown).test(line)
  const page = toSortedJson(shown)
  return page !== undefined && page === toSortedJson(line)
}

function toPattern(shown: string): RegExp {
  const parts = shown.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}

function toSortedJson(text: string): string | undefined {
  // The words of `normalise` stand where numbers stood.
  const json = text.replace(/(?<=:)<(\w+)>(?=[,}\n])/g, '"<$1>"')
  try {
    return JSON.stringify(JSON.parse(json), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value
    )
  } catch {
    return undefined
  }
}
