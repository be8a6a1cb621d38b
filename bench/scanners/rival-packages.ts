/**
 * npm's redaction packages, loaded one by one: a variant's process holds only the package that it measures.
 *
 * Out: text in, text out, with each package's defaults. Types are written here so that the bench compiles where
 * bench/node_modules is missing.
 */

/** A replacement that stands in no log, to read off where a package that only returns text has replaced something. */
export const MARK = '\u0001'

export type Redact = (text: string) => string

type RedactPii = {
  SyncRedactor: new (options?: object) => { redact(text: string): string }
}
type RedactPiiNode = {
  Redactor: new (options?: object) => { redact(text: string): string }
}
export type OpenRedactionResult = {
  readonly redacted: string
  readonly detections: readonly {
    readonly type: string
    readonly position: readonly [number, number]
  }[]
}
type OpenRedaction = {
  OpenRedaction: new (options?: object) => { detect(text: string): Promise<OpenRedactionResult> }
}
export type LogTapePattern = {
  readonly pattern: RegExp
  readonly replacement: string | ((match: string) => string)
}

/** redact-pii's built-in redactors (English). */
export async function loadRedactPii(options: object = {}): Promise<Redact> {
  const { SyncRedactor } = (await import(name('redact-pii'))) as RedactPii
  const redactor = new SyncRedactor(options)
  return (text) => redactor.redact(text)
}

export async function loadRedactPiiNode(options: object = {}): Promise<Redact> {
  const { Redactor } = (await import(name('@redactpii/node'))) as RedactPiiNode
  const redactor = new Redactor(options)
  return (text) => redactor.redact(text)
}

/** openredaction has an asynchronous interface only. */
export async function loadOpenRedaction(): Promise<(text: string) => Promise<OpenRedactionResult>> {
  const { OpenRedaction } = (await import(name('openredaction'))) as OpenRedaction
  const redactor = new OpenRedaction({ redactionMode: 'placeholder' })
  return (text) => redactor.detect(text)
}

/** The five patterns that @logtape/redaction ships. */
export async function loadLogTapePatterns(): Promise<readonly LogTapePattern[]> {
  const loaded = (await import(name('@logtape/redaction'))) as Record<string, unknown>
  return Object.keys(loaded)
    .filter((key) => key.endsWith('_PATTERN'))
    .map((key) => loaded[key] as LogTapePattern)
}

/** Hides the name from TypeScript, which would ask for the package's types. */
export function name(specifier: string): string {
  return specifier
}
