import { expect, test } from 'vitest'
import { createGroupSync } from '../../src/deliver/group-sync.ts'

/** A disk whose syncs end when the test says so. */
function openDisk() {
  const syncs: { resolve(): void; reject(error: Error): void }[] = []
  const disk = { end: 0, done: 0, troubles: 0 }
  const group = createGroupSync({
    sync: () => new Promise<void>((resolve, reject) => void syncs.push({ resolve, reject })),
    ends: () => String(disk.end),
    onDone: () => void disk.done++,
    onTrouble: () => void disk.troubles++
  })
  const write = (): void => {
    disk.end++
    group.request()
  }
  return { disk, group, syncs, write }
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

test('many lines share one sync, and what comes meanwhile is in the next', async () => {
  const { disk, group, syncs, write } = openDisk()
  write()
  for (let i = 0; i < 100; i++) write()
  expect(syncs).toHaveLength(1)
  syncs[0]?.resolve()
  await turn()
  expect(syncs).toHaveLength(2)
  expect([group.isUnderWay(), disk.done]).toEqual([true, 0])
  syncs[1]?.resolve()
  await turn()
  expect(syncs).toHaveLength(2)
  expect([group.isUnderWay(), disk.done]).toEqual([false, 1])
})

test('a disk that fails is told, and asked again with the next lines', async () => {
  const { disk, group, syncs, write } = openDisk()
  write()
  syncs[0]?.reject(new Error('EIO'))
  await turn()
  expect([group.isUnderWay(), disk.troubles]).toEqual([false, 1])
  write()
  expect(syncs).toHaveLength(2)
  syncs[1]?.resolve()
  await turn()
  expect(disk).toMatchObject({ done: 2, troubles: 1 })
})
