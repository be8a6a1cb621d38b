/**
 * `console`, made safe.
 *
 * In: calls of the global console. Out: the same text on the same stream, after redaction.
 * Promise: text stays text (a program's own output is no log record), formatted by Node's own Console, without colours;
 * the methods that were there before come back.
 */
import type { Writable } from 'node:stream'
import { createShared, safeText, safeToPrint, type TextRules } from './safe-text.ts'

const shared = createShared<TextRules>(start)

export function patchConsole(rules: TextRules): () => void {
  return shared.ask(rules)
}

type Methods = Record<string, unknown>
type Method = (...values: readonly unknown[]) => unknown

/** All that print; what each of them does beside (groups, counters, timers) is the new Console's. */
const METHODS: readonly string[] =
  'log info debug warn error trace assert dir dirxml table group groupCollapsed groupEnd count countReset time timeLog timeEnd'.split(
    ' '
  )

function start(): () => void {
  // loaded when asked for: with node:stream they take 5 ms of the start of every service
  const { Console } = require('node:console') as typeof import('node:console')
  const printer = new Console({
    stdout: createSafeStream('stdout'),
    stderr: createSafeStream('stderr'),
    // A colour stands between a key and its value, and hides the value from the rules.
    colorMode: false
  }) as unknown as Record<string, Method>
  const safe = Object.fromEntries(METHODS.map((name) => [name, withSafeValues(printer, name)]))
  const target = globalThis.console as unknown as Methods
  const before = METHODS.map(
    (name) => [name, Object.getOwnPropertyDescriptor(target, name)] as const
  )
  for (const name of METHODS) {
    Object.defineProperty(target, name, {
      value: safe[name],
      writable: true,
      enumerable: true,
      configurable: true
    })
  }
  return () => {
    for (const [name, descriptor] of before) {
      // Whoever patched after us keeps his patch.
      if (target[name] !== safe[name]) continue
      if (descriptor === undefined) delete target[name]
      else Object.defineProperty(target, name, descriptor)
    }
  }
}

function withSafeValues(printer: Readonly<Record<string, Method>>, name: string): Method {
  // a call from here would stand at the top of the stack that it prints
  if (name === 'trace') return printer.trace as Method
  return (...values) => printer[name]?.(...values.map((value) => safeToPrint(value, shared.askers)))
}

/** Console writes each call's whole text at once. The stream is looked up anew: a test runner may replace it. */
function createSafeStream(name: 'stdout' | 'stderr'): Writable {
  const { Writable } = require('node:stream') as typeof import('node:stream')
  return new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      process[name].write(safeText(text, shared.askers))
      done()
    }
  })
}
