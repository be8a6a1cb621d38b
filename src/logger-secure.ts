/**
 * A pino instance becomes a safe one.
 *
 * In: an instance as pino made it, pino's symbols, and the parts that make lines safe. Out: the same instance.
 * Promise: every line of it and of its children passes the guard; child bindings are made safe once, when the
 * child is made; a line's head is exempt only while it is, to the pointer, the text that was made safe.
 *
 * Works on symbols that pino documents for integrators (`pino.symbols`), and on nothing else of its inside.
 */
import { createBindings } from './logger-bindings.ts'
import { createTrustedChildren } from './logger-children.ts'
import { createCallerFields } from './logger-fields.ts'
import {
  type ChildOptions,
  type Fields,
  FOUND,
  type Instance,
  type InstanceParts,
  KEY_BITS,
  LOG_FORMATTER,
  PATHS,
  SAFE_BINDINGS,
  type SafeInstance,
  type SecuredInstance,
  STANDARD,
  type State,
  TRACED,
  TWINS
} from './logger-instance.ts'
import { createLineMaker } from './logger-line.ts'

export function secureInstance(root: Instance, parts: InstanceParts): SecuredInstance {
  const fields = createCallerFields(parts)
  const bindings = createBindings(root, parts, fields)
  const lines = createLineMaker(root, parts, fields)
  Object.assign(root, {
    [SAFE_BINDINGS]: '',
    [KEY_BITS]: 0,
    [PATHS]: parts.paths,
    [LOG_FORMATTER]: parts.logFormatter,
    [FOUND]: [],
    [STANDARD]: false,
    [TRACED]: false,
    [TWINS]: false
  } satisfies State)
  bindings.secure(root as SafeInstance, '', 0)
  bindings.censorArguments(root as SafeInstance)
  define(root, 'child', function child(this: SafeInstance, own: Fields, options?: ChildOptions) {
    return bindings.child(this, own, options)
  })
  define(root, 'setBindings', function setBindings(this: SafeInstance, own: Fields) {
    bindings.set(this, own)
  })
  define(root, parts.symbols.asJsonSym as symbol, lines.asJson)
  return {
    last: lines.last,
    writeStandard: lines.writeStandard,
    ...createTrustedChildren(parts),
    withOwn: fields.withOwn
  }
}

function define(root: Instance, name: string | symbol, value: unknown): void {
  Object.defineProperty(root, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false
  })
}
