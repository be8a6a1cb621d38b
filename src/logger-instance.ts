/**
 * What a safe pino instance is.
 *
 * In: nothing. Out: the types of an instance, of the parts that make its lines safe, and the symbols of its own state.
 * Promise: the state is inherited through the prototype, as pino's own is, so that a child costs no copy of it.
 */
import type { Logger } from 'pino'
import type { Format } from './formats/format.ts'
import type { Members } from './formats/member-writer.ts'
import type { RecordFields } from './record/fields.ts'
import type { TraceIds } from './record/trace.ts'
import type { FoundEntry } from './redact/found.ts'
import type { Guard, LinePaths } from './redact/guard.ts'

/** pino's symbols, as `pino.symbols` gives them. */
export type PinoSymbols = Readonly<Record<string, symbol>>

export type InstanceParts = {
  readonly symbols: PinoSymbols
  readonly guard: Guard
  readonly format: Format
  readonly errorKey: string
  readonly messageKey: string
  /** The clock is ours, so the time on the line needs no look. */
  readonly ownClock: boolean
  /** Keys whose values a serializer of the user's makes. */
  readonly serialized: ReadonlySet<string>
  /** The user's `formatters.log`. */
  readonly logFormatter: FieldsFormatter | undefined
  readonly levelFormatter: (user: LevelFormatter | undefined) => LevelFormatter
  readonly paths: LinePaths | null
  readonly parsePaths: (option: unknown, above: LinePaths | null) => LinePaths
  /** Whether a document of JSON holds nothing. */
  readonly isClean: (document: string) => boolean
  /** The user's paths in JSON that becomes part of a message (`%j`). */
  readonly censorText: (json: string, paths: LinePaths) => string
  /** The member of the head that names the rule set, without and with findings. */
  readonly stampText: (found: readonly FoundEntry[]) => string
  readonly activeTrace: () => TraceIds | undefined
  readonly onReserved: (name: string) => void
  readonly onTrouble: (error: unknown) => void
  /** No mixin and no hook of the caller's runs within a log call, and nothing is nested. */
  readonly isPlain: boolean
}

export type Fields = Record<string, unknown>
export type FieldsFormatter = (fields: Fields) => Fields
export type LevelFormatter = (label: string, level: number) => Fields
export type ChildOptions = Fields & {
  readonly redact?: unknown
  readonly formatters?: { readonly log?: FieldsFormatter; readonly level?: LevelFormatter }
}
export type AsJson = (
  this: Instance,
  fields: Fields,
  message: unknown,
  level: number,
  time: string
) => string

/** A pino logger, seen through its symbols. */
export type Instance = Logger & { [key: symbol]: unknown }

/** What was last serialised, handed from asJson to streamWrite. */
export type LastLine = {
  logger: Instance
  line: string
  head: number
  paths: LinePaths | null
  found: readonly FoundEntry[]
  /** Bindings on the line that nobody has looked at before; null if there are none. */
  bindings: string | null
  /** Whether they stand on it as they are. */
  holdsBindings: boolean
}

// Own state of an instance; children inherit it through their prototype.
export const SAFE_BINDINGS: unique symbol = Symbol('safe bindings')
/** Bindings of which only the first KNOWN units are safe: the child's first line is looked at with them. */
export const PENDING: unique symbol = Symbol('pending bindings')
export const KNOWN: unique symbol = Symbol('known length of pending bindings')
export const KEY_BITS: unique symbol = Symbol('key bits')
export const PATHS: unique symbol = Symbol('paths')
export const LOG_FORMATTER: unique symbol = Symbol('log formatter')
export const FOUND: unique symbol = Symbol('found in bindings')
/** The instance carries standard fields that http/ handed over: nothing is moved, nothing traced again. */
export const STANDARD: unique symbol = Symbol('standard fields')
export const TRACED: unique symbol = Symbol('trace ids in bindings')

export type State = {
  [SAFE_BINDINGS]: string
  [PENDING]: string
  [KNOWN]: number
  [KEY_BITS]: number
  [PATHS]: LinePaths | null
  [LOG_FORMATTER]: FieldsFormatter | undefined
  [FOUND]: readonly FoundEntry[]
  [STANDARD]: boolean
  [TRACED]: boolean
}
export type SafeInstance = Instance & State

/** What streamWrite needs to know, and how trusted children are made. */
export type SecuredInstance = {
  readonly last: LastLine
  /** After a line with these bindings was looked at; `isClean`: they stood on it, and nothing was found. */
  settle(logger: Instance, bindings: string, isClean: boolean): void
  /** A child with fields that logveil itself made: neither scanned nor moved. */
  trustedChild(parent: Instance, fields: Fields): Instance
  /** One record of standard fields, with a caller's own beside them. */
  writeRecord(logger: Instance, level: string, members: Members, own: Fields, message: string): void
  /** The same where the members are not known as text: all of it is looked at. */
  writeFields(logger: Instance, level: string, fields: Fields, message: string): void
  /** A caller's own fields beside standard ones: reserved names moved, the error told in the record's words. */
  takeOwn(own: Readonly<Fields>): OwnFields
}

export type OwnFields = {
  readonly rest: Fields
  readonly exception: RecordFields['exception'] | undefined
}

/** Stands for a line or message that could not be made. */
export const WITHHELD = '[WITHHELD]'
