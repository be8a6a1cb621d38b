/**
 * Tables of options.
 *
 * In: the types and lists in src. Out: tables. Promise: an option without a sentence stops the build.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FORMAT_NAMES, type FormatName } from '../../../src/formats/format.ts'
import { LOGGER_OPTIONS, PINO_OPTIONS, RULE_SET_OPTIONS } from '../../../src/options.ts'
import { OPERATOR_TYPES, type OperatorType } from '../../../src/redact/operator.ts'
import { toCode, toTable } from './markdown.ts'
import { type Member, readMembers } from './members.ts'

const SRC = join(__dirname, '..', '..', '..', 'src')

/** What types of other files stand behind an indexed access. */
const TYPES: Readonly<Record<string, string>> = {
  HandlerOptions: '{ signals?, crash?, console? }',
  StdoutOptions: "{ onFull?: 'spill' | 'drop' | 'block', spillFolder?, deadlineMs? }",
  "ResourceOptions['service']": '{ name?, version?, namespace?, instance?: { id } }',
  "ResourceOptions['deployment']": '{ environment: { name } }'
}

const DOCS: Readonly<Record<string, string>> = {
  deployment: 'Where the service runs, such as production or staging.'
}

const PINO: Readonly<Record<string, string>> = {
  name: 'As in pino, and `service.name` where `service` does not say it.',
  level: 'As in pino. Default: `LOG_LEVEL` from the environment, else `info`.',
  levelComparison: 'As in pino.',
  customLevels: 'As in pino; `severity` is that of the next lower standard level.',
  useOnlyCustomLevels: 'As in pino.',
  depthLimit: 'As in pino.',
  edgeLimit: 'As in pino.',
  mixin: 'As in pino; what it returns is looked at like any field.',
  mixinMergeStrategy: 'As in pino.',
  redact:
    "Never handed to pino: the same syntax, found in the finished line. A child's paths add to its parent's. See [path redaction](../explanation/path-redaction.md).",
  hooks: 'Composed: your `streamWrite` runs first, ours last.',
  formatters:
    '`level`: yours and ours. `log`: yours first, then errors, reserved names and trace ids. `bindings`: as in pino.',
  serializers:
    'As in pino; the result is looked at. A serializer for `err` or `error` wins over `exception`.',
  msgPrefix: 'As in pino.',
  base: "Your fields on each line; `null` drops `service` and `deployment`. pino's `pid` and `hostname` are not written, see `resource`.",
  enabled: 'As in pino.',
  crlf: 'As in pino.',
  timestamp:
    'Default: RFC 3339 UTC with milliseconds, made once a millisecond. Your function wins; its result is then looked at too.',
  messageKey: "Default `message` (`msg` in `format: 'pino'`); pretty output follows it.",
  errorKey: 'Default `err`. An Error under it, or under `error`, becomes `exception`.',
  nestedKey:
    "Your fields stand under it as you wrote them; `exception`, trace ids and a request's own fields stand at the top.",
  browser: 'Not used: logveil runs on Node.',
  transport:
    'We build the stream ourselves, so `targets` and `formatters.level` go together. The worker sees safe lines only.',
  onChild: 'As in pino.',
  safe: 'As in pino.'
}

const FORMATS: Readonly<Record<FormatName, string>> = {
  standard: 'The standard record; see [fields](fields.md).',
  pino: "pino's own record to the letter (`level`, `time` in epoch milliseconds, `pid`, `hostname`, `msg`, `err`): nothing is added or moved, only redacted.",
  gcp: 'Google Cloud Logging: `severity`, `httpRequest`, `serviceContext`, `logging.googleapis.com/*`.',
  ecs: 'Elastic Common Schema: `@timestamp`, `log.level`, `event.*`, `url.*`.',
  datadog: 'Datadog: `timestamp`, `status`, `dd.*`, `http.*`, `duration` in ns.'
}

