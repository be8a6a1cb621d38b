import { expect, test } from 'vitest'
import { requestLogger } from '../../src/http/index.ts'
import { createLogger, type LoggerOptions } from '../../src/index.ts'
import { call, serve } from './serve.ts'

async function recordsOf(options: LoggerOptions, agents: readonly string[]) {
  const lines: string[] = []
  const log = createLogger({ pretty: false, ...options }, { write: (line) => lines.push(line) })
  const logRequest = requestLogger(log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    req.log?.info('inside')
    res.end()
  })
  for (const agent of agents) await call(served, '/', { headers: { 'user-agent': agent } })
  await served.close()
  await log.close()
  return lines.map((line) => JSON.parse(line)).filter((record) => record.manifest === undefined)
}

test("a user's path takes out what the middleware itself wrote", async () => {
  const redact = ['client.address', 'request_id', 'user_agent.original']
  const records = await recordsOf({ redact }, ['probe/1'])
  expect(records.map((record) => record.request_id)).toEqual(['[Redacted]', '[Redacted]'])
  expect(records.at(-1)).toMatchObject({
    client: { address: '[Redacted]' },
    user_agent: { original: '[Redacted]' }
  })
})

test('a user agent that comes again is judged as it was the first time', async () => {
  const mail = ['probe', 'example.com'].join('@')
  const agents = [mail, 'probe/1', mail, 'probe/1'].map((agent) => `bot (${agent})`)
  const records = await recordsOf({}, agents)
  const written = records.flatMap((record) => record.user_agent?.original ?? [])
  expect(written).toEqual([
    'bot ([EMAIL_ADDRESS])',
    'bot (probe/1)',
    'bot ([EMAIL_ADDRESS])',
    'bot (probe/1)'
  ])
})

test('a rule for the name of a user agent finds it each time', async () => {
  const rules: LoggerOptions['rules'] = [
    {
      pack: 'acme',
      version: 1,
      rules: [
        {
          id: 'acme.agent',
          infoType: 'ACME_AGENT',
          description: 'Who asks.',
          keys: { for: ['original'] },
          value: 'any',
          examples: {
            match: ['{"original":"«probe/1»"}'],
            ignore: ['{"version":"probe/1"}']
          }
        }
      ]
    }
  ]
  const records = await recordsOf({ rules }, ['probe/1', 'probe/1'])
  const written = records.flatMap((record) => record.user_agent?.original ?? [])
  expect(written).toEqual(['[ACME_AGENT]', '[ACME_AGENT]'])
})

test('a request id whose part is a card number is not taken over', async () => {
  const lines: string[] = []
  const log = createLogger({ pretty: false }, { write: (line) => lines.push(line) })
  const logRequest = requestLogger(log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.end()
  })
  // a published test number, https://docs.stripe.com/testing
  const answer = await call(served, '/', { headers: { 'x-request-id': 'req-4111111111111111-1' } })
  await served.close()
  await log.close()
  expect(answer.headers['x-request-id']).not.toContain('4111')
  expect(lines.join('')).not.toContain('4111111111111111')
})
