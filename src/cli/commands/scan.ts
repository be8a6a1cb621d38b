/**
 * `logveil scan`: what is in there, in numbers.
 */
import { createScanner } from '../../scanner.ts'
import type { Command } from '../command.ts'
import { checkEachLine, exitCodeOf, type Sums } from '../each-line.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'
import { quantity } from '../quantity.ts'
import { SCANNER_FLAGS, toScannerOptions } from '../scanner-flags.ts'
import { toTable } from '../table.ts'
import { createTally, type Tally } from '../tally.ts'

/** A person reads the top; --json has all. */
const MOST_ROWS = 40

export const scanCommand: Command = {
  name: 'scan',
  summary: 'Counts what is in the lines by infoType, rule and field; never shows a value.',
  args: '[FILE…]',
  flags: [...SCANNER_FLAGS, 'fail-on-findings', 'json'],
  details: `Reads the files, or stdin where none is named (or \`-\`). A field is a JSON Pointer with indexes as \`*\`;
what stands in a line of text has none. With --json all counts are one JSON document.`,
  examples: [
    ['logveil scan app.log', 'shows what the log holds'],
    [
      'npm test 2>&1 | logveil scan --fail-on-findings',
      'fails a build whose output holds personal data'
    ],
    ['logveil scan --json *.ndjson | jq .infoTypes', 'the counts for the next program']
  ],
  async run({ args, flags, io }) {
    const scanner = createScanner(toScannerOptions(flags, io.env))
    const tally = createTally()
    let hitLines = 0
    const sums = await checkEachLine(args, scanner, io, async (lines) => {
      for (const { findings } of lines) {
        if (findings.length === 0) continue
        hitLines++
        tally.add(findings)
      }
    })
    const result = tally.result()
    const text = flags.json ? toJson(result, hitLines, sums) : toText(result, hitLines, sums)
    await createOutput(io.stdout).write(text)
    const code = exitCodeOf(sums)
    return code === 0 && flags['fail-on-findings'] && result.findings > 0 ? 1 : code
  }
}

function toJson(tally: Tally, linesWithFindings: number, sums: Sums): string {
  const { lines, withheld, unreadable } = sums
  const { findings, ...counts } = tally
  return toJsonDocument({ lines, linesWithFindings, findings, withheld, unreadable, ...counts })
}

function toText(tally: Tally, hitLines: number, { lines }: Sums): string {
  if (tally.findings === 0) return `Nothing found in ${quantity(lines, 'line')}.\n`
  const inLines = `${hitLines.toLocaleString('en-US')} of ${quantity(lines, 'line')}`
  const infoTypes = tally.infoTypes.map(({ name, findings }) => [findings, name])
  const rules = tally.rules.map(({ name, infoType, findings }) => [findings, name, infoType])
  const fields = tally.fields.map(({ field, infoType, findings }) => [
    findings,
    field === '' ? '(text, or a key at the top)' : field,
    infoType
  ])
  return `${quantity(tally.findings, 'finding')} in ${inLines}

By infoType
${toRows(infoTypes)}
By rule
${toRows(rules)}
By field
${toRows(fields)}`
}

function toRows(rows: readonly (readonly (string | number)[])[]): string {
  const more = rows.length - MOST_ROWS
  return toTable(rows.slice(0, MOST_ROWS)) + (more > 0 ? `and ${more} more (--json has all)\n` : '')
}
