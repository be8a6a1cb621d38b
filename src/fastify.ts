/**
 * The entry `logveil/fastify`: requests of Fastify 5.
 *
 * In: a logger made by createLogger. Out: a plugin that writes one record a request, and the logger of the request at hand.
 * Promise: as `logveil/http`.
 */
import { type FastifyLoggerPlugin, fastifyPlugin } from './http/fastify-plugin.ts'
import { getLogger as getRequestLogger, type RequestLog } from './http/index.ts'

export type {
  FastifyLike,
  FastifyLoggerOptions,
  FastifyLoggerPlugin
} from './http/fastify-plugin.ts'
export type { CallerFields, RequestLog, RequestLoggerOptions, Trust } from './http/index.ts'

/**
 * Writes one record for each request, and gives each its logger: `request.log`, and getLogger() anywhere down the call.
 *
 * @example
 * await app.register(requestLogger, { log })
 */
export const requestLogger: FastifyLoggerPlugin = fastifyPlugin

/**
 * The logger of the request at hand; outside of a request the logger that was registered last.
 * Throws ERR_OPTIONS_INVALID if there is neither.
 *
 * @example
 * getLogger().info({ sku }, 'out of stock')
 */
export const getLogger: () => RequestLog = getRequestLogger
