import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createFixture, type Fixture } from './fake-device.ts'

/** The whole text of the files that are left in the fixture's folder. */
function leftOnDisk({ folder }: Fixture): string {
  return readdirSync(folder)
    .flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
    .sort()
    .map((path) => readFileSync(path, 'utf8'))
    .join('')
}

const lines = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `{"n":${index}}\n`)

test('a line is written at once, with one write', () => {
  const fixture = createFixture()
  fixture.log('{"n":1}\n')
  expect(fixture.device.received()).toBe('{"n":1}\n')
  expect(fixture.device.calls).toBe(1)
  expect(fixture.entry()).toMatchObject({ routed: 1, delivered: 1, pending: 0, dropped: 0 })
})

test('a line longer than the buffer for encoding arrives whole', () => {
  const fixture = createFixture()
  const line = `${'한'.repeat(100_000)}\n`
  fixture.log(line)
  expect(fixture.device.received()).toBe(line)
})

test('lone surrogates at the end of a line and the start of the next stay apart', () => {
  const fixture = createFixture()
  fixture.device.steps = ['EAGAIN']
  for (const line of ['a\n', 'b\ud83d', '\udc4b\n', 'c\n']) fixture.log(line)
  fixture.writer.flushSync(0)
  expect(fixture.device.received()).toBe('a\nb\ufffd\ufffd\nc\n')
  expect(fixture.entry()).toMatchObject({ delivered: 4, pending: 0 })
})

test('an empty line takes no write and counts as delivered', () => {
  const fixture = createFixture()
  fixture.log('')
  fixture.device.steps = ['EAGAIN']
  fixture.log('a\n')
  fixture.log('')
  expect(fixture.device.calls).toBe(1)
  expect(fixture.writer.flushSync(0)).toBe(true)
  expect(fixture.entry()).toMatchObject({ routed: 3, delivered: 3 })
})

test('a write cut in the middle of a character goes on with the next byte', () => {
  const fixture = createFixture()
  fixture.device.steps = [2, 1, 1, 1]
  fixture.log('한글👋\n')
  expect(fixture.entry()).toMatchObject({ delivered: 0, pending: 1 })
  fixture.log('{"n":2}\n')
  expect(fixture.writer.flushSync(0)).toBe(false)
  while (!fixture.writer.flushSync(0)) expect(fixture.device.calls).toBeLessThan(20)
  expect(fixture.device.received()).toBe('한글👋\n{"n":2}\n')
  expect(fixture.entry()).toMatchObject({ delivered: 2, pending: 0 })
})

test.each(['EAGAIN', 'EINTR', 'EBUSY'] as const)('%s is tried again, by timer', async (code) => {
  const fixture = createFixture()
  fixture.device.steps = [code, code]
  fixture.log('a\n')
  expect(await fixture.writer.flush(1000)).toBe(true)
  expect(fixture.device.received()).toBe('a\n')
})

test('while a reader is stalled log calls do not try it again and again', () => {
  const fixture = createFixture()
  fixture.device.otherwise = 'EAGAIN'
  for (const line of lines(100)) fixture.log(line)
  expect(fixture.device.calls).toBe(1)
  fixture.clock += 1
  for (const line of lines(100)) fixture.log(line)
  expect(fixture.device.calls).toBe(2)
  expect(fixture.slept).toBe(0)
  expect(fixture.entry()).toMatchObject({ routed: 200, pending: 200 })
})

test('a loop that logs without a turn keeps up with a reader that reads', () => {
  const fixture = createFixture({ onFull: 'drop', bufferBytes: 100 })
  for (const line of lines(1000)) {
    fixture.device.steps = ['all', 'all', 'EAGAIN']
    fixture.log(line)
    fixture.clock += 0.3
  }
  fixture.writer.flushSync(0)
  expect(fixture.entry()).toMatchObject({ delivered: 1000, dropped: 0 })
  expect(fixture.device.received()).toBe(lines(1000).join(''))
})

test('what waits is written in groups of whole lines that a pipe takes all or not at all', () => {
  const fixture = createFixture()
  const line = `${'x'.repeat(999)}\n`
  fixture.device.steps = ['EAGAIN']
  for (let n = 0; n < 9; n++) fixture.log(line)
  fixture.writer.flushSync(0)
  // one alone that was being written, then four at most in 4096 bytes
  expect(fixture.device.calls).toBe(1 + 1 + 2)
  expect(fixture.device.received()).toBe(line.repeat(9))
})

test('the sync flush gives up after its deadline without progress, not before', () => {
  const fixture = createFixture()
  fixture.device.otherwise = 'EAGAIN'
  fixture.log('a\n')
  fixture.log('b\n')
  let slow = 0
  fixture.onSleep = () => {
    if (++slow === 150) fixture.device.steps = [1]
  }
  expect(fixture.writer.flushSync(1000)).toBe(false)
  expect(fixture.clock).toBe(150 * 5 + 1000)
})

