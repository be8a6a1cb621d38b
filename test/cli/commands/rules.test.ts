import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadRules } from '../../../src/rules-api.ts'
import { fileOf, logveil } from '../shell.ts'

const SHIPPED = ['core', 'financial', 'kr', 'secrets', 'us']

function pack(match: string) {
  return fileOf(
    JSON.stringify({
      pack: 'acme',
      version: 3,
      rules: [
        {
          id: 'acme.order',
          infoType: 'ORDER_ID',
          description: 'An order id.',
          operator: 'mask',
          default: false,
          patterns: ['ORD-[0-9]{6}'],
          examples: { match: [match], ignore: ['ORD-12345'] }
        }
      ]
    }),
    'acme.json'
  )
}

test('list names every rule of every pack with infoType, operator and default', async () => {
  const { code, stdout } = await logveil(['rules', 'list'])
  expect(code).toBe(0)
  for (const rule of loadRules(SHIPPED).flatMap((each) => each.rules)) {
    const line = stdout.split('\n').find((each) => each.startsWith(`${rule.id} `))
    expect(line).toContain(rule.infoType)
    expect(line).toMatch(rule.default === false ? / off / : / on /)
  }
})

test('list --json has the same as data', async () => {
  const { stdout } = await logveil(['rules', 'list', '--json', '--rules', pack('«ORD-123456»')])
  expect(JSON.parse(stdout)).toEqual([
    {
      pack: 'acme',
      version: 3,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      rules: [
        {
          id: 'acme.order',
          infoType: 'ORDER_ID',
          region: 'world',
          operator: 'mask',
          default: false,
          likelihood: 'LIKELY',
          hash: expect.stringMatching(/^[0-9a-f]{12}$/),
          description: 'An order id.'
        }
      ]
    }
  ])
})

test('list takes terms: a pack, a region, on or off, an operator, a part of an infoType', async () => {
  const ids = async (...terms: string[]) =>
    (await logveil(['rules', 'list', ...terms])).stdout
      .split('\n\n')[0]
      ?.split('\n')
      .map((line) => line.split(' ')[0])
  for (const id of (await ids('kr', 'PHONE')) ?? []) expect(id).toMatch(/^kr\./)
  expect(await ids('PHONE_NUMBER')).toEqual(
    expect.arrayContaining(['core.phone_e164', 'kr.mobile'])
  )
  expect(await ids('off', 'truncate')).toContain('core.ip_in_text')
  expect(await ids('off', 'truncate')).not.toContain('core.ip_by_key')
  expect((await logveil(['rules', 'list', 'no-such-term'])).stdout).toBe('No rule.\n')
  const json = JSON.parse((await logveil(['rules', 'list', 'PHONE', '--json'])).stdout) as {
    pack: string
    sha256: string
  }[]
  const whole = JSON.parse((await logveil(['rules', 'list', '--json'])).stdout) as {
    pack: string
    sha256: string
  }[]
  expect(json.map(({ pack, sha256 }) => [pack, sha256])).toEqual(
    whole.map(({ pack, sha256 }) => [pack, sha256])
  )
})

test('show prints a rule of a shipped pack and of a file', async () => {
  const shipped = await logveil(['rules', 'show', 'kr.rrn'])
  expect(shipped.stdout).toContain('KOREA_RRN')
  expect(shipped.stdout).toContain('does not find\n')
  const own = await logveil(['rules', 'show', 'acme.order', '--rules', pack('«ORD-123456»')])
  expect(own.stdout).toContain('ORD-[0-9]{6}')
  const json = await logveil(['rules', 'show', 'kr.rrn', '--json'])
  expect(JSON.parse(json.stdout)).toMatchObject({
    id: 'kr.rrn',
    infoType: 'KOREA_RRN',
    pack: 'kr',
    region: 'kr',
    version: expect.any(Number),
    hash: expect.stringMatching(/^[0-9a-f]{12}$/)
  })
})

