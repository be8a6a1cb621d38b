/**
 * The results for people.
 *
 * In: results. Out: a calm summary for the terminal (under 60 lines), and report.md with everything.
 */
import { describeMachine } from '../measure/machine.ts'
import { toTable } from '../measure/table.ts'
import type { LogRecord } from './checks.ts'
import type { Cost } from './cost.ts'
import type { Results } from './demo.ts'

const MOST_ROWS = 12

export function toTerminal(results: Results, out: string): string {
  const { story, requests, safe, plain, seconds } = results
  const parts = [
    `logveil demo: ${count(requests)} requests to an Express shop, on plain pino and on logveil\n`,
    `One request: ${story.title}`,
    `  plain pino   ${inner(story.before)}`,
    `  logveil      ${inner(story.after)}`,
    '  its records',
    ...story.records.map((record) => `    ${toSentence(record)}`),
    '',
    findingsRow(results),
    '',
    indent(latencyTable(results)),
    '',
    '  the same from Parquet, by minute (UTC), as DuckDB answers it',
    indent(minuteTable(results)),
    '',
    ...checks(results).map(([isGood, text]) => `  ${isGood ? '✓' : '✗'} ${text}`),
    '',
    ...costLines(results),
    '',
    `  ${count(plain.lines.length)} lines in ${out}/plain-pino.ndjson, ${count(safe.lines.length)} in ${out}/logveil.ndjson, more in ${out}/report.md (${seconds.toFixed(0)} s)`
  ]
  return parts.join('\n')
}

export function toMarkdown(results: Results): string {
  const { story, findings } = results
  const json = (record: LogRecord) => `\`\`\`json\n${JSON.stringify(record, null, 2)}\n\`\`\``
  const machine = describeMachine(['logveil', 'pino', 'express'])
  return `# What logveil wrote, and what pino would have written

${count(results.requests)} requests with ${count(results.planted)} planted values, all synthetic, from ${machine.cpu}, Node ${machine.node}, pino ${machine.versions.pino}, Express ${machine.versions.express}.

## Checks

${checks(results)
  .map(([isGood, text]) => `- ${isGood ? 'ok' : '**failed**'}: ${text}`)
  .join('\n')}

## One request: ${story.title}

Plain pino:

${json(story.before)}

logveil, the same call:

${json(story.after)}

logveil, all records of this request:

${story.records.map((record) => json(record)).join('\n\n')}

## Found, by infoType

${toTable(
  ['infoType', 'findings'],
  [...findings].map(([type, found]) => [type, count(found)])
)}

## Latency by route, ms (exact, from the records)

${latencyTable(results)}

## Latency by route and minute, from the Parquet files

\`\`\`sql
${results.lake.query}
\`\`\`

${minuteTable(results)}

## Cost

${costLines(results)
  .map((line) => line.trim())
  .join('\n\n')}

Median of 15 rounds, the shop's own log calls, both to a file; pino writes the same constant fields with the same clock.
`
}

/** The caller's part of a record: what the two services were asked to log. */
function inner({ message, msg, body }: LogRecord & { msg?: unknown }): string {
  return JSON.stringify({ message: message ?? msg, body })
}

function toSentence(record: LogRecord): string {
  const { severity, message, latency_ms, outcome, pii } = record as LogRecord & {
    severity: string
    outcome?: string
  }
  const found = (pii?.found ?? []).map(({ type }) => type).join(', ')
  const ending = latency_ms === undefined ? '' : ` (${latency_ms.toFixed(1)} ms, ${outcome})`
  const told = found === '' ? '' : `  found: ${found}`
  return `${severity.padEnd(7)} ${message}${ending}${told}`
}

function findingsRow({ findings }: Results): string {
  const all = [...findings]
  const shown = all.slice(0, MOST_ROWS).map(([type, found]) => `${type} ${count(found)}`)
  const rest = all.length > MOST_ROWS ? [`and ${all.length - MOST_ROWS} more`] : []
  return wrap([...shown, ...rest], 96)
    .map((line) => `  ${line}`)
    .join('\n')
}

function latencyTable({ latencies }: Results): string {
  return toTable(
    ['route, ms', 'requests', 'p50', 'p90', 'p99'],
    latencies.map(({ route, requests, p50, p90, p99 }) => [
      route,
      count(requests),
      ...[p50, p90, p99].map((ms) => ms.toFixed(1))
    ])
  )
}

function minuteTable({ lake }: Results): string {
  return toTable(
    ['route, ms', 'minute', 'requests', 'p50', 'p99'],
    lake.minutes.map(({ minute, route, requests, p50, p99 }) => [
      route,
      minute,
      count(requests),
      ...[p50, p99].map((ms) => ms.toFixed(1))
    ])
  )
}

function checks(results: Results): readonly (readonly [boolean, string])[] {
  const { survivors, planted, safe, invalid, withoutRecord, requests, answers, lake } = results
  return [
    [
      survivors.safe === 0,
      `planted values that survived: ${count(survivors.safe)} of ${count(planted)} (plain pino: ${count(survivors.plain)})`
    ],
    [safe.broken === 0, `lines that are not valid JSON: ${safe.broken}`],
    [invalid === 0, `records that are not valid against the schema: ${invalid}`],
    [
      withoutRecord === 0,
      `requests without exactly one record: ${withoutRecord} of ${count(requests)} (${answers.aborted} of them hung up)`
    ],
    [
      lake.records === safe.records.length,
      `records that DuckDB finds in the Parquet files: ${count(lake.records)} of ${count(safe.records.length)}`
    ]
  ]
}

function costLines({ costs }: Results): readonly string[] {
  const line = (name: string, { pino, logveil }: Cost): string =>
    `  ${name.padEnd(22)} pino ${us(pino)}, logveil ${us(logveil)} a line: ${(logveil / pino).toFixed(2)} times`
  return [
    line('nothing to find', costs.clean),
    line('personal data in it', costs.findings),
    line('the shop as a whole', costs.all)
  ]
}

function us(ns: number): string {
  return `${(ns / 1000).toFixed(1)} µs`
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}

function wrap(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length + 3 <= width) {
      lines[lines.length - 1] = `${last} · ${word}`
    } else lines.push(word)
  }
  return lines
}
