import { expect, test } from 'vitest'
import { createTally, OTHER_FIELDS } from '../../src/cli/tally.ts'

const at = (path: string) => ({
  ruleId: 'core.email',
  infoType: 'EMAIL_ADDRESS',
  likelihood: 'LIKELY' as const,
  start: 0,
  end: 1,
  path
})

test('indexes and numeric keys count together', () => {
  const tally = createTally()
  tally.add([at('/a/0/b'), at('/a/17/b'), at('/a/x1/b')])
  expect(tally.result().fields.map(({ field, findings }) => [field, findings])).toEqual([
    ['/a/*/b', 2],
    ['/a/x1/b', 1]
  ])
})

test('counts the fields beyond ten thousand together, and loses none', () => {
  const tally = createTally()
  for (let i = 0; i < 10_500; i++) tally.add([at(`/k${i}`)])
  tally.add([at('/k3')])
  const { findings, fields } = tally.result()
  expect(findings).toBe(10_501)
  expect(fields.length).toBe(10_001)
  expect(fields[0]).toMatchObject({ field: OTHER_FIELDS, findings: 500 })
  expect(fields[1]).toMatchObject({ field: '/k3', findings: 2 })
})
