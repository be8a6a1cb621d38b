/**
 * The ways in which delivery is disturbed.
 *
 * In: a place with a destination, a spool folder, a way to start processes. Out: how many lines were logged.
 * Promise: each leaves behind a place in which one more process, started and closed, must make the books balance.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { progressOf, until } from './processes.mjs'

const LINES = 1000

/** A process that has logged some lines and stays. */
async function running(place, plan = {}) {
  const child = place.start({ lines: LINES, end: 'stay', ...plan })
  await until(() => progressOf(place.progress).logged >= 200, 'the first lines')
  return child
}

/** Lets it log to the end, and closes it. */
async function finish(place, child) {
  await until(() => progressOf(place.progress).logged >= LINES, 'the last line')
  const ledger = await child.ask('close')
  await child.ended
  return { logged: LINES, ledger }
}

async function ends(place, end) {
  const child = place.start({ lines: LINES, end })
  await child.ended
  return { logged: progressOf(place.progress).logged }
}

async function signalled(place, signal) {
  const child = await running(place, { lines: 1e6 })
  child.process.kill(signal)
  const { signal: by } = await child.ended
  if (by !== signal) throw new Error(`ended by ${by}, not by ${signal}`)
  const { logged, committed } = progressOf(place.progress)
  return { logged: signal === 'SIGKILL' ? committed : logged, mayHave: logged }
}

/** Does harm in the worker while lines are logged, and waits until it was done. */
async function sabotaged(place, what, text = '') {
  const child = await running(place)
  const file = join(place.harm, what)
  writeFileSync(file, text)
  await until(() => !readdirSync(place.harm).includes(what), 'the harm')
  return finish(place, child)
}

async function disturbed(place, disturb, restore = () => {}) {
  disturb(place.destination)
  const child = await running(place)
  await wait(700)
  restore(place.destination)
  return finish(place, child)
}

/** By name: what happens; `needs`: a switch of the destination without which it cannot happen. */
export const SCENARIOS = {
  exit: { run: (place) => ends(place, 'natural') },
  SIGTERM: { run: (place) => signalled(place, 'SIGTERM') },
  uncaught: { run: (place) => ends(place, 'uncaught') },
  'process.exit': { run: (place) => ends(place, 'exit') },
  'kill -9': { run: (place) => signalled(place, 'SIGKILL') },
  'worker death': { run: (place) => sabotaged(place, 'die') },
  'worker stuck': { run: (place) => sabotaged(place, 'stuck') },
  'disk full': {
    needs: 'tiny disk',
    async run(place) {
      const child = place.start({ lines: LINES * 5, end: 'close', onTinyDisk: true })
      const { code } = await child.ended
      if (code !== 0) throw new Error(`ended with ${code}: ${child.stderr()}`)
      if (!child.stderr().includes('durability: memory')) throw new Error('it was not announced')
      return { logged: LINES * 5, ledger: child.ledger() }
    }
  },
  'spool folder lost': {
    async run(place) {
      const child = await running(place)
      rmSync(place.spool, { recursive: true, force: true })
      return finish(place, child)
    }
  },
  'two processes': {
    async run(place) {
      const first = place.start({ lines: LINES, end: 'close' })
      const second = place.start({
        lines: LINES,
        first: LINES,
        end: 'close',
        progress: `${place.progress}-2`
      })
      for (const child of [first, second]) {
        const { code } = await child.ended
        if (code !== 0) throw new Error(`ended with ${code}: ${child.stderr()}`)
      }
      const [a, b] = [first.ledger(), second.ledger()]
      return { logged: 2 * LINES, ledger: sum(a, b) }
    }
  },
  'sink down': {
    needs: 'down',
    run: (place) =>
      disturbed(
        place,
        (to) => to.down(true),
        (to) => to.down(false)
      )
  },
  'sink slow': { needs: 'slow', run: (place) => disturbed(place, (to) => to.slow()) },
  'sink refuses one record': {
    needs: 'refuse',
    run: (place) => disturbed(place, (to) => to.refuse('line 77'))
  },
  'sink partial failure': {
    needs: 'partial',
    run: (place) => disturbed(place, (to) => to.partial())
  },
  'connection cut mid-batch': { needs: 'cut', run: (place) => disturbed(place, (to) => to.cut()) },
  'clock jump': {
    async run(place) {
      const child = await running(place, { jumpMs: -3_600_000 })
      writeFileSync(join(place.harm, 'jump'), '86400000')
      return finish(place, child)
    }
  }
}

function sum(a, b) {
  const total = {}
  for (const [sink, entry] of Object.entries(a)) {
    total[sink] = { ...entry }
    for (const key of ['routed', 'delivered', 'pending', 'deadLettered', 'dropped'])
      total[sink][key] += b[sink][key]
  }
  return total
}
