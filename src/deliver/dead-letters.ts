/**
 * Records that a sink refused for good.
 *
 * In: a record, its sink, the reason. Out: a line in a file, `{ time, sink, reason, record_id, record }`.
 * Promise: the record is the redacted one; all files of the folder together are not longer than asked for (two processes that
 * bury at the same moment may pass it by a sixteenth); what finds no room is told, so that it is counted as dropped.
 */
import { appendFileSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from './entry.ts'
import { FILE_MODE, FOLDER_MODE } from './spool-fs.ts'

export type DeadLetters = {
  /** Undefined: it is kept. Else why not. */
  bury(sink: string, entry: Entry, reason: string): string | undefined
}

export type DeadLetterOptions = {
  /** Undefined: there is no place to write to. */
  readonly folder: string | undefined
  readonly maxBytes: number
  /** Part of the files' names, so that no two processes write one. */
  readonly run: string
  readonly now: () => Date
}

const DAY = 10
/** The folder is measured again after each such part of what it may hold. */
const LOOKS = 16

export function createDeadLetters(options: DeadLetterOptions): DeadLetters {
  const { folder, maxBytes, run, now } = options
  let used: number | undefined
  let unseen = 0
  return {
    bury(sink, entry, reason) {
      if (folder === undefined) return 'no dead-letter folder'
      const time = now().toISOString()
      const line = `${toLine(time, sink, reason, entry)}\n`
      try {
        // other processes write there too, and somebody may have made room
        if (used === undefined || unseen > maxBytes / LOOKS) {
          used = prepare(folder)
          unseen = 0
        }
        const bytes = Buffer.byteLength(line)
        unseen += bytes
        if (used + bytes > maxBytes) return 'dead letters full'
        const name = `${time.slice(0, DAY)}-${sink}-${run}.ndjson`
        appendFileSync(join(folder, name), line, { mode: FILE_MODE })
        used += bytes
        return undefined
      } catch {
        used = undefined
        return 'dead letters not writable'
      }
    }
  }
}

/** Makes the folder, if it is not there (one that is there keeps its mode, its files are 0600 anyway); how many bytes it holds. */
function prepare(folder: string): number {
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}

function toLine(time: string, sink: string, reason: string, entry: Entry): string {
  const head = JSON.stringify({ time, sink, reason, record_id: entry.recordId }).slice(0, -1)
  return `${head},"record":${isJson(entry.line) ? entry.line : JSON.stringify(entry.line)}}`
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
