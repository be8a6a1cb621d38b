/**
 * A server that keeps to the bulk API of Elasticsearch and OpenSearch: `create`, its conflicts, and its errors by item.
 * https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk
 */
import { type Answer, type Asked, serve, type TestServer } from './serve.ts'

export type Search = TestServer & {
  /** Documents by index and id, in the order in which they came. */
  readonly documents: Map<string, Readonly<Record<string, unknown>>>
  readonly templates: Map<string, unknown>
  /** Ids of documents that the mapping refuses. */
  readonly poison: Set<string>
  /** Ids of documents that a full queue refuses, once each. */
  readonly busy: Set<string>
  /** Status of `GET /` to a key that may only write. */
  rootStatus: number
}

// http.max_content_length
const MOST_BYTES = 100 * 1024 * 1024

export async function startSearch(distribution?: 'opensearch'): Promise<Search> {
  const documents = new Map<string, Readonly<Record<string, unknown>>>()
  const templates = new Map<string, unknown>()
  const poison = new Set<string>()
  const busy = new Set<string>()
  const server = await serve((asked): Answer => {
    if (asked.body.length > MOST_BYTES) return { status: 413 }
    if (asked.method === 'GET' && asked.path === '/') {
      if (search.rootStatus !== 200) return { status: search.rootStatus }
      return json({ version: { number: '9.5.3', ...(distribution && { distribution }) } })
    }
    if (asked.method === 'PUT' && asked.path.startsWith('/_index_template/')) {
      templates.set(asked.path.slice('/_index_template/'.length), JSON.parse(String(asked.body)))
      return json({ acknowledged: true })
    }
    return asked.path === '/_bulk' ? bulk(asked) : { status: 404 }
  })
  const search: Search = Object.assign(server, {
    documents,
    templates,
    poison,
    busy,
    rootStatus: 200
  })
  return search

  function bulk({ body, headers }: Asked): Answer {
    const text = body.toString('utf8')
    if (headers['content-type'] !== 'application/x-ndjson') return { status: 406 }
    if (!text.endsWith('\n')) return json({ error: { type: 'illegal_argument_exception' } }, 400)
    const lines = text.slice(0, -1).split('\n')
    const items = []
    for (let i = 0; i < lines.length; i += 2) {
      const { create } = JSON.parse(lines[i] ?? '') as { create: { _index: string; _id: string } }
      items.push({ create: store(create._index, create._id, lines[i + 1] ?? '') })
    }
    return json({ errors: items.some(({ create }) => create.status >= 300), items })
  }

  function store(index: string, id: string, document: string) {
    const key = `${index}/${id}`
    const error = (status: number, type: string) => ({
      _index: index,
      _id: id,
      status,
      error: { type, reason: `failed to parse: '${document}'` }
    })
    if (busy.delete(id)) return error(429, 'es_rejected_execution_exception')
    if (poison.has(id)) return error(400, 'document_parsing_exception')
    if (documents.has(key)) return error(409, 'version_conflict_engine_exception')
    documents.set(key, JSON.parse(document) as Readonly<Record<string, unknown>>)
    return { _index: index, _id: id, status: 201 }
  }
}

function json(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}
