/**
 * Loggers under options that callers combine with hostile values, each made once: a rule set takes a while to compile.
 */
import pino from 'pino'
import {
  createLogger,
  type LoggerOptions,
  type LogveilError,
  withRedaction
} from '../../src/index.ts'

export type HostileLogger = {
  readonly name: string
  readonly log: pino.Logger
  readonly lines: string[]
  readonly errors: LogveilError[]
  /** pino made it and its children. */
  readonly ownChildren: boolean
  /** What it prints is for a terminal, not JSON. */
  readonly pretty: boolean
}

const fail = (): never => {
  throw new Error('thrown by an option')
}
const sometimes = (value: object) => {
  let calls = 0
  return () => (calls++ % 2 === 0 ? fail() : value)
}

type Options = Record<string, unknown>

const OPTIONS: Readonly<Record<string, Options>> = {
  standard: {},
  pino: { format: 'pino' },
  gcp: { format: 'gcp', projectId: 'p' },
  ecs: { format: 'ecs' },
  datadog: { format: 'datadog' },
  pretty: { pretty: true },
  nested: { nestedKey: 'payload', messageKey: 'text', errorKey: 'fault' },
  'nested pino': { format: 'pino', nestedKey: 'payload', crlf: true },
  redact: {
    redact: {
      paths: ['field', '*.deep', 'list[1]', 'bound.a'],
      censor: (value: unknown) => `was ${String(value)}`
    }
  },
  'remove paths': { redact: { paths: ['field.a', 'err.detail'], remove: true }, format: 'pino' },
  mixin: {
    mixin: sometimes({ mixed: 'x' }),
    mixinMergeStrategy: (a: object, b: object) => ({ ...b, ...a })
  },
  'mixin of nothing': { mixin: () => undefined },
  serializers: {
    serializers: { field: fail, err: (error: unknown) => error, bound: sometimes({ a: 1 }) }
  },
  'serializer of the message': { serializers: { message: () => Symbol('x') } },
  'formatters.log': { formatters: { log: sometimes({ formatted: 1 }) } },
  'formatters.bindings': { formatters: { bindings: (bindings: object) => bindings } },
  'hooks.logMethod': {
    hooks: {
      logMethod(this: pino.Logger, args: unknown[], method: (...args: unknown[]) => void) {
        if (args.length > 2) fail()
        method.apply(this, args)
      }
    }
  },
  'hooks.streamWrite': {
    hooks: { streamWrite: (line: string) => (line.length % 2 === 0 ? fail() : line) }
  },
  onChild: { onChild: fail },
  'own clock': { timestamp: pino.stdTimeFunctions.isoTime, base: null, msgPrefix: 'p: ' },
  limits: { depthLimit: 2, edgeLimit: 3, format: 'pino' },
  'custom levels': { customLevels: { info: 5, error: 7 }, useOnlyCustomLevels: true, level: 'info' }
}

export const LOGGERS: readonly HostileLogger[] = [
  ...Object.entries(OPTIONS).map(([name, options]) => make(name, options)),
  withPino('withRedaction'),
  withPino('withRedaction and metadata', true)
]

function make(name: string, options: Options): HostileLogger {
  const lines: string[] = []
  const errors: LogveilError[] = []
  const onError = (error: LogveilError) => void errors.push(error)
  const log = createLogger<never>({ ...options, onError } as LoggerOptions, {
    write: (line: string) => void lines.push(line)
  })
  return { name, log, lines, errors, ownChildren: false, pretty: options.pretty === true }
}

function withPino(name: string, metadata = false): HostileLogger {
  const lines: string[] = []
  const errors: LogveilError[] = []
  const stream = {
    write: (line: string) => void lines.push(line),
    [Symbol.for('pino.metadata')]: metadata
  }
  const log = pino(withRedaction({}, { onError: (error) => void errors.push(error) }), stream)
  return { name, log, lines, errors, ownChildren: true, pretty: false }
}
