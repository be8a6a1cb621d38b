/**
 * Help texts, made from the commands and the table of flags.
 *
 * In: commands. Out: text for stdout, within 100 columns.
 */
import type { Command } from './command.ts'
import { FLAGS, type FlagName } from './flags.ts'

/** What `logveil --help` prints. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => usageOf(command).length))
  const lines = commands.map((command) => `  ${usageOf(command).padEnd(width)}  ${command.summary}`)
  return `logveil: logs without personal data and secrets

Usage: logveil COMMAND [FLAG…] [ARGUMENT…]

${lines.join('\n')}

\`logveil COMMAND --help\` tells more, with examples; \`logveil --version\` the version.
Exit code: 0 done, 1 something was found or a check failed, 2 bad use or unreadable input.
`
}

/** What `logveil COMMAND --help` prints. */
export function commandHelp(command: Command): string {
  const flags = [...command.flags, 'help' as const]
  const width = Math.max(...flags.map((flag) => nameOf(flag).length))
  const examples = command.examples.map(([line, meaning]) => `  ${line}\n      ${meaning}`)
  return `Usage: logveil ${usageOf(command)}

${command.summary}

${command.details}

Flags:
${flags.map((flag) => `  ${nameOf(flag).padEnd(width)}  ${FLAGS[flag].help}`).join('\n')}

Examples:
${examples.join('\n')}
`
}

function usageOf({ name, args }: Command): string {
  return args === '' ? name : `${name} ${args}`
}

function nameOf(flag: FlagName): string {
  const spec = FLAGS[flag]
  const value = spec.value === undefined ? '' : `=${spec.value}`
  return spec.short === undefined ? `--${flag}${value}` : `-${spec.short}, --${flag}${value}`
}
