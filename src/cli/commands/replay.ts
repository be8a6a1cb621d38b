/**
 * `logveil replay`: dead letters, sent again.
 */
import type { LedgerEntry } from '../../deliver/ledger.ts'
import type { Sink } from '../../deliver/sink.ts'
import { LogveilError } from '../../errors.ts'
import type { Command, Io } from '../command.ts'
import { toUnreadable } from '../inputs.ts'
import { toJsonDocument } from '../json.ts'
import { createOutput } from '../output.ts'
import { quantity } from '../quantity.ts'
import { type Letter, parseLetter } from '../replay/letter.ts'
import { listLetterFiles, takeLetterFile } from '../replay/letter-file.ts'
import { sendLetters } from '../replay/send.ts'
import { openSinks, type Sinks } from '../replay/sink-file.ts'
import { toTable } from '../table.ts'

export const replayCommand: Command = {
  name: 'replay',
  summary: 'Sends dead letters again; what is delivered leaves the folder.',
  args: 'DIR',
  flags: ['to', 'json'],
  details: `DIR is the folder of the dead letters. --to names a YAML or JSON file with the sinks as in \`delivery\`
(\`sinks: { NAME: { type, … } }\`): each record goes to the sink of its name; or with the options of one sink alone,
to which then all go. \${NAME} in a text of that file is taken from the environment. A record that was delivered once
before has the same record_id. Exit code 1: records are left in the folder.`,
  examples: [
    ['logveil replay ./dead-letters --to sinks.yaml', 'sends what is there, and prints the ledger'],
    ['logveil replay --json ./dead-letters --to sinks.yaml | jq', 'the ledger for the next program']
  ],
  async run({ args, flags, io }) {
    const folder = oneFolder(args)
    if (flags.to === undefined)
      throw usage('--to', 'expected a file of sinks, got nothing; name it')
    const sinks = await openSinks(flags.to, io.env)
    const books = await replay(folder, sinks)
    const ledger = Object.fromEntries([...books].sort(([a], [b]) => a.localeCompare(b)))
    await print(ledger, flags.json, io)
    return Object.values(ledger).every(isDelivered) ? 0 : 1
  }
}

type Books = Map<string, LedgerEntry>

async function replay(folder: string, sinks: Sinks): Promise<Books> {
  const books: Books = new Map()
  const names = await listLetterFiles(folder).catch((error: unknown) => {
    throw toUnreadable(folder, error)
  })
  try {
    for (const name of names) await replayFile(folder, name, sinks, books)
  } finally {
    await Promise.allSettled([...sinks.byName.values()].map((sink) => sink.close()))
  }
  return books
}

async function replayFile(folder: string, name: string, sinks: Sinks, books: Books): Promise<void> {
  const file = await takeLetterFile(folder, name)
  const kept: string[] = []
  const bySink = new Map<string, Letter[]>()
  for (const line of file.lines) {
    const letter = parseLetter(line)
    if (letter === undefined) {
      // Not ours, or torn: it stays as it is.
      kept.push(line)
      count(books, '(unreadable)', { pending: 1 })
    } else {
      const letters = bySink.get(letter.sink) ?? []
      letters.push(letter)
      bySink.set(letter.sink, letters)
    }
  }
  for (const [sinkName, letters] of bySink) {
    const sink = sinks.byName.get(sinkName) ?? sinks.any
    kept.push(...(await replayTo(sink, sinkName, letters, books)))
  }
  await file.keep(kept)
}

/** Lines that were not delivered. A file is in place before its records count. */
async function replayTo(
  sink: Sink | undefined,
  name: string,
  letters: readonly Letter[],
  books: Books
): Promise<readonly string[]> {
  if (sink === undefined) {
    count(books, name, { pending: letters.length })
    return letters.map(({ line }) => line)
  }
  const left = await sendLetters(sink, letters)
  const isInPlace = await sink.flush().then(
    () => true,
    () => false
  )
  const kept = isInPlace ? left.map(({ letter }) => letter) : letters
  const refused = left.filter(({ outcome }) => outcome.state === 'refused').length
  count(books, name, {
    delivered: letters.length - kept.length,
    deadLettered: refused,
    pending: kept.length - refused
  })
  return kept.map(({ line }) => line)
}

function count(books: Books, name: string, more: Partial<LedgerEntry>): void {
  const before = books.get(name)
  const sum = (key: keyof LedgerEntry): number => (before?.[key] ?? 0) + (more[key] ?? 0)
  const [delivered, pending, deadLettered] = [sum('delivered'), sum('pending'), sum('deadLettered')]
  const routed = delivered + pending + deadLettered
  books.set(name, { routed, delivered, pending, deadLettered, dropped: 0 })
}

function isDelivered({ routed, delivered }: LedgerEntry): boolean {
  return routed === delivered
}

async function print(
  ledger: Readonly<Record<string, LedgerEntry>>,
  asJson: boolean,
  io: Io
): Promise<void> {
  const rows = Object.entries(ledger).map(
    ([name, { routed, delivered, deadLettered, pending }]) => [
      name,
      routed,
      delivered,
      deadLettered,
      pending
    ]
  )
  const all = Object.values(ledger).reduce((sum, { routed }) => sum + routed, 0)
  const text =
    rows.length === 0
      ? 'No dead letters.\n'
      : `${quantity(all, 'dead letter')}\n\n${toTable([['sink', 'sent', 'delivered', 'refused', 'left'], ...rows])}`
  await createOutput(io.stdout).write(asJson ? toJsonDocument(ledger) : text)
}

function oneFolder(args: readonly string[]): string {
  const [folder] = args
  if (folder !== undefined && args.length === 1) return folder
  const got = args.length === 0 ? 'none' : 'several'
  throw usage('', `expected one folder, got ${got}; name the folder of the dead letters`)
}

function usage(path: string, message: string): LogveilError {
  return new LogveilError('ERR_USAGE', 'The command cannot run.', [{ path, message }])
}
