/**
 * A file that says where records go.
 *
 * In: the path of a YAML or JSON file: `{ sinks: { NAME: { type, … } } }` as in `delivery`, or one sink's options alone.
 * Out: the sinks, made. Promise: every problem at once, with its path; `${NAME}` in a text is taken from the environment,
 * so that no key need stand in the file; no message holds a value.
 */
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { type Fields, isFields } from '../../deliver/option-check.ts'
import { OWN_SINKS, type OwnSinkType, ownOptions } from '../../deliver/own-sinks.ts'
import type { Sink } from '../../deliver/sink.ts'
import { type Issue, LogveilError } from '../../errors.ts'
import { suggest } from '../../rules/suggest.ts'
import { toUnreadable } from '../inputs.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type Sinks = {
  readonly byName: ReadonlyMap<string, Sink>
  /** The sink of a file that names none: whatever sink a record was meant for, it goes there. */
  readonly any: Sink | undefined
}

/** The sinks of the file; throws with every problem in it. */
export async function openSinks(path: string, env: Environment): Promise<Sinks> {
  const issues: Issue[] = []
  const config = withEnvironment(await readConfig(path), '', env, issues)
  const isOne = isFields(config) && typeof config.type === 'string'
  const named = isOne ? { '': config } : isFields(config) ? config.sinks : undefined
  if (!isFields(named)) issues.push({ path: 'sinks', message: EXPECTED })
  const sinks = isFields(named) ? Object.entries(named) : []
  for (const [name, sink] of sinks) issues.push(...check(sink, isOne ? '' : `sinks.${name}`))
  if (issues.length > 0) {
    throw new LogveilError('ERR_OPTIONS_INVALID', `${path} cannot be used.`, issues)
  }
  const made = new Map(sinks.map(([name, sink]) => [name, make(name, sink as Fields)]))
  return { byName: made, any: isOne ? made.get('') : undefined }
}

const EXPECTED =
  'expected an object of sinks by name, got none; write `sinks: { NAME: { type: … } }`'

async function readConfig(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw toUnreadable(path, error)
  })
  try {
    return parse(text) as unknown
  } catch {
    // The parser's message quotes the line, which may hold a key.
    const message = 'expected YAML or JSON, got neither; check it with a YAML reader'
    throw new LogveilError('ERR_INPUT_UNREADABLE', 'An input cannot be read.', [{ path, message }])
  }
}

function check(sink: unknown, path: string): readonly Issue[] {
  if (!isFields(sink)) return [{ path, message: 'expected the options of a sink, got none' }]
  const types = Object.keys(OWN_SINKS)
  const { type } = sink
  if (typeof type !== 'string' || !Object.hasOwn(OWN_SINKS, type)) {
    const advice = suggest(typeof type === 'string' ? type : '', types)
    return [
      { path: join(path, 'type'), message: `expected a type of sink, got another; ${advice}` }
    ]
  }
  // a replay sends everything, in its own rhythm: what delivery takes beside a sink's own options is passed over
  return OWN_SINKS[type as OwnSinkType].check(ownOptions(sink), path)
}

function make(name: string, sink: Fields): Sink {
  const { create } = OWN_SINKS[sink.type as OwnSinkType]
  return create(name === '' ? String(sink.type) : name, ownOptions(sink) as never)
}

const VARIABLE = /\$\{(\w+)\}/g

function withEnvironment(value: unknown, path: string, env: Environment, issues: Issue[]): unknown {
  if (typeof value === 'string') {
    return value.replace(VARIABLE, (_, name: string) => {
      const text = env[name]
      if (text === undefined) {
        issues.push({ path, message: `expected ${name} in the environment, got nothing; set it` })
      }
      return text ?? ''
    })
  }
  if (Array.isArray(value)) {
    return value.map((each, i) => withEnvironment(each, `${path}[${i}]`, env, issues))
  }
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      withEnvironment(each, join(path, key), env, issues)
    ])
  )
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
