/**
 * Do a rule's examples fit the rule?
 *
 * In: a rule of unknown shape. Out: issues about marks, numbers of examples, and keywords that no match holds.
 */
import type { Issue } from '../errors.ts'
import { parseExample } from './example.ts'
import { lowerAscii } from './pattern/literals.ts'

type Data = Readonly<Record<string, unknown>>

/** Checks the examples of one rule; `strict` asks for as many near misses as matches. */
export function exampleIssues(rule: Data, strict: boolean): readonly Issue[] {
  const examples = rule.examples
  if (typeof examples !== 'object' || examples === null) return []
  const { match, ignore } = examples as Data
  return [
    ...textsIn(match).flatMap((text, index) => markIssues(text, `examples.match[${index}]`)),
    ...textsIn(ignore).flatMap((text, index) => unmarkedIssues(text, `examples.ignore[${index}]`)),
    ...keywordIssues(rule.keywords, textsIn(match)),
    ...(strict ? balanceIssues(textsIn(match), textsIn(ignore)) : [])
  ]
}

function markIssues(text: string, path: string): readonly Issue[] {
  const example = parseExample(text)
  if (example === undefined) {
    return [
      {
        path,
        message: 'expected marks in pairs around text, got others; write «…» around each finding'
      }
    ]
  }
  if (example.spans.length > 0) return []
  return [
    {
      path,
      message:
        'expected each finding marked, got an example without marks; write «…» around each finding'
    }
  ]
}

function unmarkedIssues(text: string, path: string): readonly Issue[] {
  if (!/[«»]/u.test(text)) return []
  return [{ path, message: 'expected no marks, got some; in a near miss nothing is found' }]
}

function keywordIssues(keywords: unknown, match: readonly string[]): readonly Issue[] {
  const words = textsIn(keywords).map(lowerAscii)
  if (words.length === 0) return []
  return match.flatMap((marked, index) => {
    const text = lowerAscii(marked.replace(/[«»]/gu, ''))
    if (words.some((word) => text.includes(word))) return []
    const message =
      'expected one of the keywords in the text, got none; add the keyword that gates this match'
    return [{ path: `examples.match[${index}]`, message }]
  })
}

function balanceIssues(match: readonly string[], ignore: readonly string[]): readonly Issue[] {
  if (ignore.length >= match.length) return []
  const message = `expected at least as many near misses as matches (${match.length}), got ${ignore.length}; add near misses`
  return [{ path: 'examples.ignore', message }]
}

function textsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((text) => typeof text === 'string') : []
}
