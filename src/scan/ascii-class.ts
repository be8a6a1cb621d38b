/**
 * Character classes as tables of ASCII codes.
 *
 * In: the source of a class for V8. Out: for each ASCII code, whether it is a member. Promise: each class is asked once; rules
 * share few of them.
 */

const tables = new Map<string, Uint8Array>()

export function toUnits(source: string): Uint8Array
export function toUnits(source: string | null | undefined): Uint8Array | null
export function toUnits(source: string | null | undefined): Uint8Array | null {
  if (source === null || source === undefined) return null
  let table = tables.get(source)
  if (table === undefined) {
    const member = new RegExp(source, 'u')
    table = new Uint8Array(128)
    for (let code = 0; code < 128; code++)
      if (member.test(String.fromCharCode(code))) table[code] = 1
    tables.set(source, table)
  }
  return table
}

/** The same when it is first asked for: most keywords never stand in a service's logs. */
export function lazyUnits(source: string | undefined): (() => Uint8Array) | null {
  if (source === undefined) return null
  let table: Uint8Array | null = null
  return () => {
    table ??= toUnits(source)
    return table
  }
}
