import { expect, test } from 'vitest'
import { fileOf, logveil } from '../shell.ts'

const EMAIL = 'jane.doe@example.com'
const CARD = '4111 1111 1111 1111'
const LOG = `{"users":[{"email":"${EMAIL}"},{"email":"${EMAIL}"}]}\nclean\n{"${EMAIL}":{"pan":"${CARD}"}}\n`

test('counts by infoType, rule and field, and shows no value', async () => {
  const { code, stdout } = await logveil(['scan', fileOf(LOG)])
  expect(code).toBe(0)
  expect(stdout).toBe(
    `4 findings in 2 of 3 lines

By infoType
3  EMAIL_ADDRESS
1  CREDIT_CARD_NUMBER

By rule
3  core.email             EMAIL_ADDRESS
1  financial.card_number  CREDIT_CARD_NUMBER

By field
2  /users/*/email               EMAIL_ADDRESS
1  (text, or a key at the top)  EMAIL_ADDRESS
1  /[EMAIL_ADDRESS]/pan         CREDIT_CARD_NUMBER
`
  )
})

test('--json prints one document', async () => {
  const { stdout } = await logveil(['scan', '--json'], { stdin: LOG })
  expect(JSON.parse(stdout)).toEqual({
    lines: 3,
    linesWithFindings: 2,
    findings: 4,
    withheld: 0,
    unreadable: 0,
    infoTypes: [
      { name: 'EMAIL_ADDRESS', findings: 3 },
      { name: 'CREDIT_CARD_NUMBER', findings: 1 }
    ],
    rules: [
      { name: 'core.email', findings: 3, infoType: 'EMAIL_ADDRESS' },
      { name: 'financial.card_number', findings: 1, infoType: 'CREDIT_CARD_NUMBER' }
    ],
    fields: [
      { field: '/users/*/email', infoType: 'EMAIL_ADDRESS', rule: 'core.email', findings: 2 },
      { field: '', infoType: 'EMAIL_ADDRESS', rule: 'core.email', findings: 1 },
      {
        field: '/[EMAIL_ADDRESS]/pan',
        infoType: 'CREDIT_CARD_NUMBER',
        rule: 'financial.card_number',
        findings: 1
      }
    ]
  })
})

test('says so where nothing is found', async () => {
  expect(await logveil(['scan'], { stdin: 'a\nb\n' })).toEqual({
    code: 0,
    stdout: 'Nothing found in 2 lines.\n',
    stderr: ''
  })
})

test('--fail-on-findings exits with 1 only if something was found', async () => {
  expect((await logveil(['scan', '--fail-on-findings'], { stdin: LOG })).code).toBe(1)
  expect((await logveil(['scan', '--fail-on-findings'], { stdin: 'clean\n' })).code).toBe(0)
})

test('an unreadable input weighs more than a finding', async () => {
  const { code, stdout } = await logveil(['scan', '--fail-on-findings', 'nope.log', fileOf(LOG)])
  expect(code).toBe(2)
  expect(stdout).toContain('4 findings')
})

test('a line that was withheld does not count as clean', async () => {
  const { code, stdout } = await logveil(['scan', '--json'], { stdin: 'x'.repeat(2_000_000) })
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ lines: 1, withheld: 1, findings: 0 })
})

test("a field's name cannot steer the terminal", async () => {
  const stdin = `${JSON.stringify({ 'a\u001b[2J\u202e': { email: EMAIL } })}\n`
  const { stdout } = await logveil(['scan'], { stdin })
  expect(stdout).toContain('/a\\u001b[2J\\u202e/email')
  expect(stdout).not.toContain('\u001b')
})

test('counts the lines of a key that was joined', async () => {
  const body = 'EXAMPLE+KEY/0123'.repeat(4)
  const key = `-----BEGIN PRIVATE KEY-----\n${body}\n${body}\n-----END PRIVATE KEY-----\n`
  const { stdout } = await logveil(['scan', '--json'], { stdin: `a\n${key}b\n` })
  expect(JSON.parse(stdout)).toMatchObject({ lines: 6, linesWithFindings: 1, findings: 1 })
})
