/** Places in the call and in the logger: message, arguments, bindings, prefix, mixin, serializers, formatters. */
import type { Place } from './place.ts'

export const CALL_PLACES: readonly Place[] = [
  { name: 'the message', holds: 'text', write: (log, { words }) => log.info(words) },
  {
    name: 'the message beside fields',
    holds: 'text',
    write: (log, { words }) => log.info({ a: 1 }, words)
  },
  { name: 'the message alone', holds: 'value', write: (log, { value }) => log.info(value) },
  {
    name: 'the message in Korean',
    holds: 'value',
    write: (log, { value }) => log.info(`고객 ${value}님이 접속했습니다`),
    not: {
      'connection string': 'Hangul belongs to the path',
      'signed URL': 'Hangul belongs to the value',
      'URL credentials': 'Hangul belongs to the path'
    }
  },
  {
    name: 'the message right after Hangul',
    holds: 'value',
    not: {
      'e-mail': 'letters of every script belong to its name',
      'signed URL': 'Hangul belongs to the value'
    },
    write: (log, { value }) => log.info(`번호는${value}이고`)
  },
  {
    name: 'the message in quotes and brackets',
    holds: 'value',
    write: (log, { value }) => log.info(`got "${value}" (${value}) [${value}] '${value}'`)
  },
  {
    name: 'the message in backticks and commas',
    holds: 'value',
    not: { 'connection string': 'its password may hold commas and semicolons' },
    write: (log, { value }) => log.info(`got \`${value}\`,${value};${value}`)
  },
  {
    name: 'the end of a sentence',
    holds: 'value',
    write: (log, { value }) => log.info(`It was ${value}. Then it was ${value}!`)
  },
  {
    name: 'several lines',
    holds: 'text',
    write: (log, { words }) => log.info(`first\n${words}\nlast\r\n${words}\r\n\tend`)
  },
  { name: 'an argument %s', holds: 'text', write: (log, { words }) => log.info('got %s', words) },
  {
    name: 'an argument %s that is an object',
    holds: 'field',
    write: (log, { key, value }) => log.info('got %s', { [key]: value, toString: () => 'x' }),
    silent: true
  },
  {
    name: 'an argument %o',
    holds: 'field',
    write: (log, { key, value }) => log.info('got %o', { [key]: value, b: 1 })
  },
  {
    name: 'an argument %O',
    holds: 'field',
    write: (log, { key, value }) => log.info('got %O', { [key]: value, b: 1 })
  },
  {
    name: 'an argument %j',
    holds: 'field',
    write: (log, { key, value }) => log.info('got %j', { [key]: value, b: 1 })
  },
  {
    name: 'a text argument %o',
    holds: 'text',
    write: (log, { words }) => log.info('got %o', words)
  },
  {
    name: 'an argument %d',
    holds: 'number',
    write: (log, { key, number }) => log.info(`${key}=%d done`, number as never)
  },
  {
    name: 'an argument %i',
    holds: 'number',
    write: (log, { key, number }) => log.info(`${key}=%i done`, number as never)
  },
  {
    name: 'a value for a name in the template',
    holds: 'text',
    write: (log, { key, value }) => log.info(`${key}=%s`, value)
  },
  {
    name: 'an argument too many',
    holds: 'text',
    silent: true,
    write: (log, { words }) => log.info('got %s', ...(['a', words] as unknown as [string]))
  },
  { name: 'every level', holds: 'text', write: (log, { words }) => log.fatal(words) },
  {
    name: 'child bindings',
    holds: 'field',
    write: (log, { key, value }) => log.child({ [key]: value }).info('m')
  },
  {
    name: 'the bindings of a grandchild',
    holds: 'field',
    write: (log, { key, value }) =>
      log
        .child({ a: 1 })
        .child({ [key]: value })
        .child({ b: 2 })
        .info({ c: 3 }, 'm')
  },
  {
    name: 'nested child bindings',
    holds: 'field',
    write: (log, { key, value }) => log.child({ ctx: { in: [{ [key]: value }] } }).info('m')
  },
  {
    name: 'bindings that were set later',
    holds: 'field',
    write(log, { key, value }) {
      const child = log.child({})
      child.setBindings({ [key]: value })
      child.info('m')
    }
  },
  {
    name: 'bindings that replace others',
    holds: 'field',
    write(log, { key, value }) {
      const child = log.child({ [key]: 'none' })
      child.setBindings({ [key]: value })
      child.info({ z: 1 }, 'm')
    }
  },
  {
    name: 'a field that replaces a binding',
    holds: 'field',
    write: (log, { key, value }) => log.child({ [key]: 'none' }).info({ [key]: value }, 'm')
  },
  {
    name: 'a binding that a field replaces',
    holds: 'field',
    silent: true,
    write: (log, { key, value }) => log.child({ [key]: value }).info({ [key]: 'none' }, 'm')
  },
  {
    name: 'a message prefix',
    holds: 'text',
    write: (log, { words }) => log.child({}, { msgPrefix: `${words} - ` }).info('m')
  },
  {
    name: 'a serializer of a child',
    holds: 'field',
    write: (log, { key, value }) =>
      log.child({}, { serializers: { it: () => ({ [key]: value }) } }).info({ it: 1 }, 'm')
  },
  {
    name: 'a text from a serializer of a child',
    holds: 'text',
    write: (log, { words }) =>
      log.child({}, { serializers: { it: () => words } }).info({ it: 1 }, 'm')
  },
  {
    name: 'a serializer of a binding',
    holds: 'field',
    write: (log, { key, value }) =>
      log.child({ it: 1 }, { serializers: { it: () => ({ [key]: value }) } }).info('m')
  },
  {
    name: 'a formatter of a child',
    holds: 'field',
    write: (log, { key, value }) =>
      log
        .child({}, { formatters: { log: (fields) => ({ ...fields, [key]: value }) } })
        .info({ a: 1 }, 'm')
  },
  {
    name: 'the mixin',
    holds: 'field',
    options: (box) => ({ mixin: () => ({ [box.plant.key]: box.plant.value }) }),
    write: (log) => log.info('m')
  },
  {
    name: 'a serializer',
    holds: 'field',
    options: (box) => ({ serializers: { it: () => ({ [box.plant.key]: box.plant.value }) } }),
    write: (log) => log.info({ it: 1 }, 'm')
  },
  {
    name: 'a serializer of err',
    holds: 'field',
    options: (box) => ({ serializers: { err: () => ({ [box.plant.key]: box.plant.value }) } }),
    write: (log) => log.error(new Error('x'))
  },
  {
    name: 'formatters.log',
    holds: 'field',
    options: (box) => ({
      formatters: { log: (fields) => ({ ...fields, [box.plant.key]: box.plant.value }) }
    }),
    write: (log) => log.info({ a: 1 }, 'm')
  },
  {
    name: 'formatters.level',
    holds: 'text',
    silent: true,
    options: (box) => ({ formatters: { level: (label) => ({ label, about: box.plant?.words }) } }),
    write: (log) => log.info('m')
  },
  {
    name: 'a nested key',
    holds: 'field',
    options: () => ({ nestedKey: 'payload' }),
    write: (log, { key, value }) => log.info({ [key]: value }, 'm')
  },
  {
    name: 'hooks.logMethod',
    holds: 'text',
    options: (box) => ({
      hooks: {
        logMethod(args, method) {
          method.apply(this, [`${box.plant.words} ${args[0]}`] as never)
        }
      }
    }),
    write: (log) => log.info('m')
  },
  {
    name: 'hooks.streamWrite',
    holds: 'text',
    options: (box) => ({
      hooks: {
        streamWrite: (line: string) =>
          `${line.slice(0, -2)},"spliced":${JSON.stringify(box.plant.words)}}\n`
      }
    }),
    write: (log) => log.info('m')
  },
  {
    name: 'an own timestamp',
    holds: 'text',
    options: (box) => ({ timestamp: () => `,"when":${JSON.stringify(box.plant?.words ?? '')}` }),
    write: (log) => log.info('m')
  }
]
