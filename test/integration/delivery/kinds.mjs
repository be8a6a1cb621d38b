/**
 * The destinations that the fault tests deliver to, one for each kind of guarantee.
 *
 * In: a folder. Out: a sink's options, what has arrived, and switches that make the destination fail.
 * Promise: what counts as arrived is what the destination itself holds, never what a ledger says.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const LINE = /^line (\d+)$/

/** @returns {{ n: number, id: string }[]} records of the test among records of any kind */
function toArrived(records) {
  return records.flatMap(({ message, id }) => {
    const match = LINE.exec(message ?? '')
    return match === null ? [] : [{ n: Number(match[1]), id }]
  })
}

/** A line that a killed process wrote by half is none, whatever its last character. */
function toWhole(line) {
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}

function ndjsonIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.includes('.ndjson'))
    .flatMap((entry) => {
      const bytes = readFileSync(join(entry.parentPath ?? entry.path, entry.name))
      return (entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
    })
    .flatMap(toWhole)
    .map(({ message, record_id: id }) => ({ message, id }))
}

const nothing = () => {}

/** Our own file sink of the tests: the plain case, there whatever sinks are built in. */
export const ownFile = {
  name: 'own file',
  type: 'module',
  async open(folder, { module }) {
    const path = join(folder, 'own')
    mkdirSync(path)
    const downFile = join(folder, 'own-down')
    const own = { path: join(path, 'out.ndjson'), downFile }
    return {
      options: { type: 'module', module, options: own },
      arrived: () => toArrived(ndjsonIn(path)),
      down: (isDown) => (isDown ? writeFileSync(downFile, '') : rmSync(downFile, { force: true })),
      slow() {
        own.delayMs = 100
      },
      refuse(text) {
        own.refuse = `"${text}"`
      },
      partial() {
        own.partial = true
      },
      cut: undefined,
      close: nothing
    }
  }
}

export const file = {
  name: 'file',
  type: 'file',
  async open(folder) {
    const path = join(folder, 'lake')
    const options = { type: 'file', path }
    return {
      options,
      arrived: () => toArrived(ndjsonIn(path)),
      // a file where the folder should be: as good as a disk that is gone
      down(isDown) {
        if (isDown) {
          if (existsSync(path)) renameSync(path, `${path}-away`)
          writeFileSync(path, '')
        } else {
          rmSync(path, { force: true })
          if (existsSync(`${path}-away`)) renameSync(`${path}-away`, path)
        }
      },
      // each batch becomes a file that is compressed, synced and renamed; while four wait, no more is taken
      slow() {
        options.maxBytes = 1
        options.compression = 'gzip'
      },
      refuse: undefined,
      partial: undefined,
      cut: undefined,
      close: nothing
    }
  }
}

/** A server with switches; `take` puts a request's records into `held` and gives the answer. */
async function openServer(take) {
  const state = {
    held: [],
    isDown: false,
    delayMs: 0,
    refused: undefined,
    isPartial: false,
    cuts: 0,
    asked: new Set()
  }
  const server = createServer((req, res) => {
    const chunks = []
    req.on('data', (chunk) => {
      chunks.push(chunk)
      if (state.cuts > 0) {
        state.cuts--
        req.socket.destroy()
      }
    })
    req.on('error', nothing)
    req.on('end', () => {
      const raw = Buffer.concat(chunks)
      const body = req.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw
      setTimeout(() => {
        if (state.isDown) return res.writeHead(503).end()
        const { status = 200, json = {}, isCut = false } = take(req, body.toString('utf8'), state)
        if (isCut) return req.socket.destroy()
        res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
      }, state.delayMs)
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    arrived: () => toArrived(state.held),
    down(isDown) {
      state.isDown = isDown
    },
    slow() {
      state.delayMs = 300
    },
    refuse(text) {
      state.refused = text
    },
    cut() {
      state.cutAfter = 2
    },
    partial() {
      state.isPartial = true
    },
    close: () => server.closeAllConnections() ?? server.close(),
    state
  }
}

/** Every second batch is stored, and its answer lost: the case that makes duplicates. */
function isCutNow(state) {
  if (state.cutAfter === undefined || state.cutAfter === 0) return false
  state.cutAfter--
  return true
}

function toLogs(body) {
  return JSON.parse(body)
    .resourceLogs.flatMap((each) => each.scopeLogs)
    .flatMap((each) => each.logRecords)
    .map((log) => ({
      message: log.body?.stringValue,
      id: log.attributes.find(({ key }) => key === 'log.record.uid')?.value.stringValue
    }))
}

/** A partial success, once: it tells how many were rejected, and not which. */
function rejectFirst(logs, state) {
  state.isPartial = false
  state.held.push(...logs.slice(1))
  return { json: { partialSuccess: { rejectedLogRecords: '1' } } }
}

export const otlp = {
  name: 'otlp',
  type: 'otlp',
  async open() {
    const server = await openServer((_, body, state) => {
      const logs = toLogs(body)
      if (logs.some(({ message }) => message === state.refused)) return { status: 400 }
      if (state.isPartial) return rejectFirst(logs, state)
      state.held.push(...logs)
      return { isCut: isCutNow(state) }
    })
    return {
      ...server,
      options: { type: 'otlp', url: server.url, encoding: 'json' }
    }
  }
}

function toItem({ create }, source, state, index) {
  const { message } = JSON.parse(source)
  if (message === state.refused)
    return { create: { status: 400, error: { type: 'mapper_parsing_exception' } } }
  if (state.isPartial && index % 3 === 2 && !state.asked.has(create._id)) {
    state.asked.add(create._id)
    return { create: { status: 429, error: { type: 'es_rejected_execution_exception' } } }
  }
  if (state.held.some(({ id }) => id === create._id)) return { create: { status: 409 } }
  state.held.push({ message, id: create._id })
  return { create: { status: 201 } }
}

export const elasticsearch = {
  name: 'elasticsearch',
  type: 'elasticsearch',
  async open() {
    const server = await openServer((req, body, state) => {
      if (!req.url.includes('_bulk'))
        return { json: { version: { number: '9.0.0' }, acknowledged: true } }
      const rows = body.trim().split('\n')
      const items = []
      for (let i = 0; i < rows.length; i += 2)
        items.push(toItem(JSON.parse(rows[i]), rows[i + 1], state, i / 2))
      const errors = items.some(({ create }) => create.status >= 300)
      return { json: { errors, items }, isCut: isCutNow(state) }
    })
    return { ...server, options: { type: 'elasticsearch', url: server.url } }
  }
}

export const KINDS = [ownFile, file, otlp, elasticsearch]
