import { expect, test } from 'vitest'
import { createKeyBlocks } from '../../src/cli/key-block.ts'
import { type Line, LineSplitter } from '../../src/cli/line-splitter.ts'

const BODY = Array.from({ length: 4 }, () => 'EXAMPLE+KEY/0123'.repeat(4)).join('\n')
const NAME = 'PRIVATE KEY'
const KEY = `-----BEGIN ${NAME}-----\n${BODY}\n-----END ${NAME}-----`

function blocks(text: string): readonly Line[] {
  const splitter = new LineSplitter()
  const keys = createKeyBlocks()
  const cut = [...splitter.push(Buffer.from(text)), ...splitter.end()]
  return [...cut.flatMap((line) => keys.push([line])), ...keys.end()]
}

const texts = (text: string): readonly string[] => blocks(text).map((line) => line.text)

test('joins the lines of a key', () => {
  expect(texts(`before\n${KEY}\nafter\n`)).toEqual(['before', KEY, 'after'])
  expect(blocks(`before\n${KEY}\nafter\n`)[1]).toMatchObject({ number: 2, count: 6, end: '\n' })
})

test('joins a PuTTY key', () => {
  const putty = `Private-Lines: 2\n${'EXAMPLE+KEY/0123'.repeat(4)}\nPrivate-MAC: 00`
  expect(texts(`${putty}\nafter`)).toEqual([putty, 'after'])
})

test('never joins a record', () => {
  const record = '{"a":1}'
  expect(texts(`-----BEGIN ${NAME}-----\n${record}\n${record}\n`)).toEqual([
    `-----BEGIN ${NAME}-----`,
    record,
    record
  ])
})

test('does not join after a key in one line, a public key or a mention', () => {
  for (const line of [
    KEY.replaceAll('\n', ''),
    '-----BEGIN PUBLIC KEY-----',
    'the PRIVATE KEY is missing'
  ]) {
    expect(texts(`${line}\nafter`)).toEqual([line, 'after'])
  }
})

test('lets go of a key that never ends', () => {
  const long = Array.from({ length: 1000 }, (_, i) => `line ${i}`).join('\n')
  const found = blocks(`-----BEGIN ${NAME}-----\n${long}`)
  expect(Math.max(...found.map(({ count }) => count))).toBeLessThanOrEqual(120)
  expect(found.map(({ text, end }) => text + end).join('')).toBe(`-----BEGIN ${NAME}-----\n${long}`)
})

test('gives a cut key at the end of the input', () => {
  expect(texts(`-----BEGIN ${NAME}-----\n${BODY}`)).toEqual([`-----BEGIN ${NAME}-----\n${BODY}`])
})
