import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(__dirname, '..', '..')

function start(words: readonly string[]) {
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs')
  return spawn(process.execPath, [tsx, join(ROOT, 'src', 'cli', 'main.ts'), ...words])
}

test('runs as a process: stdin to stdout, and an exit code', async () => {
  const child = start(['scan', '--fail-on-findings'])
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk))
  child.stdin.end('to jane.doe@example.com\n')
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1)
  expect(out).toContain('1  EMAIL_ADDRESS')
})

test('ends quietly, and at once, when its reader leaves', async () => {
  const child = start(['redact'])
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk))
  // Endless input: only the closed pipe can end it.
  const feed = (error?: Error | null): void => {
    if (!error) child.stdin.write('a clean line\n'.repeat(2000), feed)
  }
  child.stdin.on('error', () => {})
  feed()
  await new Promise((resolve) => child.stdout.once('data', resolve))
  child.stdout.destroy()
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0)
  expect(err).toBe('')
})
