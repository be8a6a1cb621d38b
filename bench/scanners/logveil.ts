/**
 * The product's scanner: as it comes, and with every shipped rule switched on.
 */
import { loadLogveil, type ProductScanner } from '../product.ts'
import type { Scanner } from './scanner.ts'

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

/** `all`: rules that are off by default too. */
function openAllRules(options: object): ProductScanner {
  return loadLogveil().createScanner({ rules: ['all'], ...options })
}

function toScanner(name: string, scanner: ProductScanner): Scanner {
  return {
    name,
    find: (text) =>
      scanner.scan(text).map(({ start, end, infoType }) => ({ start, end, type: infoType })),
    redact: (line) => scanner.redactLine(line).line
  }
}
