/**
 * `child()` of a logger that pino made, guarded.
 *
 * In: an instance, met for the first time in a log call or as a child. Out: nothing; its root makes children that throw
 * nothing of a caller's. Promise: bindings that throw are left out; what pino refuses is refused in pino's words.
 * The options of pino tell of a logger only when it writes or has made a child: until then `child()` is pino's.
 */
import type { LoggerOptions as PinoOptions } from 'pino'
import type { Instance, PinoSymbols } from './logger-instance.ts'
import { removeMarks } from './logger-marks.ts'

const GUARDED: unique symbol = Symbol('child() is guarded')
type Guarded = Instance & { [GUARDED]?: true }

export function guardChildren(
  instance: Instance,
  toSymbols: () => PinoSymbols,
  onTrouble: () => void
): void {
  if ((instance as Guarded)[GUARDED] === true) return
  const root = rootOf(instance, toSymbols().chindingsSym as symbol) as Guarded
  root[GUARDED] = true
  const { child } = root
  Object.defineProperty(root, 'child', {
    value: function guarded(this: Instance, bindings: object, options?: object) {
      const make = (own: object) => child.call(this, own as never, options as never)
      try {
        return make(bindings)
      } catch (error) {
        if (!bindings) throw error
        const made = make({})
        removeMarks(bindings)
        onTrouble()
        return made
      }
    },
    writable: true,
    configurable: true
  })
}

/** The instance that has bindings and whose prototype has none: pino's own prototype begins above it. */
function rootOf(instance: Instance, chindings: symbol): Instance {
  let root = instance
  for (let at: object | null = instance; at !== null; at = Object.getPrototypeOf(at))
    if (Object.hasOwn(at, chindings)) root = at as Instance
  return root
}

/** Stands where a serializer of the user's threw. */
const UNREADABLE = '[unreadable]'

/** Serializers run within `child()` too, where nothing of ours stands around them. */
export function guardSerializers(
  serializers: PinoOptions['serializers'],
  onTrouble: () => void
): PinoOptions['serializers'] {
  if (serializers === undefined || serializers === null) return serializers
  const guarded: NonNullable<PinoOptions['serializers']> = {}
  for (const key of Reflect.ownKeys(serializers) as string[]) {
    const serialize = serializers[key]
    guarded[key] =
      typeof serialize === 'function' ? guardSerializer(serialize, onTrouble) : (serialize as never)
  }
  return guarded
}

function guardSerializer(
  serialize: (value: unknown) => unknown,
  onTrouble: () => void
): (value: unknown) => unknown {
  return function guarded(this: unknown, ...args) {
    try {
      return serialize.apply(this, args)
    } catch {
      removeMarks(args)
      onTrouble()
      return UNREADABLE
    }
  }
}
