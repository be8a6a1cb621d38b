/**
 * Sends the traffic over real connections.
 *
 * In: a port, requests. Out: how many were answered, refused or hung up. Loopback only.
 */
import { Agent, request } from 'node:http'
import type { DemoRequest } from './traffic.ts'

const CONNECTIONS = 24
/** Long before the route's least latency: the answer never comes in time. */
const HANG_UP_MS = 3

export type Answers = { answered: number; aborted: number }

export async function sendAll(port: number, requests: readonly DemoRequest[]): Promise<Answers> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const answers: Answers = { answered: 0, aborted: 0 }
  let next = 0
  const work = async (): Promise<void> => {
    for (let each = requests[next++]; each !== undefined; each = requests[next++]) {
      answers[await send(port, each, agent)]++
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  agent.destroy()
  return answers
}

function send(port: number, demo: DemoRequest, agent: Agent): Promise<keyof Answers> {
  const body = demo.body === undefined ? undefined : JSON.stringify(demo.body)
  const headers = {
    ...demo.headers,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) })
  }
  return new Promise((resolve, reject) => {
    const { method, path } = demo
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent }, (res) => {
      res.resume().on('end', () => resolve('answered'))
    })
    sent.on('error', (error) => (demo.aborts ? resolve('aborted') : reject(error)))
    sent.end(body)
    if (demo.aborts) setTimeout(() => sent.destroy(), HANG_UP_MS)
  })
}
