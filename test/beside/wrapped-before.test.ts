/**
 * A tracer that has wrapped pino before logveil loads it, as dd-trace does: its asJson stands under ours.
 */
import { expect, test, vi } from 'vitest'
import { createLogger } from '../../src/index.ts'

const EMAIL = 'jane.doe@example.com'
const edits = vi.hoisted(() => ({ edit: (line: string) => line }))

vi.mock('pino', async (importOriginal) => {
  const original = await importOriginal<typeof import('pino')>()
  const pino = original.default
  const traced = (...args: unknown[]) => {
    const instance = (pino as (...given: unknown[]) => unknown)(...args) as Record<symbol, unknown>
    const symbol = pino.symbols.asJsonSym as unknown as symbol
    const asJson = instance[symbol] as (...given: unknown[]) => string
    instance[symbol] = function wrapped(this: unknown, ...given: unknown[]) {
      return edits.edit(asJson.apply(this, given))
    }
    return instance
  }
  return { ...original, default: Object.assign(traced, pino) }
})

test.each([
  ['at the end', (line: string) => line.replace(/\}\n$/, `,"dd":"${EMAIL}"}\n`)],
  ['behind the level', (line: string) => line.replace(/("level":\d+)/, `$1,"dd":"${EMAIL}"`)],
  ['before the time', (line: string) => line.replace(',"time"', `,"dd":"${EMAIL}","time"`)],
  ['behind the time', (line: string) => line.replace(/("time":"[^"]*")/, `$1,"dd":"${EMAIL}"`)],
  ['among the bindings', (line: string) => line.replace('"acme"', `"${EMAIL}"`)]
])('what it splices in %s is looked at', (_where, edit) => {
  edits.edit = edit
  const lines: string[] = []
  const log = createLogger({}, { write: (line) => void lines.push(line) })
  log.child({ tenant: 'acme' }).info({ a: 1 }, 'x')
  expect(lines.at(-1)).toContain('[EMAIL_ADDRESS]')
  expect(lines.join('')).not.toContain(EMAIL)
  expect(JSON.parse(lines.at(-1) as string)).toMatchObject({ a: 1, message: 'x' })
})
