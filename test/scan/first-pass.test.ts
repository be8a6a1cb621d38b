/** Lines that the first pass once let through though the exact scan finds something, each the least one of its class. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRuleSet } from '../../src/rule-set.ts'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../src/rules/shipped.ts'

const { matcher } = createRuleSet({ rules: ['all'] })
const CARD = '4111111111111111'

const asAscii = (text: string) =>
  text.replace(/[^\0-~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

const LINES = {
  'a key in escapes': asAscii('{"비밀번호":"hangang!7788"}'),
  'a key with one escape': '{"pass\\u0077ord":"tr0ub4dor-3"}',
  'a name in escapes beside its value': asAscii('{"name":"비밀번호","value":"hangang!7788"}'),
  'an item in escapes that names the next': '{"a":["pass\\u0077ord","tr0ub4dor-3"]}',
  'a parent in escapes': '{"c\\u0061rd":{"number":"4111 1111 1111 1111"}}',
  'a name of several words beside its value': '{"name":"Tax ID","value":"078 05 1120"}',
  'a name behind another word beside its value':
    '{"key":"my private key","value":"0a1b2c3d4e5f60710a1b"}',
  'a pair of a name of several words': '[["my cvv code",123]]',
  'a header of several words': '{"rawHeaders":["Host","x","my cookie","sid=EXAMPLE0; theme=dark"]}',
  'a number behind a backspace': `{"msg":"\\b${CARD}"}`,
  'a number behind a form feed': `{"msg":"\\f${CARD}"}`,
  'a number between zeros': `{"msg":"\\u0000${CARD}\\u0000"}`,
  'a value behind FIX separators': `{"msg":"8=FIX.4.4\\u0001${CARD}\\u00019=1"}`,
  'full-width digits under a name': '{"idnp":"２０００００００００００４"}',
  'a reference of HTML under a name': '{"idnp":"&#50;000000000004"}',
  'a number with a prefix at the start of a line': '{"msg":"krankenversicherung\\nAA 00 00 00 A"}',
  'a number with a prefix at the edge of its context': `{"a":"cif${' '.repeat(37)}B-00000018"}`,
  'tabs around an assignment': '{"msg":"sonarqube\\t=\\tfedcba9876543210fedcba9876543210fedcba98"}',
  'a tab before a password': '{"msg":"password=\\ttr0ub4dor-3"}',
  'white space around a colon': '{"password"\t:\r\n"tr0ub4dor-3"}',
  'white space around a name beside its value': '[\n\t"my cookie"\t,\t"sid=EXAMPLE0; theme=dark"]',
  'white space around a member that is a name':
    '{"name"\t:\t"my cookie"\n,"value":"sid=EXAMPLE0; theme=dark"}',
  'a label that is set wide': '{"성 명":"홍길동"}',
  'a value whose quote is not closed': `{"msg":"주민번호앞'=>'900101"}`,
  'a value whose quote is not closed in its line': `{"msg":"주민번호앞='900101\\nnext"}`
}

test.each(Object.entries(LINES))('looks at %s', (_, line) => {
  expect(matcher.scanLine(line)).not.toEqual([])
  expect(matcher.mayHold(line, 0)).toBe(true)
})

test('looks at a number with a prefix at the edge of its context in text', () => {
  const text = `cif${' '.repeat(37)}B-00000018`
  expect(matcher.scanText(text)).not.toEqual([])
  expect(matcher.mayHoldText(text)).toBe(true)
})

const RULES = SHIPPED_PACK_NAMES.flatMap((name) => shippedPack(name).source.rules)
const VALUES = RULES.flatMap((rule) => {
  const values = rule.examples.match.flatMap((example) =>
    [...example.matchAll(/«([^»]*)»/g)].map((found) => found[1] as string)
  )
  const names = (rule.keys?.for ?? []).map((name) => name.replace(/^[=<]/, ''))
  const words = ('context' in rule ? (rule.context?.for ?? []) : []) as readonly string[]
  return values.map((value) => ({ value, names, words }))
})
const NAMED = VALUES.filter(({ names }) => names.length > 0)
const WORDED = VALUES.filter(({ words }) => words.length > 0)

const toCamel = (name: string) => name.replace(/ (.)/g, (_, letter: string) => letter.toUpperCase())
const spelled = fc.constantFrom<((name: string) => string)[]>(
  (name) => name,
  toCamel,
  (name) => name.replaceAll(' ', '_'),
  (name) => name.replaceAll(' ', '-'),
  (name) => name.toUpperCase(),
  (name) => `my ${name}`,
  (name) => `user_${name.replaceAll(' ', '_')}`
)
const toNumber = (value: string) =>
  /^[1-9][\d -]{0,15}$/.test(value) ? Number(value.replace(/\D/g, '')) : value

const PLACES: readonly ((name: string, value: string) => unknown)[] = [
  (name, value) => ({ [name]: value }),
  (name, value) => ({ [name]: toNumber(value) }),
  (name, value) => ({ [name]: [value] }),
  (name, value) => ({ [name]: { a: { b: [toNumber(value)] } } }),
  (name, value) => ({ name, value }),
  (name, value) => [[name, toNumber(value)]],
  (name, value) => ({ rawHeaders: ['Host', 'x', name, value] }),
  (name, value) => ({ argv: [`--${name.replaceAll(' ', '-')}`, value] }),
  (name, value) => ({ sql: `UPDATE t SET ${name.replaceAll(' ', '_')} = ?`, params: [value] }),
  (name, value) => ({ msg: JSON.stringify({ [name]: value }) }),
  (name, value) => ({ msg: `${name.replaceAll(' ', '_')}=${value}` }),
  (name, value) => ({ msg: `<${name}>${value}</${name}>` }),
  (name, value) => ({ [name]: encodeURIComponent(Buffer.from(value).toString()) }),
  (name, value) => ({ [name]: Buffer.from(value).toString('base64') }),
  (name, value) => ({ [name]: [...value] })
]

const GLUES = [
  '',
  ' ',
  ': ',
  ' is ',
  '\n',
  '\t',
  '\0',
  '\b',
  '\x1b[32m',
  '=',
  '"',
  '/',
  ' x'.repeat(20),
  '\x01\x02'.repeat(10)
]

const named = fc
  .tuple(fc.constantFrom(...NAMED), fc.nat(50), spelled, fc.constantFrom(...PLACES))
  .map(([{ value, names }, at, spell, place]) =>
    place(spell(names[at % names.length] as string), value)
  )

const worded = fc
  .tuple(fc.constantFrom(...WORDED), fc.nat(50), fc.constantFrom(...GLUES), fc.boolean())
  .map(([{ value, words }, at, glue, isAhead]) => {
    const word = words[at % words.length] as string
    return { msg: isAhead ? `${word}${glue}${value}` : `${value}${glue}${word}` }
  })

test('looks at each line with evidence in which the exact scan finds something', () => {
  fc.assert(
    fc.property(fc.oneof(named, worded), fc.boolean(), (record, ascii) => {
      const line = ascii ? asAscii(JSON.stringify(record)) : JSON.stringify(record)
      if (!matcher.mayHold(line, 0)) expect(matcher.scanLine(line)).toEqual([])
    }),
    process.env.LOGVEIL_LONG
      ? { numRuns: 100_000, endOnFailure: true }
      : { numRuns: 3000, seed: 20_261_123, endOnFailure: true }
  )
})
