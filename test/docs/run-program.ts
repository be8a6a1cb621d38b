/**
 * Runs a page's programs as a reader would.
 *
 * In: a page. Out: for each program its exit code and what it printed.
 * Promise: each program is a process of its own in a new folder, with no environment of ours that logveil reads;
 * `logveil` is the source of this repository.
 */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { exports as entries } from '../../package.json'
import type { PageFile, Program } from './blocks.ts'

export const ROOT: string = join(__dirname, '..', '..')
const LOADER: string = join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs')
const LONGEST_RUN_MS = 30_000

export type Run = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `npx logveil …` in a shell block is the command of this source. */
const COMMAND: string = `npx() { shift; '${process.execPath}' --import '${LOADER}' '${join(ROOT, 'src', 'cli', 'main.ts')}' "$@"; }
`

/** Runs one program beside the files of its page. */
export async function runProgram(program: Program, files: readonly PageFile[]): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'logveil-docs-'))
  try {
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir')
    for (const { name, text } of files) await save(join(folder, name), text)
    const file = join(folder, `program.${program.extension}`)
    await save(file, program.extension === 'sh' ? COMMAND + program.code : program.code)
    return await execute(file, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function save(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, withOurSource(text))
}

/** `from 'logveil/http'` and `require('logveil')` lead to src. */
export function withOurSource(code: string): string {
  return code.replace(/(from |require\(|import )'logveil(\/[\w/]+)?'/g, (_, before, entry = '') => {
    return `${before}'${sourceOf(`.${entry}`)}'`
  })
}

function sourceOf(entry: string): string {
  const target = (entries as Record<string, unknown>)[entry] as
    | { readonly require: { readonly default: string } }
    | undefined
  if (target?.require === undefined) throw new Error(`package.json exports no ${entry}`)
  return join(ROOT, target.require.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts'))
}

function execute(file: string, folder: string): Promise<Run> {
  const known = Object.entries(process.env).filter(([name]) => /^(?:PATH|HOME|TMPDIR)$/.test(name))
  const [command, ...args] = file.endsWith('.sh')
    ? ['bash', '-e', file]
    : [process.execPath, '--import', LOADER, file]
  const child = spawn(command as string, args, {
    cwd: folder,
    env: Object.fromEntries(known),
    timeout: LONGEST_RUN_MS
  })
  const run = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      run[name] += text
    })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...run }))
  })
}
