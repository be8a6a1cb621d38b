/**
 * What the servers for tests share: a loopback HTTP server with faults that a test asks for.
 *
 * In: a function that answers a request. Out: its URL, what it was asked, a way to make the next requests fail.
 */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { gunzipSync } from 'node:zlib'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Decompressed. */
  readonly body: Buffer
}

export type Answer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** `hang`: no answer; `cut`: the request is carried out, the connection dies before the answer. */
export type Fault = Answer | 'hang' | 'cut'

export type TestServer = {
  readonly url: string
  readonly requests: Asked[]
  /** What happens to the next requests, in turn. */
  readonly faults: Fault[]
  /** Connections that were opened. */
  connections(): number
  close(): Promise<void>
}

export async function serve(answer: (asked: Asked) => Answer): Promise<TestServer> {
  const requests: Asked[] = []
  const faults: Fault[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server: Server = createServer((req, res) => {
    const pieces: Buffer[] = []
    req.on('data', (piece: Buffer) => pieces.push(piece))
    req.on('end', () => {
      const raw = Buffer.concat(pieces)
      const asked: Asked = {
        method: req.method ?? '',
        path: req.url ?? '',
        headers: req.headers,
        body: req.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw
      }
      requests.push(asked)
      const fault = asked.method === 'POST' ? faults.shift() : undefined
      if (fault === 'hang') return
      if (fault === 'cut') {
        answer(asked)
        res.socket?.destroy()
        return
      }
      const { status, headers, body } = fault ?? answer(asked)
      res.writeHead(status, headers)
      res.end(body)
    })
  })
  server.on('connection', (socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    faults,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
