/**
 * The index template, put before the first record.
 *
 * In: the destination, what the sink was told. Out: nothing once it is in place, else why not.
 * Promise: done once; until it is, no record is sent, because an index without it would guess types from what comes first.
 */
import { type ElasticsearchFlavor, indexTemplate } from '../../../record/schema-elasticsearch.ts'
import type { PartResult } from '../client/parts.ts'
import { type Answer, type Destination, post } from '../client/post.ts'

type SetupOptions = {
  readonly index?: string
  readonly dataStream?: boolean
  readonly template?: boolean
  readonly flavor?: ElasticsearchFlavor
}

export type Setup = (signal: AbortSignal) => Promise<PartResult | undefined>

/** A function that resolves to undefined once the template is in place. */
export function createSetup(to: Destination, options: SetupOptions): Setup {
  const base = to.url.replace(/\/_bulk\/?$/, '')
  let isDone = options.template === false
  return async (signal) => {
    if (isDone) return undefined
    const flavor = options.flavor ?? (await askFlavor({ ...to, url: base }, signal))
    if (typeof flavor === 'object') return flavor
    const body = JSON.stringify(indexTemplate({ ...options, flavor }))
    const url = `${base}/_index_template/${options.index ?? 'logveil'}`
    const request = { method: 'PUT' as const, body, contentType: 'application/json' }
    const answer = await post({ ...to, url }, request, signal)
    isDone = answer.status === 200
    return isDone ? undefined : wait(answer, 'index template')
  }
}

// 403: a key that may only write; 405: a node without that module. If it is OpenSearch, it refuses the template and says so.
const SPEAKS: ReadonlySet<number> = new Set([200, 403, 405])

async function askFlavor(
  to: Destination,
  signal: AbortSignal
): Promise<ElasticsearchFlavor | PartResult> {
  const answer = await post(to, { method: 'GET' }, signal)
  if (answer.status === undefined || !SPEAKS.has(answer.status)) return wait(answer, 'version')
  // {"version":{"distribution":"opensearch",…}}; Elasticsearch has no distribution.
  return answer.body.includes('"opensearch"') ? 'opensearch' : 'elasticsearch'
}

function wait(answer: Answer, of: string): PartResult {
  const reason = answer.status === undefined ? answer.reason : `status ${answer.status} (${of})`
  const retryAfterMs = answer.status === undefined ? undefined : answer.retryAfterMs
  return { kind: 'wait', reason, retryAfterMs }
}
