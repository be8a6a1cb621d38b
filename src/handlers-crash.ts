/**
 * What Node prints of a crash and of warnings, made safe.
 *
 * In: an uncaught error, an unhandled rejection, a warning. Out: Node's text of it on stderr after redaction, and the
 * exit code that Node would have given.
 * Promise: an application with its own listener decides, as it does without us; the line of source code that Node
 * shows above the error is left out, for it can hold a literal.
 */
import { writeSync } from 'node:fs'
import { inspect } from 'node:util'
import { isMainThread } from 'node:worker_threads'
import {
  createShared,
  isOurs,
  markOurs,
  safeText,
  safeToPrint,
  type TextRules
} from './safe-text.ts'

const UNCAUGHT_CODE = 1
const STDERR = 2
const STDERR_DEADLINE_MS = 1000
/** As deep as Node itself: lib/internal/process/execution.js takes the greater of 5 and inspect's default. */
const DEPTH = 5

const shared = createShared<TextRules>(start)

export function handleCrashes(rules: TextRules): () => void {
  // An error in a worker thread is not printed there: it is handed to the thread that made it.
  return isMainThread ? shared.ask(rules) : () => undefined
}

function start(): () => void {
  const onUncaught = markOurs((error: unknown) => {
    const others = process.listeners('uncaughtException').filter((listener) => !isOwn(listener))
    if (others.length === 0) crash(error)
  })
  // Sentry ends the process only if it is alone; a listener with this mark does not count for it.
  Object.assign(onUncaught, { _errorHandler: true })
  process.on('uncaughtException', onUncaught)
  const restoreWarnings = replaceWarningPrinter()
  return () => {
    process.off('uncaughtException', onUncaught)
    restoreWarnings()
  }
}

/** Ours, or the one that Node adds for domains. */
function isOwn(listener: unknown): boolean {
  return (
    isOurs(listener) || (listener as { name?: unknown }).name === 'domainUncaughtExceptionClear'
  )
}

function crash(error: unknown): void {
  writeStderr(`${safeText(toText(error), shared.askers)}\n\nNode.js ${process.version}\n`)
  try {
    process.exit(UNCAUGHT_CODE)
  } catch {
    // An exit listener threw. Node ignores that after an uncaught error; the second call emits nothing.
    process.exit(UNCAUGHT_CODE)
  }
}

function toText(error: unknown): string {
  try {
    const depth = Math.max(DEPTH, inspect.defaultOptions.depth ?? Number.POSITIVE_INFINITY)
    return inspect(safeToPrint(error, shared.askers), {
      customInspect: false,
      colors: false,
      depth
    })
  } catch {
    return 'Uncaught error that cannot be printed'
  }
}

/** stderr may be a pipe that takes nothing now; process.stderr would give the rest up at the exit. */
function writeStderr(text: string): void {
  const bytes = Buffer.from(text)
  const end = performance.now() + STDERR_DEADLINE_MS
  const cell = new Int32Array(new SharedArrayBuffer(4))
  for (let at = 0; at < bytes.length && performance.now() < end; ) {
    try {
      at += writeSync(STDERR, bytes, at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return
      Atomics.wait(cell, 0, 0, 5)
    }
  }
}

type WarningListener = (warning: Error) => void

/** Node's own printer stays, with all its flags; it gets safe copies. Without it (--no-warnings) nothing is printed. */
function replaceWarningPrinter(): () => void {
  const printer = (process.listeners('warning') as WarningListener[]).find(
    ({ name }) => name === 'onWarning'
  )
  if (printer === undefined) return () => undefined
  const printSafely = markOurs((warning: Error) => printer(toSafeWarning(warning)))
  process.off('warning', printer)
  process.on('warning', printSafely)
  return () => {
    process.off('warning', printSafely)
    process.on('warning', printer)
  }
}

type Warning = Error & { code?: unknown; detail?: unknown }

function toSafeWarning(warning: Warning): Error {
  const safe = (value: unknown) =>
    typeof value === 'string' ? safeText(value, shared.askers) : undefined
  const copy: Warning = new Error(safe(warning.message) ?? '')
  copy.name = safe(warning.name) ?? 'Warning'
  copy.stack = safe(warning.stack) ?? copy.message
  for (const key of ['code', 'detail'] as const) {
    const value = safe(warning[key])
    if (value !== undefined) copy[key] = value
  }
  return copy
}
