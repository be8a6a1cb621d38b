import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTape, KEY, NODE, parseTape } from '../../src/scan/json-tape.ts'
import { type Node, parseJson } from '../../src/scan/json-tree.ts'
import { json } from './samples.ts'

const unitsOf = (text: string) =>
  Uint16Array.from({ length: text.length + 1 }, (_, i) =>
    i < text.length ? text.charCodeAt(i) : 0
  )

/** The spans of all keys and values, in order of place. */
function spansOnTape(text: string): readonly (readonly [number, number])[] | null {
  const tape = createTape()
  if (!parseTape(text, unitsOf(text), tape)) return null
  return Array.from({ length: tape.length / NODE }, (_, i) => [
    tape.nodes[i * NODE + 1] as number,
    tape.nodes[i * NODE + 2] as number
  ])
}

function spansInTree(node: Node): readonly (readonly [number, number])[] {
  const own = [node.start, node.end] as const
  if (node.type === 'array') return [own, ...node.items.flatMap(spansInTree)]
  if (node.type !== 'object') return [own]
  const members = node.members.flatMap(({ keyStart, keyEnd, value }) => [
    [keyStart, keyEnd] as const,
    ...spansInTree(value)
  ])
  return [own, ...members]
}

const expected = (text: string) => {
  const tree = parseJson(text)
  return tree === null ? null : spansInTree(tree)
}

test.each([
  '{}',
  '[]',
  ' {"a" : [1, -2.5e+3, "x\\"y", true, null, {"b":[[]]}]} \n',
  '[1,]',
  '[01]',
  '[1.]',
  '[1e]',
  '[-]',
  '["\\u0041',
  '{"a"}',
  '{"a":1,}',
  '"x"',
  '12',
  '',
  '{"a":tru}',
  '["a\\\\"]',
  '["a\u0000b"]',
  `${'['.repeat(80)}"x"${']'.repeat(80)}`,
  `${'['.repeat(80)}"x"${']'.repeat(79)}`
])('reads %j as the tree does', (text) => {
  expect(spansOnTape(text)).toEqual(expected(text))
})

test('reads JSON, whole or broken, as the tree does', () => {
  fc.assert(
    fc.property(
      json,
      fc.nat(2),
      fc.nat(300),
      fc.constantFrom('', '"', '\\', ',', ']', '1'),
      (value, indent, at, change) => {
        const text = JSON.stringify([value], null, indent)
        const broken = text.slice(0, at) + change + text.slice(at + 1)
        expect(spansOnTape(text)).toEqual(expected(text))
        expect(spansOnTape(broken)).toEqual(expected(broken))
      }
    ),
    { numRuns: 500, seed: 20_261_123 }
  )
})

test('leads from each node over all that lies in it', () => {
  const tape = createTape()
  const text = '{"a":{"b":[1,2]},"c":3}'
  parseTape(text, unitsOf(text), tape)
  const keys: string[] = []
  for (let key = NODE; key < tape.length; key = tape.nodes[key + NODE + 3] as number) {
    expect(tape.nodes[key]).toBe(KEY)
    keys.push(text.slice(tape.nodes[key + 1], tape.nodes[key + 2]))
  }
  expect(keys).toEqual(['"a"', '"c"'])
})
