/**
 * A server that reads requests and answers, as little as its protocols allow, in a process of its own.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

const NEWLINE = 10

const server = createServer((req, res) => {
  const pieces: Buffer[] = []
  req.on('data', (piece: Buffer) => pieces.push(piece))
  req.on('end', () => {
    const isBulk = req.url === '/_bulk'
    res.end(isBulk ? bulkAnswer(Buffer.concat(pieces), req.headers['content-encoding']) : '')
  })
})

/** One item for each two lines. */
function bulkAnswer(body: Buffer, encoding: string | undefined): string {
  let lines = 0
  for (const byte of encoding === 'gzip' ? gunzipSync(body) : body) if (byte === NEWLINE) lines++
  const items = Array.from({ length: lines / 2 }, () => ({ create: { status: 201 } }))
  return JSON.stringify({ errors: false, items })
}

server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('disconnect', () => process.exit(0))
