import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { createSpill } from '../../src/deliver/stdout-spill.ts'

let parent: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'logveil-test-'))
  const own = parent
  onTestFinished(() => rmSync(own, { recursive: true, force: true }))
})

test('what was appended is read back in order, over segments', () => {
  const spill = createSpill(parent, 10)
  for (const line of ['one\n', 'two\n', 'three\n', 'a line longer than a segment\n', 'four\n'])
    spill.append(Buffer.from(line))
  expect(readdirSync(spill.folder)).toHaveLength(4)
  let text = ''
  while (spill.bytes > 0) text += spill.read(6).toString()
  expect(text).toBe('one\ntwo\nthree\na line longer than a segment\nfour\n')
})

test('segments that were read are gone from the disk', () => {
  const spill = createSpill(parent, 4)
  for (const line of ['one\n', 'two\n', 'six\n']) spill.append(Buffer.from(line))
  spill.read(4)
  spill.read(4)
  expect(readdirSync(spill.folder)).toHaveLength(2)
  spill.discard()
  expect(readdirSync(parent)).toEqual([])
})

test('what is left begins with the bytes that were read and not written', () => {
  const spill = createSpill(parent, 100)
  spill.append(Buffer.from('one\ntwo\nthree\n'))
  spill.read(8)
  spill.append(Buffer.from('four\n'))
  spill.leave(4)
  const [file = ''] = readdirSync(spill.folder)
  expect(readFileSync(join(spill.folder, file), 'utf8')).toBe('two\nthree\nfour\n')
})

test('a folder that somebody removed meanwhile does no harm', () => {
  const spill = createSpill(parent, 100)
  spill.append(Buffer.from('one\n'))
  rmSync(spill.folder, { recursive: true })
  expect(spill.read(4).toString()).toBe('one\n')
  spill.leave(4)
  spill.discard()
})
