/**
 * Markdown tables, and the places in pages where they go.
 *
 * In: cells; a page and tables by name. Out: Markdown.
 * Promise: a page whose markers and tables do not fit together is an error, never a page with a table missing.
 */

/** A table; cells may hold anything but line breaks. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const toRow = (cells: readonly string[]) => `| ${cells.map(toCell).join(' | ')} |`
  return [toRow(head), `|${'---|'.repeat(head.length)}`, ...rows.map(toRow)].join('\n')
}

function toCell(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|')
}

/** Code in a table's cell; nothing for nothing. */
export function toCode(text: string): string {
  if (text === '') return ''
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}

const MARKED = /(<!-- BEGIN ([\w-]+)[^>]*-->\n)[\s\S]*?(<!-- END \2 -->)/g

/** The page with each marked place filled anew. */
export function fillPage(page: string, tables: Readonly<Record<string, string>>): string {
  return page.replace(MARKED, (_, begin: string, name: string, end: string) => {
    const table = tables[name]
    if (table === undefined) throw new Error(`there is no table ${name}`)
    return `${begin}\n${table}\n\n${end}`
  })
}

/** Names of the tables that a page asks for. */
export function tablesOf(page: string): readonly string[] {
  return [...page.matchAll(MARKED)].map((match) => match[2] ?? '')
}
