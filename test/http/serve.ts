/**
 * Servers on loopback and callers for them; all are closed when the test that started them ends.
 */
import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type RequestOptions,
  request,
  type Server,
  type ServerOptions
} from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export type Served = {
  readonly server: Server
  readonly port: number
  readonly url: string
  /** Closes all connections; when it resolves nothing more can happen to a request. */
  close(): Promise<void>
}

export async function serve(
  listener: RequestListener,
  options: ServerOptions = {}
): Promise<Served> {
  const server = createServer(options, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  onTestFinished(close)
  return { server, port, url: `http://127.0.0.1:${port}`, close }
}

export type Answer = {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** One request on a connection of its own. */
export async function call(
  served: Served,
  path: string,
  options: RequestOptions & { body?: string } = {}
): Promise<Answer> {
  const { body, ...rest } = options
  const sent = request({ port: served.port, host: '127.0.0.1', path, agent: false, ...rest })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    body: Buffer.concat(chunks).toString()
  }
}

/** A bare connection, for what no client library sends. */
export async function dial(served: Served): Promise<Socket> {
  const socket = connect(served.port, '127.0.0.1')
  socket.on('error', () => {})
  onTestFinished(() => {
    socket.destroy()
  })
  await once(socket, 'connect')
  return socket
}

/** Sends text and reads until the server closes. */
export async function exchangeText(served: Served, text: string): Promise<string> {
  const socket = await dial(served)
  let received = ''
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
  })
  socket.write(text, 'latin1')
  await once(socket, 'close')
  return received
}

/** A promise with its resolver outside, to hold a handler at a point. */
export function createGate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}