test('flush gives up after its deadline', async () => {
  const fixture = createFixture({ onFull: 'drop' })
  fixture.device.otherwise = 'EAGAIN'
  fixture.log('a\n')
  const flushed = fixture.writer.flush(1000)
  fixture.clock = 1001
  expect(await flushed).toBe(false)
  expect(fixture.reports).toEqual(['The reader of stdout has stalled; lines wait in memory.'])
})

describe('a reader that has gone', () => {
  test('each line is dropped, counted, told once with the code, and not tried', () => {
    const fixture = createFixture()
    fixture.device.otherwise = 'EPIPE'
    for (const line of lines(10)) fixture.log(line)
    expect(fixture.device.calls).toBe(1)
    expect(fixture.entry()).toMatchObject({ routed: 10, delivered: 0, pending: 0, dropped: 10 })
    expect(fixture.reports).toEqual(['Stdout cannot be written to (EPIPE); lines are dropped.'])
  })

  test('a second later the next line tries again', () => {
    const fixture = createFixture()
    fixture.device.steps = ['EPIPE']
    fixture.log('a\n')
    fixture.log('b\n')
    fixture.clock = 1000
    fixture.log('c\n')
    fixture.log('d\n')
    expect(fixture.device.received()).toBe('c\nd\n')
    expect(fixture.entry()).toMatchObject({ routed: 4, delivered: 2, dropped: 2 })
  })

  test('after half a line the next begins on a line of its own', () => {
    const fixture = createFixture({ onFull: 'drop' })
    fixture.device.steps = [3, 'ENOSPC']
    fixture.log('abcdef\n')
    fixture.writer.flushSync(0)
    fixture.clock = 1000
    fixture.log('next\n')
    expect(fixture.device.received()).toBe('abc\nnext\n')
    expect(fixture.entry()).toMatchObject({ routed: 2, delivered: 1, dropped: 1 })
  })

  test('lines that waited are dropped in the books; those that may spill are left on disk and told', () => {
    const fixture = createFixture()
    fixture.device.steps = ['EAGAIN', 'EPIPE']
    for (const line of lines(10)) fixture.log(line)
    fixture.writer.flushSync(0)
    expect(fixture.entry()).toMatchObject({ routed: 10, pending: 0, dropped: 10 })
    expect(leftOnDisk(fixture)).toBe(lines(10).join(''))
    expect(fixture.reports).toHaveLength(1)
    expect(fixture.reports[0]).toMatch(
      /^The reader of stdout has gone \(EPIPE\); 10 lines are left in \//
    )
  })

  test('a flush that waits is told', async () => {
    const fixture = createFixture({ onFull: 'drop' })
    fixture.device.steps = ['EAGAIN', 'EPIPE']
    fixture.log('a\n')
    expect(await fixture.writer.flush(1000)).toBe(false)
  })
})

describe("onFull: 'drop'", () => {
  test('what the buffer cannot hold is dropped and told, what it holds arrives', () => {
    const fixture = createFixture({ onFull: 'drop', bufferBytes: 30 })
    fixture.device.otherwise = 'EAGAIN'
    for (const line of lines(10)) fixture.log(line)
    fixture.device.otherwise = 'all'
    fixture.writer.flushSync(0)
    expect(fixture.device.received()).toBe(lines(3).join(''))
    expect(fixture.entry()).toMatchObject({ routed: 10, delivered: 3, dropped: 7 })
    expect(new Set(fixture.reports)).toEqual(
      new Set(['The reader of stdout has stalled and the buffer is full; lines are dropped.'])
    )
  })

  test('nothing is put on disk, not even at the end', async () => {
    const fixture = createFixture({ onFull: 'drop' })
    fixture.device.otherwise = 'EAGAIN'
    fixture.log('a\n')
    await turn()
    fixture.writer.end()
    expect(readdirSync(fixture.folder)).toEqual([])
    expect(fixture.entry()).toMatchObject({ pending: 0, dropped: 1 })
    expect(fixture.reports).toEqual([
      'The reader of stdout took no lines until the process ended; 1 lines are dropped.'
    ])
  })
})

