/**
 * The words and literals that the rules look for, each once.
 *
 * In: literals, names and context words, as the rules say them. Out: keywords for the table, and what each one means.
 * Promise: whatever a key matcher or a context entry would find has a keyword here that stands in it.
 */
import { splitKeyWords } from './key-words.ts'
import { isAsciiWord, type Keyword } from './keyword-table.ts'

/** Words that count together: all of a group must be there. */
export type WordGroup = readonly number[]

/** Keywords that a name is found by. */
export type NameWords = {
  /** The name begins here: read the assignment around it. */
  readonly heads: readonly number[]
  /** It goes on here: it counts under a parent that holds the first word (`card: { number }`). */
  readonly tails: readonly number[]
}

export type Vocabulary = {
  readonly keywords: readonly Keyword[]
  addLiteral(text: string): number
  /**
   * The words of a context entry, as groups of which one must stand there. ASCII words are found in any case; a word of
   * another script as a raw substring, as it is, capitalised and in capitals. Words too short for the table are left
   * out: the group is then wider.
   */
  addContext(entry: string): readonly WordGroup[]
  /** Where a name may begin: its first word, and its first words written together (`apikey`). */
  addName(entry: string): NameWords
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure
export function createVocabulary(): Vocabulary {
  const ids = new Map<string, number>()
  const keywords: Keyword[] = []
  // rules share their lists: each entry is taken apart once
  const names = new Map<string, NameWords>()
  const contexts = new Map<string, readonly WordGroup[]>()

  return {
    keywords,
    addLiteral: (text) => add(text, false),
    addContext(entry) {
      const known = contexts.get(entry) ?? toGroups(entry)
      contexts.set(entry, known)
      return known
    },
    addName(entry) {
      const known = names.get(entry) ?? toNameWords(entry)
      names.set(entry, known)
      return known
    }
  }

  function toNameWords(entry: string): NameWords {
    const words = splitKeyWords(entry)
    const together = words.map((_, count) => words.slice(0, count + 1).join(''))
    const heads = [...together.flatMap(addWord), ...addWideHead(entry)]
    const tails = words.slice(1).flatMap(addWord)
    // `p iva`: a word too short for the table is found by the one behind it
    const seen = words.find((word) => !isAscii(word) || isAsciiWord(word))
    if (seen !== undefined && seen !== words[0]) heads.push(...addWord(seen))
    return { heads, tails }
  }

  /** The same text may be wanted whole (a word) and as a prefix (a literal). */
  function add(text: string, whole: boolean): number {
    const slot = `${whole ? 'w' : 'p'}${text}`
    const known = ids.get(slot)
    if (known !== undefined) return known
    ids.set(slot, keywords.length)
    return keywords.push({ text, whole }) - 1
  }

  function toGroups(entry: string): readonly WordGroup[] {
    const words = splitKeyWords(entry)
    const spellings = words.every(isAscii) ? SPELLINGS.slice(0, 1) : SPELLINGS
    const groups = spellings.map((spell) => words.flatMap(addSpelled(spell)))
    const distinct = new Map(groups.map((group) => [group.join(), group]))
    return [...distinct.values()].filter((group) => group.length > 0)
  }

  /** Labels of two letters are set wide: `성 명`, `氏 名`. */
  function addWideHead(entry: string): readonly number[] {
    return WIDE_HEAD.test(entry) ? [add([...entry.replace('=', '')].join(' '), false)] : []
  }

  function addSpelled(spell: (word: string) => string): (word: string) => readonly number[] {
    return (word) => (isAscii(word) ? addWord(word).slice(0, 1) : [add(spell(word), false)])
  }

  /** Ids of a word in the spellings it is looked for: as it is, and for scripts with case also capitalised. */
  function addWord(word: string): readonly number[] {
    if (isAscii(word)) return isAsciiWord(word) ? [add(word, true)] : []
    const stem = /^[a-z][\x20-\x7e]+/.exec(word)?.[0]
    if (stem !== undefined) return [add(stem, false)]
    const head = word.slice(0, 2)
    const capital = head.charAt(0).toUpperCase() + head.slice(1)
    return [...new Set([head, head.toUpperCase(), capital])].map((text) => add(text, false))
  }
}

const WIDE_HEAD = /^=?[\uac00-\ud7a3\u4e00-\u9fff]{2}$/

const SPELLINGS: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => word.charAt(0).toUpperCase() + word.slice(1)
]

function isAscii(word: string): boolean {
  return /^[\x20-\x7e]+$/.test(word)
}
