/**
 * Links between the pages lead somewhere.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { PAGES } from './pages.ts'

const LINK = /\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g

for (const { name, path } of PAGES) {
  test(`the links of ${name} lead somewhere`, () => {
    const text = withoutCode(readFileSync(path, 'utf8'))
    const broken = [...text.matchAll(LINK)]
      .filter(([, file = '', anchor]) => !leadsSomewhere(path, file, anchor))
      .map(([link]) => link)
    expect(broken).toEqual([])
  })
}

function leadsSomewhere(page: string, file: string, anchor: string | undefined): boolean {
  const target = file === '' ? page : join(dirname(page), file)
  if (!existsSync(target)) return false
  return anchor === undefined || anchorsOf(readFileSync(target, 'utf8')).includes(anchor)
}

/** Headings as GitHub makes anchors of them. */
function anchorsOf(markdown: string): readonly string[] {
  return [...withoutCode(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-')
  )
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, '')
}
