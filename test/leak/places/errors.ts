/** Places in errors. */
import type { Place } from './place.ts'

class OrderError extends Error {
  override name = 'OrderError'
}

function withStack(text: string): Error {
  const error = new Error('failed')
  error.stack = `${error.stack}\n    at lookup (${text}) (/srv/app.js:10:5)`
  return error
}

export const ERROR_PLACES: readonly Place[] = [
  {
    name: 'the message of an error',
    holds: 'text',
    write: (log, { words }) => log.error(new Error(words))
  },
  {
    name: 'the message of an error under err',
    holds: 'text',
    write: (log, { words }) => log.error({ err: new Error(words) }, 'm')
  },
  {
    name: 'the message of an error under error',
    holds: 'text',
    silent: 'pino',
    write: (log, { words }) => log.error({ error: new Error(words) }, 'm')
  },
  {
    name: 'the message of an error of its own class',
    holds: 'text',
    write: (log, { words }) => log.error(new OrderError(words), 'm')
  },
  {
    name: 'the stack of an error',
    holds: 'text',
    write: (log, { words }) => log.error(withStack(words))
  },
  {
    name: 'a property of an error',
    holds: 'field',
    write: (log, { key, value }) => log.error(Object.assign(new Error('failed'), { [key]: value }))
  },
  {
    name: 'an object that an error carries',
    holds: 'field',
    write: (log, { key, value }) =>
      log.error(Object.assign(new Error('failed'), { config: { headers: { [key]: value } } }))
  },
  {
    name: 'the name of an error',
    holds: 'text',
    write: (log, { words }) => log.error(Object.assign(new Error('failed'), { name: `${words} -` }))
  },
  {
    name: 'the code of an error',
    holds: 'text',
    write: (log, { words }) => log.error(Object.assign(new Error('failed'), { code: words }))
  },
  {
    name: 'the cause of an error',
    holds: 'text',
    write: (log, { words }) => log.error(new Error('a', { cause: new Error(words) }))
  },
  {
    name: 'the cause of a cause',
    holds: 'text',
    write: (log, { words }) =>
      log.error(new Error('a', { cause: new Error('b', { cause: new Error(words) }) }))
  },
  {
    name: 'a property of a cause',
    holds: 'field',
    silent: true,
    write: (log, { key, value }) =>
      log.error(new Error('a', { cause: Object.assign(new Error('b'), { [key]: value }) }))
  },
  {
    name: 'a cause that is a text',
    holds: 'text',
    silent: true,
    write: (log, { words }) => log.error(new Error('a', { cause: words }))
  },
  {
    name: 'a cause that is an object',
    holds: 'field',
    silent: true,
    write: (log, { key, value }) => log.error(new Error('a', { cause: { [key]: value } }))
  },
  {
    name: 'a member of an AggregateError',
    holds: 'text',
    write: (log, { words }) =>
      log.error(new AggregateError([new Error('a'), new Error(words)], 'all failed'))
  },
  {
    name: 'a text in an AggregateError',
    holds: 'text',
    silent: true,
    write: (log, { words }) => log.error(new AggregateError([words], 'all failed'))
  },
  {
    name: 'a property of a member of an AggregateError',
    holds: 'field',
    silent: true,
    write: (log, { key, value }) =>
      log.error(new AggregateError([Object.assign(new Error('a'), { [key]: value })], 'all failed'))
  },
  {
    name: 'an error in a field of its own',
    holds: 'text',
    silent: true,
    write: (log, { words }) => log.error({ job: { failure: new Error(words) } }, 'm')
  },
  {
    name: 'the properties of an error in a field of its own',
    holds: 'field',
    write: (log, { key, value }) =>
      log.error({ job: { failure: Object.assign(new Error('a'), { [key]: value }) } }, 'm')
  },
  {
    name: 'an error as an argument',
    holds: 'text',
    write: (log, { words }) => log.error('failed: %s', new Error(words))
  },
  {
    name: 'an error as an object argument',
    holds: 'text',
    silent: true,
    write: (log, { words }) => log.error('failed: %o', new Error(words))
  },
  {
    name: 'an error in child bindings',
    holds: 'text',
    silent: true,
    write: (log, { words }) => log.child({ err: new Error(words) }).error('m')
  },
  {
    name: 'what only looks like an error',
    holds: 'text',
    write: (log, { words }) =>
      log.error(
        { err: { message: words, stack: `Error: ${words}\n    at a.js:1:1`, name: 'E' } },
        'm'
      )
  }
]
