/**
 * Every program in README.md, CONTRIBUTING.md, SECURITY.md and docs/ runs, and prints what the page says that it prints.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readPage } from './blocks.ts'
import { isShown, normalise, withoutManifest } from './normalise.ts'
import { PAGES } from './pages.ts'
import { runProgram } from './run-program.ts'

for (const { name, path } of PAGES) {
  const { programs, files, skipped } = readPage(readFileSync(path, 'utf8'))
  for (const fence of skipped) {
    test(`${name}:${fence.line} says why it is not run`, () => {
      expect(fence.text.split('\n')[0]).toMatch(/^\/\/ .{10}/)
    })
  }
  for (const program of programs) {
    const what = program.output === undefined ? 'runs' : 'prints what the page shows'
    test.concurrent(`${name}:${program.line} ${what}`, async ({ expect }) => {
      const run = await runProgram(program, files)
      expect(run.code, run.stderr).toBe(0)
      if (program.output === undefined) return
      const { text, stream } = program.output
      if (isShown(text, run[stream])) return
      // Only to show the difference: this fails.
      expect(normalise(withoutManifest(run[stream])).trim()).toBe(normalise(text).trim())
      expect.fail('the output differs, in a place that `…` covers or in what JSON hides')
    })
  }
}

test('a program whose output is not what the page shows is noticed', () => {
  expect(isShown('{"a":1}', '{"a":2}\n')).toBe(false)
  expect(isShown('{"a":1,…}', '{"a":1,"b":2}\n')).toBe(true)
  expect(isShown('{"a":1,…}', '{"a":1,"b":2}\n{"c":3}\n')).toBe(false)
  expect(isShown('{\n  "a": 1\n}', '{"a":2}\n')).toBe(false)
  expect(isShown('{\n  "a": 1\n}', '{"a":1}\n')).toBe(true)
  expect(isShown('{"a":1,"b":2}', '{"b":2,"a":1}\n')).toBe(true)
  expect(isShown('[1,2]', '[2,1]\n')).toBe(false)
})

test('what differs from run to run is not compared', () => {
  expect(
    isShown(
      '{"time":"2026-01-01T00:00:00.000Z","latency_ms":1.5,"message":"GET /users/:id 200"}',
      '{"time":"2027-12-31T23:59:59.999Z","latency_ms":20,"message":"GET /users/:id 200"}\n'
    )
  ).toBe(true)
})
