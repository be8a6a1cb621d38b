/**
 * `logveil rules export`: the same rules in another system.
 */
import { writeFileSync } from 'node:fs'
import { LogveilError } from '../../errors.ts'
import { escapeForTerminal } from '../../formats/terminal.ts'
import { createRuleSet } from '../../rule-set.ts'
import { EXPORT_TARGETS, type ExportTarget, exportRules } from '../../rules/export/export-rules.ts'
import { noteLines } from '../../rules/export/exported.ts'
import { suggest } from '../../rules/suggest.ts'
import type { Command } from '../command.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'

export const rulesExportCommand: Command = {
  name: 'rules export',
  summary: 'Writes the rules for DLP, BigQuery, an OpenTelemetry Collector or Vector.',
  args: '',
  flags: ['to', 'rules', 'lock', 'name', 'out', 'json'],
  details: `--rules chooses as createLogger's option \`rules\` does. What the target cannot express (checksums, keys, context) stands
on stderr, and in the file as a comment where it can hold one. With --json the text and the lists are one document.
--name: the template's display name, the function (\`dataset.redact\`), the processor (redaction/NAME).`,
  examples: [
    ['logveil rules export --to dlp --out template.json', 'an inspect template for Google DLP'],
    [
      'logveil rules export --to bigquery --name logs.redact --rules ./rules/acme.yaml',
      'a SQL function'
    ],
    ['logveil rules export --to otel-collector --out redaction.yaml', 'a redaction processor'],
    ['logveil rules export --to vector --rules secrets --out secrets.vrl', 'a program for Vector']
  ],
  async run({ flags, io }) {
    const target = parseTarget(flags.to)
    const { packs } = createRuleSet({
      ...(flags.rules.length > 0 && { rules: flags.rules }),
      ...(flags.lock !== undefined && { rulesLock: flags.lock })
    })
    const exported = exportRules(target, packs, { name: flags.name })
    const text = flags.json ? toJsonDocument({ target, ...exported }) : exported.text
    if (flags.out === undefined) await createOutput(io.stdout).write(text)
    else write(flags.out, text)
    if (!flags.json) {
      for (const line of noteLines(exported))
        io.stderr.write(`logveil: ${escapeForTerminal(line)}\n`)
    }
    return 0
  }
}

function parseTarget(name: string | undefined): ExportTarget {
  const target = EXPORT_TARGETS.find((each) => each === name)
  if (target !== undefined) return target
  const got = name === undefined ? 'none' : 'an unknown one'
  const message = `expected a target, got ${got}; ${suggest(name ?? '', EXPORT_TARGETS)}`
  throw new LogveilError('ERR_USAGE', 'The command cannot run.', [{ path: '--to', message }])
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'an error'
    const message = `expected a file that can be written, got ${code}; name another with --out`
    throw new LogveilError('ERR_DELIVERY_FAILED', 'The export cannot be written.', [
      { path, message }
    ])
  }
}