test('show of an unknown id says which one is near', async () => {
  const { code, stderr } = await logveil(['rules', 'show', 'kr.rn'])
  expect(code).toBe(2)
  expect(stderr).toContain('did you mean `kr.rrn`?')
  expect((await logveil(['rules', 'show'])).stderr).toContain('expected the id of a rule, got none')
})

test('test passes a rule whose examples hold', async () => {
  expect(await logveil(['rules', 'test', pack('id «ORD-123456» here')])).toEqual({
    code: 0,
    stdout: '2 of 2 examples of 1 rule pass\n',
    stderr: ''
  })
})

test('test names the example that fails, and exits with 1', async () => {
  const { code, stdout } = await logveil(['rules', 'test', pack('id «ORD-12345»6')])
  expect(code).toBe(1)
  expect(stdout).toContain('acme.order  match[0]  expected 3–12, found 3–13')
  expect(stdout).toContain('  expected  id «ORD-12345»6\n  found     id «ORD-123456»\n')
  expect(stdout).toContain("they match 3–13 there; move the marks or the pattern's ends")
  expect(stdout).toContain('1 of 2 examples')
})

function rulesFile(...rules: readonly Readonly<Record<string, unknown>>[]): string {
  const whole = rules.map((rule, index) => ({
    id: `acme.r${index}`,
    infoType: 'THING',
    description: 'A thing.',
    examples: { match: ['«x»'], ignore: ['y'] },
    ...rule
  }))
  return fileOf(JSON.stringify({ pack: 'acme', version: 1, rules: whole }), 'rules.json')
}

test('test refuses a rule that marks harmless lines, and warns of one without a keyword, with its price', async () => {
  const file = rulesFile(
    { patterns: ['[0-9a-f]{32}'], examples: { match: [`«${'a'.repeat(32)}»`], ignore: ['b'] } },
    { patterns: ['[a-z]{5,20}xq'], examples: { match: ['«foobarxq»'], ignore: ['b'] } }
  )
  const { code, stdout } = await logveil(['rules', 'test', file])
  expect(code).toBe(1)
  expect(stdout).toMatch(
    /acme\.r0 {2}refused\n {2}expected at most 0\.1 % of harmless lines marked, got \d+ of 1000/
  )
  expect(stdout).toMatch(/acme\.r1 {2}warning\n.*measured here: [\d.]+ (?:ns|µs) a line/)
  expect(stdout).toContain('4 of 4 examples of 2 rules pass; 1 rule refused')
  const listed = await logveil(['rules', 'list', '--rules', file])
  expect(listed.code).toBe(0)
  const scanned = await logveil(['scan', '--rules', file], { stdin: 'x\n' })
  expect(scanned).toMatchObject({ code: 2 })
  expect(scanned.stderr).toContain('ERR_RULES_INVALID')
})

test('test --sample counts lines and fields, and shows no value', async () => {
  const line = (id: string) => JSON.stringify({ items: [{ order: id }], msg: 'packed' })
  const log = fileOf([line('ORD-112233'), line('none'), 'ORD-445566 and ORD-778899'].join('\n'))
  const { code, stdout } = await logveil(['rules', 'test', pack('«ORD-123456»'), '--sample', log])
  expect(code).toBe(0)
  expect(stdout).toContain('Sample: 2 of 3 lines marked (66.67 %)')
  expect(stdout).toMatch(/acme\.order +2 +3 +66\.67 % +[\d.]+ (?:ns|µs)/)
  expect(stdout).toMatch(/acme\.order +1 +\/items\/\*\/order/)
  expect(stdout).not.toMatch(/112233|445566|778899/)
  const json = await logveil(['rules', 'test', pack('«ORD-123456»'), '--sample', log, '--json'])
  expect(JSON.parse(json.stdout)).toMatchObject({
    failed: 0,
    sample: { lines: 3, marked: 2, rules: [{ id: 'acme.order', lines: 2, findings: 3 }] }
  })
})

