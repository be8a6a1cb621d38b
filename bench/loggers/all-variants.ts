/** Every variant by its name. */
import { LOGVEIL_VARIANTS } from './logveil.ts'
import { PINO_VARIANTS } from './pino.ts'
import { RIVAL_VARIANTS } from './rivals.ts'
import type { Variant } from './variant.ts'

export function variantNamed(name: string): Variant {
  const all = [...PINO_VARIANTS, ...LOGVEIL_VARIANTS, ...RIVAL_VARIANTS]
  const found = all.find((variant) => variant.name === name)
  if (found === undefined) throw new Error(`no variant is named ${name}`)
  return found
}
