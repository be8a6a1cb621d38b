/**
 * A folder of the spool for this process alone.
 *
 * In: the spool's root. Out: a locked sub-folder, and what dead processes left, moved into it.
 * Promise: two processes never share one; what was left is adopted by exactly one process, because a folder is claimed by
 * renaming it, which only one can do; others' folders and links are never followed.
 */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { withoutCounts } from './positions.ts'
import { identifyProcess, judgeProcess, type ProcessIdentity } from './process-identity.ts'
import { parseSegmentName } from './run.ts'
import { FILE_MODE, FOLDER_MODE, type SpoolFs } from './spool-fs.ts'

const LOCK = 'lock'
const CLAIMED = 'adopting-'
const RUN = /^[0-9a-f]{20}$/
/** A process of another container that gives no sign for so long is dead. */
const SILENCE_MS = 60_000
const STICKY = 0o1000

/** Makes the root and this process's folder in it. Throws where that cannot be, or where the root belongs to somebody else. */
export function claimFolder(root: string, run: string): string {
  mkdirSync(root, { recursive: true, mode: FOLDER_MODE })
  const { uid, mode } = lstatSync(root)
  if (process.getuid !== undefined && uid !== process.getuid())
    throw new Error('the spool folder belongs to another user')
  // /tmp itself: to close it would take it from everybody, and what others put there would be taken for ours
  if ((mode & STICKY) !== 0) throw new Error('the spool folder is shared; name one in it')
  if ((mode & 0o077) !== 0) chmodSync(root, FOLDER_MODE)
  const folder = join(root, run)
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
  writeLock(folder, identifyProcess())
  return folder
}

/** A sign of life, for processes that cannot see ours. */
export function touchLock(folder: string): void {
  const now = new Date()
  try {
    utimesSync(join(folder, LOCK), now, now)
  } catch {
    // the folder is gone: who writes makes it anew
  }
}

/** Whoever comes next may have what is in it. */
export function releaseFolder(folder: string, fs: SpoolFs): void {
  try {
    const isEmpty = readdirSync(folder).every((name) => !isLines(name))
    if (isEmpty) fs.remove(folder)
    else writeLock(folder, { pid: 0, start: '', space: '' })
  } catch {
    // gone already
  }
}

function writeLock(folder: string, identity: ProcessIdentity): void {
  writeFileSync(join(folder, LOCK), JSON.stringify(identity), { mode: FILE_MODE })
}

/** When a silent process was first seen at its last sign of life: clocks may jump, so its own time is never compared with ours. */
export type Silences = Map<string, { readonly sign: number; readonly since: number }>

/** Moves what dead processes left into `own`. */
export function adoptLeftovers(
  root: string,
  own: string,
  fs: SpoolFs,
  silences: Silences,
  now: number
): void {
  const identity = identifyProcess()
  for (const name of safeList(root)) {
    const folder = join(root, name)
    if (!RUN.test(name) || folder === own) continue
    if (!isLeft(folder, identity, silences, now)) continue
    try {
      fs.rename(folder, join(own, `${CLAIMED}${name}`))
    } catch {
      // another process was faster
    }
  }
  for (const name of safeList(own)) if (name.startsWith(CLAIMED)) unpack(join(own, name), own, fs)
}

function isLeft(
  folder: string,
  identity: ProcessIdentity,
  silences: Silences,
  now: number
): boolean {
  const judged = judgeLock(folder, identity)
  if (judged !== 'unknown') return judged === 'dead'
  const sign = signOf(folder)
  const seen = silences.get(folder)
  if (seen === undefined || seen.sign !== sign) {
    silences.set(folder, { sign, since: now })
    return false
  }
  return now - seen.since >= SILENCE_MS
}

function judgeLock(folder: string, identity: ProcessIdentity): ReturnType<typeof judgeProcess> {
  try {
    const lock = JSON.parse(readFileSync(join(folder, LOCK), 'utf8')) as ProcessIdentity
    return judgeProcess(lock, identity)
  } catch {
    // no lock, or half of one: its owner may be about to write it
    return 'unknown'
  }
}

function signOf(folder: string): number {
  try {
    return lstatSync(join(folder, LOCK)).mtimeMs
  } catch {
    return 0
  }
}

/** Positions first: a run without its positions would be delivered again from its start. What was being adopted there, too. */
function unpack(from: string, own: string, fs: SpoolFs): void {
  const names = safeList(from)
  for (const name of names.filter((each) => each.endsWith('.acks')))
    movePositions(fs, from, own, name)
  for (const name of names.filter((each) => parseSegmentName(each) !== undefined))
    move(fs, from, own, name)
  for (const name of names.filter((each) => each.startsWith(CLAIMED)))
    unpack(join(from, name), own, fs)
  if (safeList(from).every((name) => !isLines(name))) fs.remove(from)
}

/** A segment, or a folder that may hold some. */
function isLines(name: string): boolean {
  return parseSegmentName(name) !== undefined || name.startsWith(CLAIMED)
}

function movePositions(fs: SpoolFs, from: string, to: string, name: string): void {
  try {
    fs.replaceText(join(to, name), withoutCounts(fs.readText(join(from, name))))
  } catch {
    // unreadable: its records come again, with the same ids
  }
}

function move(fs: SpoolFs, from: string, to: string, name: string): void {
  try {
    fs.rename(join(from, name), join(to, name))
  } catch {
    // stays where it is, and is tried again at the next look
  }
}

function safeList(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
