/**
 * `npm run bench:detection`: what is found, and what is found falsely.
 *
 * Over a corpus of our own that is made from a seed, and over the development corpus where it is there
 * (LOGVEIL_CORPUS names it). Options: --no-rivals, --save. How it is scored, and how it is biased: bench/README.md.
 */
import { readDevCorpus } from './corpus/dev-corpus.ts'
import { syntheticLines } from './corpus/synthetic.ts'
import { printDev, scoreDev } from './detection/dev.ts'
import { printSynthetic, scoreSynthetic } from './detection/synthetic.ts'
import { describeMachine, printMachine } from './measure/machine.ts'
import { saveResult } from './measure/results.ts'
import { installRivals } from './measure/rivals-installed.ts'
import { isBuilt } from './product.ts'
import { openLogveilScanners } from './scanners/logveil.ts'
import { openRivals } from './scanners/rivals.ts'
import type { Scanner } from './scanners/scanner.ts'

const PACKAGES = [
  'logveil',
  'redact-pii',
  '@redactpii/node',
  'openredaction',
  '@logtape/redaction',
  '@secretlint/core'
]
const SEED = 20_260_101
const LINES_OF_EACH_KIND = 60

async function openAll(): Promise<Scanner[]> {
  if (!isBuilt())
    console.log('logveil is not built (npm run build): only the others are measured.\n')
  const ours = isBuilt() ? openLogveilScanners() : []
  if (process.argv.includes('--no-rivals')) return ours
  installRivals()
  return [...ours, ...(await openRivals())]
}

const machine = describeMachine(PACKAGES)
printMachine(machine)
const scanners = await openAll()
const synthetic = await scoreSynthetic(scanners, syntheticLines(SEED, LINES_OF_EACH_KIND))
printSynthetic(scanners, synthetic)
const corpus = readDevCorpus()
if (corpus === undefined) {
  console.log(
    '\nThe development corpus is not there (LOGVEIL_CORPUS names it): only the synthetic one was measured.'
  )
  saveResult('detection', { machine, seed: SEED, synthetic })
} else {
  const dev = await scoreDev(scanners, corpus)
  printDev(scanners, dev)
  saveResult('detection', { machine, seed: SEED, synthetic, dev })
}
// A rival keeps a timer running that would keep this process alive.
process.exit()
