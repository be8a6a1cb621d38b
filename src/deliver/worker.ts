/**
 * The worker thread: a pump, and messages to and from it. The entry of a file of its own.
 *
 * In: the pump's options as workerData, requests as messages. Out: answers. Promise: whatever a sink throws out of turn ends this
 * thread and not the process; the next one goes on from the saved positions.
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { createPump, type Pump, type PumpOptions } from './pump.ts'
import type { PumpAnswer, PumpRequest } from './pump-port.ts'
import { nodeSpoolFs } from './spool-fs.ts'

/** Tells a worker of ours from a worker that merely loads this file. */
export const WORKER_MARK = 'logveil delivery'

type WorkerData = { readonly mark: typeof WORKER_MARK; readonly options: PumpOptions }

function isOurs(data: unknown): data is WorkerData {
  return (data as Partial<WorkerData> | null)?.mark === WORKER_MARK
}

function start(options: PumpOptions): void {
  const send = (answer: PumpAnswer): void => parentPort?.postMessage(answer)
  const pump = createPump(options, {
    fs: nodeSpoolFs,
    onTrouble: (summary) => send({ type: 'trouble', summary }),
    random: Math.random,
    now: () => performance.now()
  })
  parentPort?.on('message', (request: PumpRequest) => {
    void answer(pump, request).then((reply) => {
      if (reply !== undefined) send(reply)
    })
  })
}

/** What a request is answered with; nothing for those that ask for nothing. */
export async function answer(pump: Pump, request: PumpRequest): Promise<PumpAnswer | undefined> {
  if (request.type === 'wake') pump.wake()
  else if (request.type === 'add') pump.add(request.run)
  else if (request.type === 'ledger')
    return { type: 'answer', id: request.id, isDone: true, ledger: await pump.ledger() }
  else if (request.type === 'flush') {
    const isDone = await pump.flush(request.targets, request.ms)
    return { type: 'answer', id: request.id, isDone, ledger: pump.books() }
  } else {
    const ledger = await pump.close(request.targets, request.ms)
    return { type: 'answer', id: request.id, isDone: true, ledger }
  }
  return undefined
}

if (!isMainThread && isOurs(workerData)) start(workerData.options)
