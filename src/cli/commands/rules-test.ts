/**
 * `logveil rules test`: does each rule find what its examples say, and nothing else?
 */
import { LogveilError } from '../../errors.ts'
import type { RuleReport } from '../../rules/check.ts'
import { checkRules } from '../../rules-api.ts'
import type { Command } from '../command.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'
import { quantity } from '../quantity.ts'
import { packsOf } from '../rule-sources.ts'
import { toTable } from '../table.ts'

export const rulesTestCommand: Command = {
  name: 'rules test',
  summary: "Runs each rule's own examples.",
  args: '[FILE…]',
  flags: ['engine', 'json'],
  details: `Rule files, or the shipped packs where none is named. What failed is named by example and offsets.
Exit code 1 if an example fails.`,
  examples: [
    ['logveil rules test ./rules/acme.yaml', 'checks a pack of your own'],
    ['logveil rules test --engine re2', 'the shipped rules on RE2']
  ],
  async run({ args, flags, io }) {
    const engine = parseEngine(flags.engine)
    const report = checkRules(packsOf(args), engine === undefined ? {} : { engine })
    await createOutput(io.stdout).write(flags.json ? toJsonDocument(report) : toText(report))
    return report.failed > 0 ? 1 : 0
  }
}

function parseEngine(name: string | undefined): 'v8' | 're2' | undefined {
  if (name === undefined || name === 'v8' || name === 're2') return name
  const message = 'expected v8 or re2, got another name; write `--engine=re2`'
  throw new LogveilError('ERR_USAGE', 'The command cannot run.', [{ path: '--engine', message }])
}

function toText({ passed, failed, rules }: RuleReport): string {
  const rows = rules.flatMap(({ id, problems }) =>
    problems.map(({ example, message }) => [id, example, message])
  )
  const sum = `${passed} of ${quantity(passed + failed, 'example')} of ${quantity(rules.length, 'rule')} pass`
  return failed === 0 ? `${sum}\n` : `${toTable(rows)}\n${sum}\n`
}
