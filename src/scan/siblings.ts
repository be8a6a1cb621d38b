/**
 * Names that stand beside their values instead of above them.
 *
 * In: the members of an object or the items of an array. Out: for a value, the name that a sibling gives it.
 * Knows: `{name, value}` and its like, `[k, v]`, alternating lists (Node's rawHeaders), argv, SQL with its parameters.
 */
import { rowsOf } from './sql-tuples.ts'

const NAME_KEYS = new Set(
  'name key k field fieldname field_name header param parameter attribute attr property prop variable var env label option id column col cookie'.split(
    ' '
  )
)
const VALUE_KEYS = new Set(
  'value val v values content contents data text body default newvalue new_value oldvalue old_value from to'.split(
    ' '
  )
)
const PARAMETER_KEYS = new Set(
  'params parameters values bindings binds bind args arguments replacements inputs'.split(' ')
)
/** Names of fields, which stand in lists of names (`required: ["password", "email"]`), not as values. */
const FIELD_NAMES = new Set(
  'email mail username user login name firstname lastname phone address id type role roles age date title status content-type accept host scope openid profile offline_access'.split(
    ' '
  )
)
const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9_.$-]{0,63}$/
const FLAG = /^--?\p{L}[\p{L}\p{N}_.-]{0,63}$/u

export function isNameKey(key: string): boolean {
  return NAME_KEYS.has(key.toLowerCase())
}

export function isValueKey(key: string): boolean {
  return VALUE_KEYS.has(key.toLowerCase())
}

export function isParameterKey(key: string): boolean {
  return PARAMETER_KEYS.has(key.toLowerCase())
}

/**
 * For each item of an array, the name that the item before it gives it.
 *
 * `items` holds strings, and null for what is no string. `speaks` tells whether a name means anything to a rule, `isKnown`
 * whether it is the name of something that a rule looks for: words that speak against (`node`) are values too.
 */
export function namesOfItems(
  items: readonly (string | null)[],
  speaks: (name: string) => boolean,
  isKnown: (name: string) => boolean
): readonly (string | null)[] {
  const names: (string | null)[] = items.map(() => null)
  const alternating = isAlternating(items, isKnown)
  for (let i = 0; i + 1 < items.length; i++) {
    const name = items[i]
    if (typeof name !== 'string' || !speaks(name)) continue
    const next = items[i + 1]
    if (FLAG.test(name)) {
      if (typeof next !== 'string' || !next.startsWith('-')) names[i + 1] = name
    } else if (alternating && i % 2 === 0) names[i + 1] = name
  }
  return names
}

/** Names at even places, and not a mere list of names. */
function isAlternating(
  items: readonly (string | null)[],
  speaks: (name: string) => boolean
): boolean {
  if (items.length < 2 || items.length % 2 !== 0) return false
  for (let i = 0; i < items.length; i += 2) {
    const name = items[i]
    if (typeof name !== 'string' || !isName(name)) return false
  }
  return !items.some(
    (item, i) => i % 2 === 1 && typeof item === 'string' && isListedName(item, speaks)
  )
}

function isName(text: string): boolean {
  return PLAIN_NAME.test(text) || /^[\p{L}][\p{L}\p{N} _-]{0,40}$/u.test(text)
}

function isListedName(text: string, speaks: (name: string) => boolean): boolean {
  return PLAIN_NAME.test(text) && (FIELD_NAMES.has(text.toLowerCase()) || speaks(text))
}

const SQL = /\b(?:select|insert|update|delete|replace|merge|call|set|where|values)\b/i
const PLACEHOLDER = /\?|\$\d{1,3}|[:@]\w{1,40}|%s/
const COMPARED =
  /["'`[]?([A-Za-z_][\w$]{0,63})["'`\]]?\s{0,4}(?:=|<>|!=|<|>|\blike\b|\bilike\b)\s{0,4}(?:\w{1,20}\(\s{0,4})?(\?|\$(\d{1,3})|%s)/gi
const COMPARED_TO_NAME =
  /["'`[]?([A-Za-z_][\w$]{0,63})["'`\]]?\s{0,4}(?:=|<>|!=|<|>|\blike\b|\bilike\b)\s{0,4}(?:\w{1,20}\(\s{0,4})?[:@$]([A-Za-z_]\w{0,40})/gi

export function isSql(text: string): boolean {
  return text.length <= 20_000 && SQL.test(text) && PLACEHOLDER.test(text)
}

/** The column that each positional parameter of a statement belongs to, as far as the text tells. */
export function columnsOfParameters(sql: string): readonly (string | null)[] {
  const columns: (string | null)[] = []
  let positional = 0
  for (const { column, start, end } of rowsOf(sql)) {
    const value = sql.slice(start, end)
    const numbered = /\$(\d{1,3})/.exec(value)
    if (numbered !== null) columns[Number(numbered[1]) - 1] = column
    else if (/\?|%s/.test(value)) columns[positional++] = column
  }
  const marks = [...sql.matchAll(/\?|%s/g)].map((mark) => mark.index)
  for (const match of sql.matchAll(COMPARED)) {
    const at = match.index + match[0].length - (match[2] as string).length
    const index = match[3] === undefined ? marks.indexOf(at) : Number(match[3]) - 1
    if (index >= 0 && index < 1000) columns[index] = match[1] as string
  }
  return Array.from(columns, (column) => column ?? null)
}

/** The column that each named parameter (`:name`, `@name`, `$name`) belongs to. */
export function columnsOfNames(sql: string): ReadonlyMap<string, string> {
  const columns = new Map<string, string>()
  for (const { column, start, end } of rowsOf(sql)) {
    const name = /^[:@$]([A-Za-z_]\w{0,40})/.exec(sql.slice(start, end))?.[1]
    if (name !== undefined) columns.set(name, column)
  }
  for (const [, column, name] of sql.matchAll(COMPARED_TO_NAME))
    columns.set(name as string, column as string)
  return columns
}
