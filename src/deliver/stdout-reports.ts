/**
 * What is said of a reader of standard output.
 *
 * In: what happened, as numbers, codes and folders. Out: one sentence, which holds nothing that was logged.
 */

export const FULL = 'The reader of stdout has stalled and the buffer is full; lines are dropped.'

export function stalled(folder: string | undefined): string {
  const where = folder === undefined ? 'in memory' : `in ${folder}`
  return `The reader of stdout has stalled; lines wait ${where}.`
}

export function lost(code: string): string {
  return `Stdout cannot be written to (${code}); lines are dropped.`
}

export function noDisk(code: string): string {
  return `Lines that wait for the reader of stdout cannot be put on disk (${code}); they wait in memory.`
}

/** `what` the reader did; `left`: of those lines, what was left on disk. */
export function givenUp(
  what: string,
  lines: number,
  left: { readonly lines: number; readonly folder: string } | undefined
): string {
  return `The reader of stdout ${what}; ${fateOf(lines, left)}.`
}

function fateOf(
  lines: number,
  left: { readonly lines: number; readonly folder: string } | undefined
): string {
  if (left === undefined) return `${lines} lines are dropped`
  if (left.lines === lines) return `${lines} lines are left in ${left.folder}`
  return `${left.lines} of ${lines} lines are left in ${left.folder}, the others are dropped`
}
