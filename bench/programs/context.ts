/**
 * What stands around a finding, without the finding.
 *
 * In: a line and what became of it. Out: about twenty characters on each side with the token between them, and the shape
 * of the value (digits as 9, letters as a), so that a person can judge without reading it.
 */

const AROUND = 24

export type Context = { readonly around: string; readonly shape: string }

export function toContext(line: string, safe: string): Context {
  const shared = commonPrefix(line, safe)
  const tail = commonSuffix(line, safe, shared)
  const token = safe.slice(shared, safe.length - tail)
  const value = line.slice(shared, line.length - tail)
  const before = line.slice(Math.max(0, shared - AROUND), shared)
  const after = tail === 0 ? '' : safe.slice(-tail).slice(0, AROUND)
  return {
    around: printable(`${before}⟦${shorten(token)}⟧${after}`),
    shape: shorten(toShape(value))
  }
}

function toShape(value: string): string {
  return printable(value.replace(/\p{N}/gu, '9').replace(/\p{L}/gu, 'a'))
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 40)}…${text.slice(-19)}` : text
}

/** Control characters of a foreign log must not reach the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '·')
}

function commonPrefix(a: string, b: string): number {
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  return i
}

function commonSuffix(a: string, b: string, from: number): number {
  let i = 0
  while (i < a.length - from && i < b.length - from && a.at(-1 - i) === b.at(-1 - i)) i++
  return i
}
