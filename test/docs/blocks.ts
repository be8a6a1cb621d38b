/**
 * Fenced blocks of a page.
 *
 * In: Markdown. Out: programs with the output that the page shows for them, and the files that they read.
 * Promise: a block of code belongs to nobody else's output: only the very next fence counts, and no heading may stand between.
 *
 * In the info string, after the language: `no-run` (its first line says why), or a file name, under which the block
 * is saved before the programs of the page run. Shell lines are run only where `run` stands there.
 */

export type Fence = {
  readonly language: string
  readonly info: readonly string[]
  readonly text: string
  /** Number of the opening line, from 1. */
  readonly line: number
  /** Number of the heading under which it stands. */
  readonly section: number
}

export type Program = {
  readonly code: string
  readonly extension: 'mts' | 'mjs' | 'cjs' | 'sh'
  readonly line: number
  /** What the page shows as its output, and whether that is JSON. */
  readonly output: { readonly text: string; readonly stream: 'stdout' | 'stderr' } | undefined
}

export type PageFile = { readonly name: string; readonly text: string }

export type Page = {
  readonly programs: readonly Program[]
  readonly files: readonly PageFile[]
  /** Programs that are not run; each must say why. */
  readonly skipped: readonly Fence[]
}

const CODE: ReadonlySet<string> = new Set(['ts', 'js'])
const OUTPUT: ReadonlySet<string> = new Set(['json', 'text'])

/** Reads the fences of a page. */
export function readFences(markdown: string): readonly Fence[] {
  const fences: Fence[] = []
  let open: { language: string; info: string[]; line: number; body: string[] } | undefined
  let section = 0
  for (const [index, line] of markdown.split('\n').entries()) {
    const mark = /^```(.*)$/.exec(line)
    if (open !== undefined && mark !== null) {
      const { body, ...rest } = open
      fences.push({ ...rest, text: `${body.join('\n')}\n`, section })
      open = undefined
    } else if (open !== undefined) open.body.push(line)
    else if (mark !== null) {
      const [language = '', ...info] = (mark[1] ?? '').trim().split(/\s+/)
      open = { language, info, line: index + 1, body: [] }
    } else if (line.startsWith('#')) section++
  }
  return fences
}

/** Sorts the fences of a page into programs, files and what is not run. */
export function readPage(markdown: string): Page {
  const fences = readFences(markdown)
  const isSaved = (fence: Fence) => fence.info.some((word) => word.includes('.'))
  return {
    files: fences.filter(isSaved).map((fence) => ({
      name: fence.info.find((word) => word.includes('.')) ?? '',
      text: fence.text
    })),
    skipped: fences.filter((fence) => CODE.has(fence.language) && fence.info.includes('no-run')),
    programs: fences.flatMap((fence, index) =>
      isRun(fence) ? [toProgram(fence, fences[index + 1])] : []
    )
  }
}

function isRun({ language, info }: Fence): boolean {
  return language === 'sh' ? info.includes('run') : CODE.has(language) && info.length === 0
}

function toProgram(fence: Fence, next: Fence | undefined): Program {
  const isOutput =
    next !== undefined &&
    next.section === fence.section &&
    OUTPUT.has(next.language) &&
    !next.info.some((word) => word.includes('.'))
  return {
    code: fence.text,
    extension: extensionOf(fence),
    line: fence.line,
    output: isOutput
      ? { text: next.text, stream: next.info.includes('stderr') ? 'stderr' : 'stdout' }
      : undefined
  }
}

function extensionOf({ language, text }: Fence): Program['extension'] {
  if (language === 'ts') return 'mts'
  if (language === 'sh') return 'sh'
  return /\brequire\(/.test(text) && !/^import /m.test(text) ? 'cjs' : 'mjs'
}
