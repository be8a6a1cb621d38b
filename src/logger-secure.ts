/**
 * A pino instance becomes a safe one.
 *
 * In: an instance as pino made it, pino's symbols, and the parts that make lines safe. Out: the same instance.
 * Promise: every line of it and of its children passes the guard; child bindings are looked at once, with the
 * child's first line; a line's head is exempt only while it is, to the pointer, the text that was made safe.
 *
 * Works on symbols that pino documents for integrators (`pino.symbols`), and on nothing else of its inside.
 */
import type { Members } from './formats/member-writer.ts'
import { createBindings } from './logger-bindings.ts'
import { createTrustedChildren } from './logger-children.ts'
import { createCallerFields } from './logger-fields.ts'
import { createHeadsWithout } from './logger-heads.ts'
import {
  type ChildOptions,
  type Fields,
  FOUND,
  type Instance,
  type InstanceParts,
  KEY_BITS,
  KNOWN,
  LOG_FORMATTER,
  PATHS,
  PENDING,
  SAFE_BINDINGS,
  type SafeInstance,
  type SecuredInstance,
  STANDARD,
  type State,
  TRACED
} from './logger-instance.ts'
import { createLineMaker } from './logger-line.ts'

export function secureInstance(root: Instance, parts: InstanceParts): SecuredInstance {
  const fields = createCallerFields(parts)
  const bindings = createBindings(root, parts, fields)
  const headsWithout = createHeadsWithout()
  const lines = createLineMaker(root, parts, fields, bindings, headsWithout)
  const children = createTrustedChildren(parts, bindings, headsWithout)
  Object.assign(root, {
    [SAFE_BINDINGS]: '',
    [PENDING]: root[parts.symbols.chindingsSym as symbol] as string,
    [KNOWN]: 0,
    [KEY_BITS]: 0,
    [PATHS]: parts.paths,
    [LOG_FORMATTER]: parts.logFormatter,
    [FOUND]: [],
    [STANDARD]: false,
    [TRACED]: false
  } satisfies State)
  bindings.secure(root as SafeInstance)
  bindings.censorArguments(root as SafeInstance)
  define(root, 'child', function child(this: SafeInstance, own: Fields, options?: ChildOptions) {
    return bindings.child(this, own, options)
  })
  define(root, 'setBindings', function setBindings(this: SafeInstance, own: Fields) {
    bindings.set(this, own)
  })
  define(root, 'bindings', function getBindings(this: SafeInstance) {
    return bindings.get(this)
  })
  define(root, parts.symbols.asJsonSym as symbol, lines.asJson)
  return {
    last: lines.last,
    settle,
    trustedChild: children.trustedChild,
    writeRecord(logger, level, members, own, message) {
      bindings.settle(logger as SafeInstance)
      if (lines.writeStandard(logger as SafeInstance, level, members, own, message)) return
      call(children.standardChild(logger, members), level, own, message)
    },
    writeFields(logger, level, own, message) {
      call(children.standardChild(logger, NO_MEMBERS), level, own, message)
    },
    takeOwn: fields.takeOwn
  }

  function settle(logger: Instance, text: string, isClean: boolean): void {
    if (isClean) bindings.settleAs(logger as SafeInstance, text)
    else bindings.settle(logger as SafeInstance)
  }
}

const NO_MEMBERS: Members = Object.freeze({ safe: '', open: '', names: [] })

function call(logger: Instance, level: string, fields: Fields, message: string): void {
  ;(logger as unknown as Record<string, (fields: Fields, message: string) => void>)[level]?.(
    fields,
    message
  )
}

function define(root: Instance, name: string | symbol, value: unknown): void {
  Object.defineProperty(root, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false
  })
}
