/**
 * A process, or a worker, that writes records to files until it is killed: it tells each id that the sink called delivered.
 */
import { createFileSink, type FileSinkOptions } from '../../../src/deliver/sinks/file.ts'
import { toBatch } from './records.ts'

async function writeForEver(): Promise<void> {
  const sink = createFileSink('file', JSON.parse(process.argv[2] ?? '{}') as FileSinkOptions)
  for (;;) {
    const batch = toBatch(20)
    const { outcomes } = await sink.write(batch, new AbortController().signal)
    const ids = batch.flatMap(({ recordId }, i) =>
      outcomes[i]?.state === 'delivered' ? [recordId] : []
    )
    process.stdout.write(`${ids.join('\n')}\n`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

void writeForEver()
