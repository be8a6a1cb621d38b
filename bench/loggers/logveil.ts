/**
 * The product: defaults, all default rules, each format.
 *
 * Records of the case kind `port` go the way the request middlewares go.
 */
import { loadLogveil, portOf } from '../product.ts'
import { toWrite } from './pino-calls.ts'
import type { OpenContext, OpenVariant, Variant } from './variant.ts'

const FORMATS = ['gcp', 'ecs', 'datadog', 'pino'] as const
const SERVICE = { name: 'bench', version: '1.4.2' }
const NOTHING_OWN = Object.freeze({})

export const LOGVEIL_VARIANTS: readonly Variant[] = [
  {
    name: 'logveil',
    redacts: true,
    sameFields: true,
    open: (context) => openLogveil(context, {})
  },
  ...FORMATS.map((format) => ({
    name: `logveil:${format}`,
    redacts: true,
    sameFields: false,
    open: (context: OpenContext) => openLogveil(context, { format })
  }))
]

export function openLogveil(context: OpenContext, options: object): OpenVariant {
  const log = loadLogveil().createLogger(
    { service: SERVICE, pretty: false, ...options },
    context.destination
  )
  if (context.call !== 'port') return { write: toWrite(log, context.call), owner: log }
  const port = portOf(log)
  return {
    write: (record) => port.write(log, 'info', record.fields, NOTHING_OWN, record.message),
    owner: log
  }
}
