/**
 * What is wrong with rules beyond their shape.
 *
 * In: unknown data, perhaps of the wrong shape. Out: issues with dotted paths.
 * Promise: a part of the wrong shape is passed over (the schema reports it), all others are checked.
 */
import type { Issue } from '../errors.ts'
import { exampleIssues } from './example-issues.ts'
import type { ParseOptions } from './parse-pack.ts'
import { compileClass, isProvedLinear, patternIssues } from './pattern/compile.ts'
import { suggest } from './suggest.ts'

type Data = Readonly<Record<string, unknown>>

/** Checks all rules of a pack. */
export function ruleIssues(data: unknown, options: ParseOptions): readonly Issue[] {
  if (!isData(data) || !Array.isArray(data.rules)) return []
  const rules: readonly unknown[] = data.rules
  const each = rules.flatMap((rule, index) =>
    isData(rule) ? prefixed(`rules[${index}]`, issuesOf(rule, data.pack, options)) : []
  )
  return [...each, ...duplicateIds(rules)]
}

function issuesOf(rule: Data, pack: unknown, options: ParseOptions): readonly Issue[] {
  return [
    ...idIssues(rule.id, pack),
    ...allPatternIssues(rule, options),
    ...boundaryIssues(rule),
    ...validatorIssues(rule.validators, options.validators),
    ...exampleIssues(rule, options.strict ?? false)
  ]
}

function idIssues(id: unknown, pack: unknown): readonly Issue[] {
  if (typeof id !== 'string' || typeof pack !== 'string' || id.startsWith(`${pack}.`)) return []
  return [
    {
      path: 'id',
      message: `expected an id that begins with \`${pack}.\`, got another prefix; rename it`
    }
  ]
}

function duplicateIds(rules: readonly unknown[]): readonly Issue[] {
  const first = new Map<string, number>()
  return rules.flatMap((rule, index) => {
    const id = isData(rule) ? rule.id : undefined
    if (typeof id !== 'string') return []
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, index)
    if (earlier === undefined) return []
    return [
      {
        path: `rules[${index}].id`,
        message: `expected a unique id, got that of rules[${earlier}]; rename one`
      }
    ]
  })
}

function allPatternIssues(rule: Data, options: ParseOptions): readonly Issue[] {
  const ignoreCase = rule.ignoreCase === true
  const check = (key: 'patterns' | 'exclude', mustBeLinear: boolean): readonly Issue[] =>
    textsIn(rule[key]).flatMap(([source, index]) =>
      prefixed(`${key}[${index}]`, onePatternIssues(source, ignoreCase, mustBeLinear))
    )
  // What is excluded is always matched on V8.
  return [...check('patterns', options.strict ?? false), ...check('exclude', true)]
}

function onePatternIssues(
  source: string,
  ignoreCase: boolean,
  mustBeLinear: boolean
): readonly Issue[] {
  const issues = patternIssues(source, ignoreCase)
  if (issues.length > 0 || !mustBeLinear || isProvedLinear(source, ignoreCase)) return issues
  const message =
    'expected a pattern that is proved linear on V8, got one that can match a text in too many ways; let neighbouring repetitions take different characters, or lower their bounds'
  return [{ path: '', message }]
}

function boundaryIssues(rule: Data): readonly Issue[] {
  const boundaries = rule.boundaries
  if (!isData(boundaries)) return []
  return ['before', 'after'].flatMap((side) => {
    const source = boundaries[side]
    if (typeof source !== 'string' || source === '') return []
    const compiled = compileClass(source, rule.ignoreCase === true)
    return 'issues' in compiled ? prefixed(`boundaries.${side}`, compiled.issues) : []
  })
}

function validatorIssues(names: unknown, known: ReadonlySet<string> | undefined): readonly Issue[] {
  if (known === undefined) return []
  return textsIn(names)
    .filter(([name]) => !known.has(name))
    .map(([name, index]) => ({
      path: `validators[${index}]`,
      message: `expected a shipped validator, got an unknown name; ${suggest(name, [...known])}`
    }))
}

function textsIn(list: unknown): readonly (readonly [string, number])[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((text: unknown, index) =>
    typeof text === 'string' && text !== '' ? [[text, index] as const] : []
  )
}

function prefixed(path: string, issues: readonly Issue[]): readonly Issue[] {
  return issues.map((issue) => ({
    path: issue.path === '' ? path : `${path}.${issue.path}`,
    message: issue.message
  }))
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
