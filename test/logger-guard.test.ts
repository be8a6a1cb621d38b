import { expect, test } from 'vitest'
import { createLogger, type LogveilError } from '../src/index.ts'

const hostile = {
  toString() {
    throw new Error('to the application')
  }
}

function lastLine(
  write: (log: ReturnType<typeof createLogger>) => void,
  options: Parameters<typeof createLogger>[0] = {}
) {
  const lines: string[] = []
  const errors: LogveilError[] = []
  const log = createLogger(
    { ...options, onError: (error) => errors.push(error) },
    { write: (line: string) => void lines.push(line) }
  )
  write(log)
  return { record: JSON.parse(lines.at(-1) as string), errors }
}

test('a value that throws while a message is formatted stays out of the application', () => {
  const { record, errors } = lastLine((log) => log.info('%s', hostile))
  expect(record.message).toBeTypeOf('string')
  expect(errors.length).toBeLessThan(2)
})

test.each([
  [
    'mixin',
    {
      mixin: () => {
        throw new Error('mixin')
      }
    }
  ],
  [
    'hooks.logMethod',
    {
      hooks: {
        logMethod: () => {
          throw new Error('hook')
        }
      }
    }
  ],
  [
    'hooks.streamWrite',
    {
      hooks: {
        streamWrite: () => {
          throw new Error('hook')
        }
      }
    }
  ],
  [
    'formatters.log',
    {
      formatters: {
        log: () => {
          throw new Error('formatter')
        }
      }
    }
  ]
])('a throwing %s withholds the line, and is told once', (_name, options) => {
  const { record, errors } = lastLine((log) => {
    log.info({ email: 'jane.doe@example.com' }, 'one')
    log.warn('two')
  }, options)
  expect(record).toMatchObject({ level: 40, message: '[WITHHELD]' })
  expect(errors.map((error) => error.code)).toEqual(['ERR_LINE_UNCHECKED'])
})

test('a destination that throws does not throw into the application', () => {
  const log = createLogger(
    { onError: () => undefined },
    {
      write() {
        throw new Error('disk full')
      }
    }
  )
  expect(() => log.info('x')).not.toThrow()
})
