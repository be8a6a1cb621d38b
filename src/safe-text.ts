/**
 * Text that is no line of ours, made safe: what Node prints of a crash, what goes to `console`.
 *
 * In: text, and the rules of every logger that asked. Out: the same text without what they find.
 * Promise: fail closed: text that cannot be checked is withheld. Colours hide nothing.
 */
import { stripVTControlCharacters } from 'node:util'
import { safeValue } from './safe-value.ts'

/** The rules of one logger. */
export type TextRules = {
  redactText(text: string): string
  redactLine(line: string): string
}

/** Under this symbol a logger holds its rules for text. */
export const TEXT_PORT: unique symbol = Symbol.for('logveil.text') as never

const WITHHELD = '[WITHHELD]'

export function safeText(text: string, askers: readonly TextRules[]): string {
  try {
    // `ESC[33m4111…`: the m before the digits would make a word of them
    const plain = stripVTControlCharacters(text)
    const safe = askers.reduce((before, rules) => rules.redactText(before), plain)
    return safe === plain ? text : safe
  } catch {
    return text.endsWith('\n') ? `${WITHHELD}\n` : WITHHELD
  }
}

/** A value that is about to be printed. What is printed of it still has to pass safeText. */
export function safeToPrint(value: unknown, askers: readonly TextRules[]): unknown {
  try {
    return safeValue(value, (line) =>
      askers.reduce((before, rules) => rules.redactLine(before), line)
    )
  } catch {
    return WITHHELD
  }
}

/** Something that is installed once, for the first that asks, and removed with the last. */
export type Shared<Asker> = {
  readonly askers: readonly Asker[]
  /** Gives back what ends this asker's part; calling it twice does nothing more. */
  ask(asker: Asker): () => void
}

export function createShared<Asker>(start: () => () => void): Shared<Asker> {
  let askers: readonly Asker[] = []
  let stop: (() => void) | undefined
  return {
    get askers() {
      return askers
    },
    ask(asker) {
      askers = [...askers, asker]
      stop ??= start()
      let isAsking = true
      return () => {
        if (!isAsking) return
        isAsking = false
        const at = askers.indexOf(asker)
        askers = askers.filter((_, index) => index !== at)
        if (askers.length > 0) return
        stop?.()
        stop = undefined
      }
    }
  }
}

const OURS: unique symbol = Symbol.for('logveil.handler') as never
type Listener = (...args: never[]) => void

/** Marks a listener, so that another copy of this package does not take it for the application's. */
export function markOurs<Marked extends Listener>(listener: Marked): Marked {
  return Object.defineProperty(listener, OURS, { value: true })
}

export function isOurs(listener: unknown): boolean {
  return (listener as { readonly [OURS]?: true })[OURS] === true
}
