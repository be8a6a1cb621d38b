/**
 * What a bench printed, put into a page of the documentation.
 *
 * In: a page with BEGIN and END markers, the name of a place in it, something that prints Markdown. Out: the page with that
 * place filled. Promise: what stands in the page is what was printed, to the letter.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fillPage } from '../../.ci/build/docs/markdown.ts'

/** Runs `print`, which writes to the console, and returns what it wrote; it is printed all the same. */
export function recordPrinted(print: () => void): string {
  const { log } = console
  const lines: string[] = []
  console.log = (...words: unknown[]) => {
    lines.push(words.join(' '))
    log(...words)
  }
  try {
    print()
  } finally {
    console.log = log
  }
  return lines.join('\n').trim()
}

/** Fills the place `name` of a page; headings sink by one, since they stand under one of the page's. */
export function writeToPage(path: string, name: string, markdown: string): void {
  const page = readFileSync(path, 'utf8')
  writeFileSync(path, fillPage(page, { [name]: markdown.replace(/^## /gm, '### ') }))
}