describe("onFull: 'block'", () => {
  test('a log call waits until there is room, and nothing is lost', () => {
    const fixture = createFixture({ onFull: 'block', bufferBytes: 30 })
    fixture.device.otherwise = 'EAGAIN'
    fixture.onSleep = () => {
      fixture.device.steps = fixture.slept % 7 === 0 ? ['all'] : []
    }
    for (const line of lines(50)) fixture.log(line)
    expect(fixture.slept).toBeGreaterThan(0)
    fixture.device.otherwise = 'all'
    fixture.writer.flushSync(0)
    expect(fixture.device.received()).toBe(lines(50).join(''))
    expect(fixture.entry()).toMatchObject({ routed: 50, delivered: 50 })
  })

  test('a reader that goes while a call waits lets the call go on', () => {
    const fixture = createFixture({ onFull: 'block', bufferBytes: 10 })
    fixture.device.otherwise = 'EAGAIN'
    fixture.onSleep = () => {
      fixture.device.otherwise = 'EPIPE'
    }
    for (const line of lines(5)) fixture.log(line)
    expect(fixture.entry()).toMatchObject({ routed: 5, pending: 0, dropped: 5 })
  })

  test('a line longer than the whole buffer is written once nothing else waits', () => {
    const fixture = createFixture({ onFull: 'block', bufferBytes: 10 })
    fixture.device.steps = ['EAGAIN']
    fixture.log('a\n')
    fixture.log(`${'b'.repeat(100)}\n`)
    expect(fixture.device.received()).toBe(`a\n${'b'.repeat(100)}\n`)
  })
})

