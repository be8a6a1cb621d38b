import { expect, test } from 'vitest'
import { loadRules } from '../../src/index.ts'
import { compilePack } from '../../src/rules/compile.ts'
import { shippedPack } from '../../src/rules/shipped.ts'
import { BADGE, DOOR, PACK } from './packs-for-tests.ts'

const wordsOf = (id: string) =>
  shippedPack(id.split('.')[0] as string).source.rules.find((rule) => rule.id === id)

test("an entry @id stands for the shipped rule's words in the same place", () => {
  const shipped = wordsOf('core.phone_international')
  if (shipped === undefined || !('context' in shipped)) throw new Error('the rule has gone')
  const [pack] = loadRules([
    {
      ...PACK,
      rules: [
        {
          ...BADGE,
          keys: { for: ['extension', '@core.phone_international'] },
          context: { for: ['@core.phone_international'], against: ['total'] }
        }
      ]
    }
  ])
  expect(pack?.rules[0]).toMatchObject({
    keys: { for: ['extension', ...(shipped.keys?.for ?? [])] },
    context: { for: shipped.context?.for, against: ['total'] }
  })
})

test('written out or by name, the rule means the same', () => {
  const names = wordsOf('secrets.password')?.keys?.for ?? []
  const byName = loadRules([
    { ...PACK, rules: [{ ...DOOR, keys: { for: ['@secrets.password'] } }] }
  ])
  const written = loadRules([{ ...PACK, rules: [{ ...DOOR, keys: { for: names } }] }])
  const hashes = [byName, written].map(([pack]) => pack && compilePack(pack).hashes)
  expect(hashes[0]).toEqual(hashes[1])
})

test('an unknown id, and a rule without such words, are told with their paths', () => {
  const rules = [
    {
      ...BADGE,
      keys: { for: ['@core.phone_internationl'] },
      context: { against: ['@core.phone_international'] }
    }
  ]
  expect(() => loadRules([{ ...PACK, rules }])).toThrow(
    /keys\.for\[0\]: .*did you mean `core\.phone_international`\?[\s\S]*context\.against\[0\]: expected `@` and the id of a shipped rule that has context\.against/
  )
})
