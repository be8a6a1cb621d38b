/**
 * A shell for the command: arguments and stdin in, exit code and both outputs out, in this process and on real streams.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { run } from '../../src/cli/run.ts'

export type Shell = {
  readonly stdin?: string | readonly (string | Buffer)[]
  readonly env?: Readonly<Record<string, string>>
  readonly isTerminal?: boolean
  readonly signal?: AbortSignal
  /** Called with all output so far whenever there is more. */
  readonly onOutput?: (stdout: string, stderr: string) => void
}

export type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string }

export async function logveil(words: readonly string[], shell: Shell = {}): Promise<Outcome> {
  const stdout = collect(shell.isTerminal)
  const stderr = collect(false)
  const told = () => shell.onOutput?.(stdout.text(), stderr.text())
  stdout.stream.on('data', told)
  stderr.stream.on('data', told)
  const pieces = typeof shell.stdin === 'string' ? [shell.stdin] : (shell.stdin ?? [])
  const code = await run(words, {
    stdin: Readable.from(pieces.map((piece) => Buffer.from(piece))),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: shell.env ?? {},
    signal: shell.signal
  })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function collect(isTTY: boolean | undefined) {
  const chunks: Buffer[] = []
  const stream = Object.assign(new PassThrough(), { isTTY })
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}

const dir = mkdtempSync(join(tmpdir(), 'logveil-cli-'))
let files = 0

/** A file of the test's own. */
export function fileOf(content: string | Buffer, name = 'app.log'): string {
  const path = join(dir, `${files++}-${name}`)
  writeFileSync(path, content)
  return path
}
