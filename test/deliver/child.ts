/**
 * Real processes that log and end, with the reader of their standard output under control.
 *
 * In: a program that uses `logveil`. Out: how it ended, what arrived, what is left on disk.
 * Promise: plain Node without a loader; `logveil` is this source, bundled once; everything lies in a folder that is removed.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  closeSync,
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { build } from 'esbuild'

const ROOT: string = join(__dirname, '..', '..')
const LONGEST_RUN_MS = 30_000

/**
 * pipe, socket: a reader that reads at once. file. closed: the reader has gone before the first line.
 * stalled: a pipe whose reader takes nothing until `resume`, or until the process has ended.
 */
export type Reader = 'pipe' | 'socket' | 'file' | 'closed' | 'stalled'

export type Ended = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** What waits in the spill folder. */
  readonly left: string
}

export type Bench = {
  run(program: string, reader: Reader, options?: RunOptions): Promise<Ended>
  remove(): void
}

export type RunOptions = {
  readonly nodeFlags?: readonly string[]
  /** Called with the process once it runs, and with what lets a stalled reader read. */
  readonly during?: (child: ChildProcess, resume: () => void) => void
}

export async function prepareChildren(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'logveil-children-'))
  mkdirSync(join(folder, 'node_modules'))
  await build({
    entryPoints: [join(ROOT, 'src', 'index.ts')],
    outfile: join(folder, 'node_modules', 'logveil', 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error'
  })
  let count = 0
  return {
    run(program, reader, options = {}) {
      const own = join(folder, String(++count))
      mkdirSync(join(own, 'spill'), { recursive: true })
      writeFileSync(join(own, 'program.js'), program)
      return runChild(own, reader, options)
    },
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

async function runChild(own: string, reader: Reader, options: RunOptions): Promise<Ended> {
  const out = openReader(own, reader)
  const child = spawn(process.execPath, [...(options.nodeFlags ?? []), join(own, 'program.js')], {
    cwd: own,
    env: {
      PATH: process.env.PATH,
      TMPDIR: join(own, 'spill'),
      NODE_PATH: join(ROOT, 'node_modules')
    },
    stdio: ['ignore', out.stdio, 'pipe', 'ipc'],
    timeout: LONGEST_RUN_MS,
    killSignal: 'SIGKILL'
  })
  out.started(child)
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  options.during?.(child, out.resume)
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>(
    (resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (exitCode, by) => resolve([exitCode, by]))
    }
  )
  const stdout = await out.text()
  return { code, signal, stdout, stderr, left: leftIn(join(own, 'spill')) }
}

type Out = {
  readonly stdio: number | 'pipe'
  started(child: ChildProcess): void
  resume(): void
  text(): Promise<string>
}

function openReader(own: string, reader: Reader): Out {
  if (reader === 'file') return toFile(join(own, 'out'))
  if (reader === 'socket') return toSocket()
  return toPipe(join(own, 'fifo'), reader)
}

function toFile(path: string): Out {
  const fd = openSync(path, 'w')
  return {
    stdio: fd,
    started: () => closeSync(fd),
    resume: () => undefined,
    text: async () => readFileSync(path, 'utf8')
  }
}

/** What Node itself gives a child for 'pipe' is a pair of sockets. */
function toSocket(): Out {
  let text: Promise<string> = Promise.resolve('')
  return {
    stdio: 'pipe',
    started(child) {
      text = readAll(child.stdout as Readable)
    },
    resume: () => undefined,
    text: () => text
  }
}

function toPipe(path: string, reader: Reader): Out {
  execFileSync('mkfifo', [path])
  const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const writeEnd = openSync(path, constants.O_WRONLY)
  let text: Promise<string> | undefined
  const read = () => {
    text ??= readAll(new Socket({ fd: readEnd, readable: true, writable: false }))
    return text
  }
  return {
    stdio: writeEnd,
    started() {
      closeSync(writeEnd)
      if (reader === 'closed') closeSync(readEnd)
      if (reader === 'pipe') void read()
    },
    resume: () => void read(),
    text: async () => (reader === 'closed' ? '' : read())
  }
}

async function readAll(stream: Readable): Promise<string> {
  let text = ''
  stream.setEncoding('utf8')
  for await (const piece of stream) text += piece as string
  return text
}

function leftIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')
}