describe("onFull: 'spill'", () => {
  test('a hiccup that is over when the turn ends never reaches the disk', async () => {
    const fixture = createFixture()
    fixture.device.steps = ['EAGAIN']
    for (const line of lines(10)) fixture.log(line)
    await turn()
    expect(fixture.device.received()).toBe(lines(10).join(''))
    expect(readdirSync(fixture.folder)).toEqual([])
  })

  test('when the turn ends, every line that waits is on disk, where only this user can read it', async () => {
    const fixture = createFixture()
    fixture.device.steps = [4]
    fixture.device.otherwise = 'EAGAIN'
    for (const line of lines(10)) fixture.log(line)
    await turn()
    // also the line that was begun: whoever reads the file needs it whole
    expect(leftOnDisk(fixture)).toBe(lines(10).join(''))
    const [own = ''] = readdirSync(fixture.folder)
    const [file = ''] = readdirSync(join(fixture.folder, own))
    expect(statSync(join(fixture.folder, own)).mode & 0o777).toBe(0o700)
    expect(statSync(join(fixture.folder, own, file)).mode & 0o777).toBe(0o600)
    for (const line of lines(3)) fixture.log(line)
    await turn()
    expect(leftOnDisk(fixture)).toBe([...lines(10), ...lines(3)].join(''))
  })

  test('a reader that is back gets everything in order, and the disk is clean again', async () => {
    const fixture = createFixture({ segmentBytes: 500 })
    fixture.device.otherwise = 'EAGAIN'
    for (const line of lines(300)) {
      fixture.log(line)
      await turn()
    }
    fixture.device.otherwise = 'all'
    fixture.log('{"n":300}\n')
    expect(fixture.writer.flushSync(0)).toBe(true)
    expect(fixture.device.received()).toBe(lines(301).join(''))
    expect(readdirSync(fixture.folder)).toEqual([])
    expect(fixture.entry()).toMatchObject({ routed: 301, delivered: 301 })
  })

  test('a buffer that fills within one turn goes to disk at once', () => {
    const fixture = createFixture({ bufferBytes: 50 })
    fixture.device.otherwise = 'EAGAIN'
    for (const line of lines(100)) fixture.log(line)
    expect(leftOnDisk(fixture).length).toBeGreaterThan(700)
    fixture.device.otherwise = 'all'
    fixture.writer.flushSync(0)
    expect(fixture.device.received()).toBe(lines(100).join(''))
  })

  test('past the limit of the disk lines are dropped and counted', () => {
    const fixture = createFixture({ bufferBytes: 50, spillBytes: 200 })
    fixture.device.otherwise = 'EAGAIN'
    for (const line of lines(100)) fixture.log(line)
    fixture.device.otherwise = 'all'
    fixture.writer.flushSync(0)
    const { delivered, dropped } = fixture.entry()
    expect(fixture.device.received()).toBe(lines(delivered).join(''))
    expect(delivered + dropped).toBe(100)
    expect(dropped).toBeGreaterThan(70)
  })

  test('without a disk lines wait in memory, and what does not fit is dropped and counted', async () => {
    const fixture = createFixture({ bufferBytes: 50, noDisk: true })
    fixture.device.otherwise = 'EAGAIN'
    for (const line of lines(5)) fixture.log(line)
    await turn()
    expect(fixture.reports[0]).toMatch(/cannot be put on disk \(EROFS\)/)
    for (const line of lines(100)) fixture.log(line)
    fixture.device.otherwise = 'all'
    fixture.writer.flushSync(0)
    const { delivered, dropped } = fixture.entry()
    expect(dropped).toBeGreaterThan(0)
    expect(delivered + dropped).toBe(105)
  })

  test('a disk that is full later keeps what is there; the rest waits in memory, and is dropped at the end', async () => {
    const fixture = createFixture()
    fixture.device.otherwise = 'EAGAIN'
    for (const line of lines(10)) fixture.log(line)
    await turn()
    fixture.isDiskFull = true
    for (const line of lines(5)) fixture.log(line)
    await turn()
    expect(fixture.reports.at(-1)).toMatch(/cannot be put on disk \(ENOSPC\); they wait in memory/)
    fixture.writer.end()
    expect(leftOnDisk(fixture)).toBe(lines(10).join(''))
    expect(fixture.entry()).toMatchObject({ routed: 15, pending: 0, dropped: 15 })
    expect(fixture.reports.at(-1)).toMatch(/10 of 15 lines are left in .*, the others are dropped/)
  })

  test('a disk that has room again gets the lines that waited, in order', async () => {
    const fixture = createFixture()
    fixture.device.otherwise = 'EAGAIN'
    fixture.isDiskFull = true
    for (const line of lines(3)) fixture.log(line)
    await turn()
    fixture.isDiskFull = false
    fixture.clock += 1000
    fixture.log('{"n":3}\n')
    await turn()
    expect(leftOnDisk(fixture)).toBe(lines(4).join(''))
  })

  test('what the reader never took stays on disk, whole lines from the first it has not got', async () => {
    const fixture = createFixture()
    fixture.device.steps = ['all', 'EAGAIN']
    for (const line of lines(10)) fixture.log(line)
    fixture.device.steps = ['all', 4]
    fixture.device.otherwise = 'EAGAIN'
    await turn()
    fixture.writer.end()
    expect(fixture.device.received()).toBe(`${lines(2).join('')}{"n"`)
    expect(leftOnDisk(fixture)).toBe(lines(10).slice(2).join(''))
    expect(fixture.entry()).toMatchObject({ delivered: 2, pending: 0, dropped: 8 })
    expect(fixture.reports.at(-1)).toMatch(
      /took no lines until the process ended; 8 lines are left in \//
    )
  })

  test('a stall is told once a second has passed, with the folder', async () => {
    const fixture = createFixture()
    fixture.device.otherwise = 'EAGAIN'
    fixture.log('a\n')
    const flushed = fixture.writer.flush(2000)
    await turn()
    expect(fixture.reports).toEqual([])
    fixture.clock = 1000
    while (fixture.reports.length === 0) await turn()
    fixture.clock = 2000
    expect(await flushed).toBe(false)
    expect(fixture.reports).toHaveLength(1)
    expect(fixture.reports[0]).toMatch(/^The reader of stdout has stalled; lines wait in \//)
  })
})

describe('the end of the process', () => {
  test('what waits is written, with a wait for a reader that is slow', () => {
    const fixture = createFixture()
    fixture.device.otherwise = 'EAGAIN'
    for (const line of lines(10)) fixture.log(line)
    fixture.onSleep = () => {
      if (fixture.slept === 100) fixture.device.otherwise = 'all'
    }
    fixture.writer.end()
    expect(fixture.device.received()).toBe(lines(10).join(''))
  })

  test('lines of later exit handlers are written too', () => {
    const fixture = createFixture()
    fixture.writer.end()
    fixture.log('a\n')
    fixture.device.steps = ['EAGAIN']
    fixture.log('b\n')
    expect(fixture.device.received()).toBe('a\nb\n')
  })

  test('the wait for a dead reader is paid once', () => {
    const fixture = createFixture({ onFull: 'drop' })
    fixture.device.otherwise = 'EAGAIN'
    fixture.log('a\n')
    fixture.writer.pause()
    expect(fixture.clock).toBe(1000)
    fixture.writer.end()
    fixture.log('b\n')
    fixture.log('c\n')
    expect(fixture.clock).toBe(1000)
    expect(fixture.entry()).toMatchObject({ routed: 3, pending: 0, dropped: 3 })
  })
})

test('an onError that logs does not disturb what is written', () => {
  const fixture = createFixture({ onFull: 'drop', bufferBytes: 20 })
  fixture.device.otherwise = 'EAGAIN'
  const told = fixture.reports.push.bind(fixture.reports)
  let isLogging = false
  fixture.reports.push = (...reports) => {
    if (!isLogging) {
      isLogging = true
      fixture.log('{"trouble":1}\n')
      isLogging = false
    }
    return told(...reports)
  }
  for (const line of lines(10)) fixture.log(line)
  fixture.device.otherwise = 'all'
  fixture.writer.flushSync(0)
  const { routed, delivered, dropped } = fixture.entry()
  expect(delivered + dropped).toBe(routed)
  expect(fixture.device.received().split('\n')).toHaveLength(delivered + 1)
})
