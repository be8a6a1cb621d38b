/**
 * Which logger is writing, for hooks that pino does not tell.
 *
 * In: calls of logMethod and onChild, which pino does tell. Out: the paths that hold for the line at hand, its stream.
 * Promise: a child's `redact` adds to its parent's, though the child is pino's own; a stream that asks for pino's metadata
 * gets it from the safe line.
 */
import type { Logger, LoggerOptions as PinoOptions } from 'pino'
import { type Beside, createBeside } from './logger-beside.ts'
import type { Instance, PinoSymbols } from './logger-instance.ts'
import type { LinePaths } from './redact/guard.ts'
import { censorText, combinePaths } from './redact/line-paths.ts'
import type { Reporter } from './reporter.ts'
import type { RuleSet } from './rule-set.ts'
import { guardChildren } from './with-redaction-children.ts'

type LogMethod = NonNullable<NonNullable<PinoOptions['hooks']>['logMethod']>
type OnChild = NonNullable<PinoOptions['onChild']>

type Settings = {
  readonly paths: LinePaths | null
  readonly messageKey: string
  readonly rules: RuleSet
  readonly reporter: Reporter
  /** Bindings of a child could not be read. */
  readonly onUnread: () => void
}

export type Caller = {
  readonly paths: LinePaths | null
  secureBeside(safe: string): void
}

export type Callers = {
  /** Remembers the logger for as long as its call runs; a serializer may log too. */
  follow(logMethod: LogMethod): LogMethod
  current(): Caller
  onChild(user: OnChild | undefined): OnChild
  /** Writes a line in the place of the one that could not be made. */
  writeInstead(logger: Logger, level: number, toLine: (head: string, end: string) => string): void
}

/** Own state of a pino instance; children inherit it through their prototype. */
const CHILD_PATHS: unique symbol = Symbol('paths')
const CENSORED: unique symbol = Symbol('%j follows the paths')
type Marked = Instance & { [CHILD_PATHS]?: LinePaths; [CENSORED]?: LinePaths }

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure
export function createCallers(settings: Settings): Callers {
  let logger: Marked | null = null
  let symbols: PinoSymbols = {}
  let beside: Beside | null = null
  return { follow, current, onChild, writeInstead }

  function follow(logMethod: LogMethod): LogMethod {
    return function followed(this: Logger, args, method, level) {
      const before = logger
      logger = this as unknown as Marked
      try {
        meet(logger)
        logMethod.call(this, args, method, level)
      } finally {
        logger = before
      }
    }
  }

  function current(): Caller {
    const caller = logger
    return {
      paths: caller?.[CHILD_PATHS] ?? settings.paths,
      secureBeside: (safe) => caller !== null && beside?.(caller, safe)
    }
  }

  /** pino's symbols are its copy's own: they are read from the first logger that writes. */
  function meet(caller: Marked): void {
    if (beside === null) {
      symbols = symbolsOf(caller)
      beside = createBeside(symbols, settings.messageKey, settings.reporter)
    }
    guardChildren(caller, () => symbols, settings.onUnread)
    const paths = caller[CHILD_PATHS] ?? settings.paths
    if (paths !== null && caller[CENSORED] !== paths) censorArguments(caller, paths)
  }

  /** The paths hold in what `%j` and `%o` write too, as in pino. */
  function censorArguments(caller: Marked, paths: LinePaths): void {
    const formatOptions = symbols.formatOptsSym as symbol
    const { stringify } = caller[formatOptions] as { stringify(value: unknown): string | undefined }
    caller[CENSORED] = paths
    caller[formatOptions] = {
      stringify(value: unknown) {
        const json = stringify(value)
        return json === undefined ? json : censorText(json, paths, settings.rules)
      }
    }
  }

  function onChild(user: OnChild | undefined): OnChild {
    return function adopt(this: unknown, child) {
      try {
        takeOver(child as unknown as Marked)
        user?.call(this, child)
      } catch {
        const told = 'The option onChild threw, or the redact of a child cannot be read.'
        settings.reporter('ERR_OPTIONS_INVALID', told)
      }
    }
  }

  /** pino has put its own redaction into the child, in its parent's place: it leaves again, and ours takes the paths. */
  function takeOver(child: Marked): void {
    guardChildren(child, () => symbolsOf(child), settings.onUnread)
    if (!Object.hasOwn(child, 'redact')) return
    const { redact } = child as unknown as { readonly redact: unknown }
    child[CHILD_PATHS] = combinePaths(redact, child[CHILD_PATHS] ?? settings.paths)
    const own = symbolsOf(child)
    for (const name of ['stringifiersSym', 'stringifySym', 'formatOptsSym'])
      delete child[own[name] as symbol]
  }

  function writeInstead(
    caller: Logger,
    level: number,
    toLine: (head: string, end: string) => string
  ): void {
    const instance = caller as unknown as Instance
    const { lsCacheSym, timeSym, endSym, streamSym } = symbols
    const heads = instance[lsCacheSym as symbol] as Readonly<Record<number, string>>
    const time = (instance[timeSym as symbol] as () => string)()
    const safe = toLine(
      `${heads[level] ?? `{"level":${level}`}${time}`,
      instance[endSym as symbol] as string
    )
    beside?.(instance, safe)
    ;(instance[streamSym as symbol] as { write(line: string): void }).write(safe)
  }
}

/** `pino.symbols` of the copy that made an instance, by the names that pino gives them. */
function symbolsOf(instance: object): PinoSymbols {
  const found: Record<string, symbol> = {}
  for (let at: object | null = instance; at !== null; at = Object.getPrototypeOf(at))
    for (const symbol of Object.getOwnPropertySymbols(at)) {
      const name = /^pino\.(\w+)$/.exec(symbol.description ?? '')?.[1]
      if (name !== undefined) found[`${name}Sym`] ??= symbol
    }
  return found
}
