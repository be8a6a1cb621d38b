/**
 * The record's index template for Elasticsearch and OpenSearch.
 *
 * In: which of the two, and what the indexes are called. Out: the body of `PUT _index_template/NAME`.
 * Promise: made from the field table; no field is mapped by the first value that comes along (a caller's fields are one
 * flattened object), and a value that does not fit its type is left out of the index, never a reason to refuse the record.
 */
import { COLUMN_TREE, type Column, type ColumnNode } from './columns.ts'

export type ElasticsearchFlavor = 'elasticsearch' | 'opensearch'

export type IndexTemplateOptions = {
  /** @default 'elasticsearch' */
  readonly flavor?: ElasticsearchFlavor
  /** Beginning of the indexes' names. @default 'logveil' */
  readonly index?: string
  /** @default false */
  readonly dataStream?: boolean
}

type Mapping = Readonly<Record<string, unknown>>

// Lucene refuses a term of more than 32766 bytes; a UTF-16 unit takes up to three.
const LONGEST_TERM = 10_000

/** The body of an index template. */
export function indexTemplate(options: IndexTemplateOptions = {}): Mapping {
  const { flavor = 'elasticsearch', index = 'logveil', dataStream = false } = options
  return {
    index_patterns: [dataStream ? index : `${index}-*`],
    ...(dataStream ? { data_stream: {} } : {}),
    // Above Elasticsearch's own templates for logs-*-*, which have 100.
    priority: 200,
    template: {
      mappings: {
        dynamic: false,
        properties: { '@timestamp': { type: 'date' }, ...toProperties(COLUMN_TREE, flavor) }
      }
    },
    _meta: { description: 'The standard record of logveil.', managed_by: 'logveil' }
  }
}

function toProperties(
  node: ColumnNode,
  flavor: ElasticsearchFlavor
): Readonly<Record<string, Mapping>> {
  return Object.fromEntries(
    [...node.children].map(([name, child]) => [
      name,
      child.column === undefined
        ? { properties: toProperties(child, flavor) }
        : toMapping(child.column, flavor)
    ])
  )
}

function toMapping({ type }: Column, flavor: ElasticsearchFlavor): Mapping {
  switch (type) {
    case 'timestamp':
      return { type: 'date', ignore_malformed: true }
    case 'ip':
      return { type: 'ip', ignore_malformed: true }
    case 'integer':
      return { type: 'long', ignore_malformed: true }
    case 'number':
      return { type: 'double', ignore_malformed: true }
    case 'text':
      return { type: 'text' }
    case 'string':
      return { type: 'keyword', ignore_above: LONGEST_TERM }
    default:
      return flavor === 'elasticsearch'
        ? { type: 'flattened', ignore_above: LONGEST_TERM }
        : { type: 'flat_object' }
  }
}
