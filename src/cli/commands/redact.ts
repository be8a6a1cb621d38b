/**
 * `logveil redact`: lines in, safe lines out.
 */
import { escapeForTerminal } from '../../formats/terminal.ts'
import { createScanner } from '../../scanner.ts'
import type { Command } from '../command.ts'
import { type CheckedLine, checkEachLine, exitCodeOf } from '../each-line.ts'
import { toJsonLine } from '../json.ts'
import { createOutput } from '../output.ts'
import { SCANNER_FLAGS, toScannerOptions } from '../scanner-flags.ts'

export const redactCommand: Command = {
  name: 'redact',
  summary: 'Writes lines of JSON or text to stdout, made safe.',
  args: '[FILE…]',
  flags: [...SCANNER_FLAGS, 'json'],
  details: `Reads the files, or stdin where none is named (or \`-\`). A line of JSON stays one. With --json each line
becomes an object with \`file\`, \`line\`, \`text\` (the safe line) and \`findings\` (never their text).
A line of more than 1 MiB is withheld. The operator hash takes its key from LOGVEIL_PSEUDONYM_KEY.`,
  examples: [
    ['kubectl logs checkout-0 | logveil redact > safe.ndjson', 'makes a log safe to hand on'],
    [
      'logveil redact --rules=-core.person_name --operators EMAIL_ADDRESS=remove app.log',
      'without the rule for names, and e-mail addresses taken out'
    ]
  ],
  async run({ args, flags, io }) {
    const scanner = createScanner(toScannerOptions(flags, io.env))
    const output = createOutput(io.stdout)
    const print = flags.json ? toFindingsLine : output.isTerminal ? toTerminalLine : toSafeLine
    const sums = await checkEachLine(args, scanner, io, (lines, file) =>
      output.write(lines.map((line) => print(line, file)).join(''))
    )
    return exitCodeOf(sums)
  }
}

function toSafeLine({ text, end }: CheckedLine): string {
  return text + end
}

function toTerminalLine({ text, end }: CheckedLine): string {
  return escapeForTerminal(text) + end
}

function toFindingsLine(checked: CheckedLine, file: string): string {
  const { number, text, findings, isWithheld } = checked
  return toJsonLine({ file, line: number, text, findings, ...(isWithheld && { withheld: true }) })
}
