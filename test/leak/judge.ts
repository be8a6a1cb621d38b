/**
 * One log call, made with the rules and without them, and what is wrong with the difference.
 *
 * In: a format, an operator, a place, a plant. Out: problems as texts; none is the promise of the library.
 */
import { createHash } from 'node:crypto'
import { createLogger } from '../../src/index.ts'
import { type Change, changesOf, trimAlike } from './compare.ts'
import type { Box, Logger, Options, Place } from './places/place.ts'
import type { Plant } from './plants.ts'
import { readingsOf, survives } from './readings.ts'
import { parseStrict } from './strict-json.ts'

export const FORMATS = ['standard', 'pino', 'gcp', 'ecs', 'datadog'] as const
export type Format = (typeof FORMATS)[number]

/** The choices of `operators`; `default` is what each rule brings. */
export const OPERATORS = {
  default: {},
  replace: { operators: { default: 'replace' } },
  mask: { operators: { default: 'mask' } },
  hash: {
    operators: { default: 'hash' },
    pseudonymKey: createHash('sha256').update('leak suite').digest()
  },
  remove: { operators: { default: 'remove' } }
} as const satisfies Readonly<Record<string, Options>>
export type OperatorName = keyof typeof OPERATORS

/** All packs off: the line as it is without redaction. */
const NO_RULES: Options = { rules: ['-core', '-financial', '-kr', '-secrets', '-us'] }

export type Bench = {
  readonly format: Format
  readonly raw: Logger
  readonly safe: Logger
  readonly lines: string[]
  readonly box: Box
}

/** Two loggers that differ in their rules alone. */
export function createBench(format: Format, operator: OperatorName, place: Place | null): Bench {
  const lines: string[] = []
  const box = { plant: undefined as unknown as Plant }
  const shared: Options = {
    format,
    base: null,
    level: 'trace',
    onError: () => undefined,
    ...place?.options?.(box)
  }
  const destination = { write: (line: string) => void lines.push(line) }
  const raw = createLogger({ ...shared, ...NO_RULES }, destination)
  const safe = createLogger({ ...shared, ...OPERATORS[operator] }, destination)
  return { format, raw, safe, lines, box }
}

/** The lines that one call writes without and with the rules, from one place in the code, so that stacks are equal. */
function linesOf(bench: Bench, place: Place, plant: Plant): readonly string[] {
  bench.box.plant = plant
  return [bench.raw, bench.safe].map((log) => {
    bench.lines.length = 0
    place.write(log, plant)
    // the manifest comes before a logger's first line
    const lines = bench.lines.filter((line) => !line.includes('"manifest":{'))
    if (lines.length !== 1) throw new Error(`${lines.length} lines were written`)
    return lines[0] as string
  })
}

/** What is wrong, in words; the planted value may stand in them, since it is only planted. */
export function judge(
  bench: Bench,
  place: Place,
  plant: Plant,
  operator: OperatorName
): string | null {
  let safe = ''
  try {
    const [raw, redacted] = linesOf(bench, place, plant) as [string, string]
    safe = redacted
    parseStrict(safe, bench.format === 'pino')
    // the raw line is the same for each operator: once is enough
    if (
      operator === 'default' &&
      !isSilent(place, bench.format) &&
      !survives(readingsOf(raw), plant.secret)
    )
      return `planted nothing: ${raw}`
    if (survives(readingsOf(safe), plant.secret)) return `leaks: ${safe}`
    for (const change of changesOf(raw, safe)) {
      const problem = judgeChange(change, place, plant, operator)
      if (problem !== null) return problem
    }
    return null
  } catch (error) {
    return `${String(error)}: ${safe}`
  }
}

function isSilent({ silent }: Place, format: Format): boolean {
  return silent === true || silent === format
}

function judgeChange(
  { path, raw, safe }: Change,
  place: Place,
  plant: Plant,
  operator: OperatorName
): string | null {
  const shown = `at ${path}: ${JSON.stringify(raw)} -> ${JSON.stringify(safe)}`
  const isAllowed =
    isOnlyReplaced(raw, safe, plant) ||
    changedParts(raw, safe).some((part) => isPlanted(part, plant)) ||
    (place.whole === true && survives(readingsOf(raw), plant.secret))
  if (!isAllowed) return `changed more than was planted ${shown}`
  const seen = longestShown(shownPart(raw, safe), plant.secret)
  const most = Math.min(4, Math.floor(plant.secret.length / 4))
  return operator === 'mask' && seen > most ? `shows ${seen} characters ${shown}` : null
}

/** A mask may end like the value that it stands for: so many characters more may belong to it. */
const MOST_ALIKE = 24

function changedParts(raw: string, safe: string): readonly string[] {
  const { start, end } = trimAlike(raw, safe)
  const parts = Array.from({ length: MOST_ALIKE }, (_, more) => raw.slice(start, end + more))
  return [raw, ...new Set(parts)]
}

function shownPart(raw: string, safe: string): string {
  const { start, end } = trimAlike(raw, safe)
  return safe.slice(start, safe.length - (raw.length - end) + 4)
}

/** All that is not the value, wherever it stands in the text, is as it was. */
function isOnlyReplaced(raw: string, safe: string, plant: Plant): boolean {
  const spellings = [plant.secret, plant.value].flatMap((text) => [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1)
  ])
  return spellings.some((spelling) => {
    // the dot or comma after a value may be taken for its last character
    const ended = raw.replaceAll(spelling, `${spelling}\0`).replace(/\0[.,:;!?*|)]{0,2}/g, '')
    const rest = ended.split(spelling).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    return (
      rest.length > 1 && new RegExp(`^${rest.join('[^]{0,5000}?[.,:;!?*|)]{0,2}')}$`).test(safe)
    )
  })
}

/** What was taken out is the value, part of it, or an encoding that must be replaced as a whole. */
function isPlanted(raw: string, plant: Plant): boolean {
  const readings = readingsOf(raw)
  if (readings.some((reading) => reading !== '' && plant.value.includes(reading))) return true
  const [plain, ...decoded] = readings
  return (
    !(plain as string).includes(plant.secret) &&
    decoded.some((reading) => reading.includes(plant.secret))
  )
}

/** Length of the longest piece of the secret that can be seen, separators not counted. */
function longestShown(safe: string, secret: string): number {
  const shown = safe.replace(/[\s-]/g, '')
  const hidden = secret.replace(/[\s-]/g, '')
  if (!shown.includes('*')) return 0
  for (let size = Math.min(8, hidden.length); size > 0; size--) {
    for (let at = 0; at + size <= hidden.length; at++)
      if (shown.includes(hidden.slice(at, at + size))) return size
  }
  return 0
}
