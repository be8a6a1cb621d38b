/**
 * Where downloads and builds of real servers are kept, so that a second run is fast: LOGVEIL_CACHE, else ~/.cache/logveil.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** @returns {string} */
export function cacheFolder() {
  const folder = process.env.LOGVEIL_CACHE || join(homedir(), '.cache', 'logveil')
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Why a server cannot be had here; the run tells it and goes on. */
export class NotHere extends Error {}

/**
 * Runs a command to its end; what cannot be run is a reason to skip.
 * @param {string} what @param {string} command @param {readonly string[]} args @param {object} [options]
 */
export function mustRun(what, command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', ...options })
  if (done.error?.code === 'ENOENT') throw new NotHere(`${what}: ${command} is not installed`)
  if (done.status !== 0) {
    const last = `${done.stderr ?? ''}${done.stdout ?? ''}`.trim().split('\n').slice(-3).join(' | ')
    throw new NotHere(`${what}: ${command} ended with ${done.status ?? done.signal}: ${last}`)
  }
  return done.stdout
}

/** A port that is free now. @returns {Promise<number>} */
export async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/**
 * Starts a server and waits until it answers; it is told to end, and killed if it does not.
 * @param {string} what @param {string} command @param {readonly string[]} args
 * @param {{ isReady: () => Promise<boolean>, timeoutMs: number, cwd?: string, env?: NodeJS.ProcessEnv }} options
 */
export async function startServer(what, command, args, { isReady, timeoutMs, ...options }) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const listen = (piece) => {
    said = (said + piece).slice(-4000)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const ended = new Promise((resolve) => child.once('close', resolve))
  let hasEnded = false
  void ended.then(() => {
    hasEnded = true
  })
  const stop = async () => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await ended
    clearTimeout(timer)
  }
  child.once('error', () => {})
  for (let waited = 0; waited < timeoutMs && !hasEnded; waited += 200) {
    if (await isReady().catch(() => false)) return { stop }
    await wait(200)
  }
  await stop()
  const last = said.trim().split('\n').slice(-3).join(' | ')
  throw new NotHere(`${what}: it did not answer within ${timeoutMs / 1000} s: ${last}`)
}
