/**
 * The product without some of its parts, to see what each costs.
 *
 * Out: for each variant the files of src/ that are put in the place of others when it is bundled. The product has no
 * switch for any of them: what is measured is its own source, with a function of it replaced by one that does nothing.
 */
import { join } from 'node:path'
import { ROOT } from '../measure/paths.ts'

export type PartsVariant = {
  readonly name: string
  /** File of src/ → file of bench/parts/ that stands in its place. */
  readonly replaced: Readonly<Record<string, string>>
}

const GUARD = { 'logger-guard.ts': 'no-guard.ts' }
const RESERVED = { 'record/reserved.ts': 'no-reserved.ts' }
const STAMP = { 'logger-head.ts': 'no-stamp.ts' }

export const PARTS_VARIANTS: readonly PartsVariant[] = [
  { name: 'logveil', replaced: {} },
  { name: 'without the guard', replaced: GUARD },
  { name: 'without reserved names', replaced: RESERVED },
  { name: 'without the stamp', replaced: STAMP },
  { name: 'without all three', replaced: { ...GUARD, ...RESERVED, ...STAMP } }
]

/** Absolute paths of a variant's replacements. */
export function replacementsOf({ replaced }: PartsVariant): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(replaced).map(([file, instead]) => [
      join(ROOT, 'src', file),
      join(ROOT, 'bench', 'parts', instead)
    ])
  )
}