const OPERATORS: Readonly<Record<OperatorType, readonly [string, string]>> = {
  replace: [
    '`[EMAIL_ADDRESS]`, or the text in `with`',
    'Nothing of the value is left, not even its length.'
  ],
  mask: [
    '`**** **** **** 1111`',
    'Shows at most `show` (0 to 4, default 4) characters at the end, and at most a quarter of the letters and digits.'
  ],
  truncate: [
    '`203.0.113.0`, `2001:db8:1::`',
    'IP addresses only, cut to /24 and /48; anything else gets the token.'
  ],
  hash: [
    '`[EMAIL_ADDRESS:k1:…]`, 20 consonants',
    'HMAC-SHA-256 under `pseudonymKey`, a subkey for each infoType; the same value gives the same text. Without a key the start fails where you asked for it by name; a rule whose own default it is then replaces.'
  ],
  remove: [
    'nothing: the field goes',
    'In an array an empty text stays (`null` for a number), so that nothing moves; inside a text the value is cut out.'
  ],
  keep: ['the value itself', 'Counted in `pii.found` and left as it is. Never a default.']
}

/** Tables of docs/reference/options.md. */
export function optionTables(): Readonly<Record<string, string>> {
  return {
    options: ownOptions(),
    'pino-options': toTable(
      ['option', 'what happens'],
      PINO_OPTIONS.map((name) => [toCode(name), sentenceOf(PINO, name)])
    ),
    'request-options': toTable(
      OPTION_HEAD,
      membersOf('http/request-options.ts', 'RequestLoggerOptions').map(toRow)
    ),
    'stdout-options': toTable(
      OPTION_HEAD,
      membersOf('deliver/stdout.ts', 'StdoutOptions').map(toRow)
    ),
    'handler-options': toTable(OPTION_HEAD, membersOf('options.ts', 'HandlerOptions').map(toRow)),
    ...deliveryTables(),
    formats: toTable(
      ['format', 'shape'],
      FORMAT_NAMES.map((name) => [toCode(name), FORMATS[name]])
    ),
    operators: toTable(
      ['operator', 'writes', 'promise'],
      OPERATOR_TYPES.map((name) => [toCode(name), ...OPERATORS[name]])
    )
  }
}

const OPTION_HEAD = ['option', 'type', 'default', 'meaning']

function ownOptions(): string {
  const known = new Map(
    [
      ...membersOf('rule-set.ts', 'RuleSetOptions'),
      ...membersOf('options.ts', 'LogveilOptions')
    ].map((member) => [member.name, member] as const)
  )
  const names = LOGGER_OPTIONS.filter((name) => !PINO_OPTIONS.includes(name))
  return toTable(
    [...OPTION_HEAD, 'also of the scanner'],
    names.map((name) => {
      const member = known.get(name)
      if (member === undefined) throw new Error(`the option ${name} is not documented`)
      return [...toRow(member), RULE_SET_OPTIONS.includes(name) ? 'yes' : '']
    })
  )
}

function membersOf(file: string, type: string): readonly Member[] {
  return readMembers(readFileSync(join(SRC, file), 'utf8'), type)
}

function toRow({ name, type, doc, fallback }: Member): readonly string[] {
  const text = doc || sentenceOf(DOCS, name)
  const isCode = /^(?:'[^']*'|\[[^\]]*\]|true|false|[A-Z_]{4,})$/.test(fallback)
  return [
    toCode(name),
    toCode(TYPES[type] ?? type),
    isCode ? toCode(fallback) : fallback.replace(/\b[A-Z]+_\*/g, toCode),
    text
  ]
}

function sentenceOf(sentences: Readonly<Record<string, string>>, name: string): string {
  const sentence = sentences[name]
  if (sentence === undefined) throw new Error(`${name} has no sentence`)
  return sentence
}

/** Delivery's options, the settings of each sink, and the groups among them. */
function deliveryTables(): Readonly<Record<string, string>> {
  const table = (file: string, type: string): string =>
    toTable(OPTION_HEAD, membersOf(`deliver/${file}.ts`, type).map(toRow))
  return {
    'delivery-options': table('delivery-options', 'DeliveryOptions'),
    'dead-letter-options': table('delivery-options', 'DeadLetterSettings'),
    'sink-settings': table('sink-settings', 'SinkSettings'),
    'sink-route': table('sink-settings', 'Route'),
    'sink-buffer': table('sink-settings', 'BufferSettings'),
    'sink-batch': table('sink-settings', 'BatchSettings'),
    'sink-retry': table('sink-settings', 'RetryOptions')
  }
}
