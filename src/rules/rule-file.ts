/**
 * A rule file becomes data, not yet checked.
 *
 * In: a path. Out: what the file holds, or one issue that names the path and what to do.
 */
import { readFileSync, statSync } from 'node:fs'
import type { Issue } from '../errors.ts'
import { LARGEST_FILE, parseRuleText, TOO_LARGE } from './rule-text.ts'

export type RuleFile = { readonly data: unknown } | { readonly issues: readonly Issue[] }

/** Reads a .json file as JSON, any other as YAML. */
export function readRuleFile(path: string): RuleFile {
  let text: string
  try {
    if (statSync(path).size > LARGEST_FILE) return { issues: [{ path, message: TOO_LARGE }] }
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'an error'
    const message = `expected a readable file, got ${code}; give a path, seen from the working directory, to a file that this user may read`
    return { issues: [{ path, message }] }
  }
  const parsed = parseRuleText(text, /\.json$/i.test(path))
  return 'data' in parsed ? parsed : { issues: [{ path, message: parsed.problem }] }
}
