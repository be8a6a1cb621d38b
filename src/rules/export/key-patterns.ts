/**
 * Names in words become regular expressions over keys.
 *
 * In: names as rules hold them: `api key`, `=ip`, `비밀번호`. Out: for each an expression that finds apiKey, API_KEY,
 * x-api-key, apikey, and not `keyboard` or `monkey`.
 */

/** Letters that mean something in a regular expression. */
const SPECIAL = /[\\^$.*+?()[\]{}|/]/g

/** One expression a name. */
export function toKeyPatterns(names: readonly string[]): readonly string[] {
  return [...new Set(names.map(toKeyPattern))]
}

function toKeyPattern(name: string): string {
  const isWhole = name.startsWith('=')
  const words = name.replace(/^=/, '').split(' ').map(escaped)
  // Languages without spaces and capitals: found anywhere in the name, as the logger does.
  if (!/^[\x20-\x7e]*$/.test(name)) return words.join('')
  const [first = '', ...rest] = words
  const tail = rest.map((word) => `[^A-Za-z0-9]?${anyCase(word)}`).join('')
  if (isWhole) return `^${anyCase(first)}${tail}$`
  // A word begins after what is no letter, or with a capital after a small letter.
  return `(?:(?:^|[^A-Za-z])${anyCase(first)}|[a-z]${capital(first)})${tail}(?:[^a-z]|$)`
}

function escaped(word: string): string {
  return word.replace(SPECIAL, '\\$&')
}

/** `key`, `Key` or `KEY`; not `kEy`. */
function anyCase(word: string): string {
  return `(?:${initial(word)}|${word.toUpperCase()})`
}

function initial(word: string): string {
  const letter = word.charAt(0)
  const upper = letter.toUpperCase()
  return `${letter === upper ? letter : `[${letter}${upper}]`}${word.slice(1)}`
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