test('test --sample of a missing file still reports on the rules, and exits with 2', async () => {
  const { code, stdout, stderr } = await logveil([
    'rules',
    'test',
    pack('«ORD-123456»'),
    '--sample=/no/such.log'
  ])
  expect(code).toBe(2)
  expect(stdout).toContain('2 of 2 examples')
  expect(stderr).toContain('ERR_INPUT_UNREADABLE')
})

test('test --watch runs again at each change, also while the file is broken', async () => {
  const file = pack('«ORD-123456»')
  const good = readFileSync(file, 'utf8')
  const stop = new AbortController()
  const seen = (text: string) => (sofar: string) => sofar.split(text).length
  const steps: readonly (readonly [(sofar: string, errors: string) => boolean, () => void])[] = [
    [(sofar) => seen('2 of 2 examples')(sofar) === 2, () => writeFileSync(file, '{"pack":')],
    [(_, errors) => errors.includes('ERR_RULES_UNREADABLE'), () => writeFileSync(file, good)],
    [(sofar) => seen('2 of 2 examples')(sofar) === 3, () => stop.abort()]
  ]
  let step = 0
  const { code } = await logveil(['rules', 'test', file, '--watch'], {
    signal: stop.signal,
    onOutput: (sofar, errors) => {
      const [isDue, act] = steps[step] ?? [() => false, () => {}]
      if (!isDue(sofar, errors)) return
      step++
      act()
    }
  })
  expect(step).toBe(3)
  expect(code).toBe(0)
})

test('test --watch without a file says what to write', async () => {
  const { code, stderr } = await logveil(['rules', 'test', '--watch'])
  expect(code).toBe(2)
  expect(stderr).toContain('--watch: expected a rule file to watch, got none')
})

test('lock writes what scan --lock then asks for, and --check tells what differs', async () => {
  const own = pack('«ORD-123456»')
  const lock = fileOf('', 'rules.lock')
  const written = await logveil(['rules', 'lock', '--rules', own, '--out', lock])
  expect(written).toMatchObject({ code: 0, stderr: '' })
  expect(written.stdout).toContain('acme 3')
  const scan = ['scan', '--rules', 'default', '--lock', lock]
  expect(await logveil([...scan, '--rules', own], { stdin: 'x\n' })).toMatchObject({ code: 0 })
  writeFileSync(
    own,
    readFileSync(own, 'utf8')
      .replace('{6}', '{5}')
      .replaceAll('123456', '12345')
      .replace('ORD-12345"]', 'ORD-1"]')
  )
  const refused = await logveil([...scan, '--rules', own], { stdin: 'x\n' })
  expect(refused.code).toBe(2)
  expect(refused.stderr).toBe(
    'logveil: ERR_RULES_LOCKED: acme: expected version 3 as locked, got the same version in which acme.order differ; look at the change, then run `logveil rules lock` again\n'
  )
  const checked = await logveil(['rules', 'lock', '--rules', own, '--out', lock, '--check'])
  expect(checked).toMatchObject({ code: 1, stdout: '' })
  expect(checked.stderr).toContain('ERR_RULES_LOCKED: acme:')
  const gone = await logveil(['rules', 'lock', '--out', lock, '--check'])
  expect(gone.stderr).toContain('expected the pack that is locked, got none of this name')
})

test('test tells every problem of a broken file, one line each, with its path', async () => {
  const file = fileOf('{"pack":"acme","version":"one","rules":[{"id":7}]}', 'broken.json')
  const { code, stderr } = await logveil(['rules', 'test', file])
  expect(code).toBe(2)
  const lines = stderr.trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) expect(line).toContain(`ERR_RULES_INVALID: ${file}`)
})

test('test refuses an unknown engine', async () => {
  const { code, stderr } = await logveil(['rules', 'test', '--engine=re3'])
  expect(code).toBe(2)
  expect(stderr).toContain('--engine: expected v8 or re2')
})
