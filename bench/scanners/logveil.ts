/**
 * The product's scanner: as it comes, and with every shipped rule switched on.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../measure/paths.ts'
import { loadLogveil, type ProductScanner } from '../product.ts'
import type { Scanner } from './scanner.ts'

type LoadedPack = { readonly rules: readonly object[] }

export function openLogveilScanners(): Scanner[] {
  return [
    toScanner('logveil', openDefault()),
    toScanner('logveil, all rules', openAllRules({})),
    toScanner('logveil, any likelihood', openAllRules({ minLikelihood: 'VERY_UNLIKELY' }))
  ]
}

export function openDefault(): ProductScanner {
  return loadLogveil().createScanner()
}

/** Rules that are off by default are switched on in a copy of the packs, as a user would. */
function openAllRules(options: object): ProductScanner {
  const dir = join(ROOT, 'rules')
  const files = readdirSync(dir).filter((file) => file.endsWith('.yaml'))
  const packs = loadLogveil().loadRules(
    files.map((file) => join(dir, file))
  ) as readonly LoadedPack[]
  const rules = packs.map((pack) => ({
    ...pack,
    rules: pack.rules.map((rule) => ({ ...rule, default: true }))
  }))
  return loadLogveil().createScanner({ rules, ...options })
}

function toScanner(name: string, scanner: ProductScanner): Scanner {
  return {
    name,
    find: (text) =>
      scanner.scan(text).map(({ start, end, infoType }) => ({ start, end, type: infoType })),
    redact: (line) => scanner.redactLine(line).line
  }
}
