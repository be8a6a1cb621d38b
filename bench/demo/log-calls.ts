/**
 * What the shop logs.
 *
 * In: any pino logger and what a handler knows. Out: a line. Written as people write log calls: the whole body, the caught
 * error, the customer in a child's bindings. Both services call these, and so does the measurement of the cost.
 */
import type { Logger } from 'pino'

export type Customer = { readonly name: string; readonly email: string; readonly phone: string }
export type Order = {
  readonly customer: Customer
  readonly card: string
  readonly iban: string
  readonly items: readonly { readonly sku: string; readonly quantity: number }[]
}
export type Login = { readonly email: string; readonly password: string }

export const logCalls = {
  cacheMiss(log: Logger, sku: string): void {
    log.debug({ cache: { region: 'eu-1', key: sku, ttl_s: 300 } }, 'cache miss')
  },
  productRead(log: Logger, sku: string, stock: number): void {
    log.info({ sku, stock, warehouse: { id: 'WH-17', aisle: 4, shelf: 'B12' } }, 'product read')
  },
  searched(log: Logger, query: string, hits: number): void {
    log.info({ search: { query, hits, took_ms: 3.4 } }, 'search done')
  },
  loginTried(log: Logger, body: Login): void {
    log.info({ body }, 'login attempt')
  },
  loginFailed(log: Logger, body: Login): void {
    log.warn(`login failed for ${body.email}: password=${body.password} does not match`)
  },
  orderPlaced(log: Logger, order: Order): void {
    const child = log.child({ customer: order.customer })
    child.info(
      { payment: { card: order.card, amount: 89_000, currency: 'KRW' } },
      'charging %s',
      order.card
    )
    child.info(`주문 접수: ${order.customer.phone} 고객님, 환불 계좌 ${order.iban}`)
  },
  profileRead(log: Logger, customer: Customer): void {
    log.info({ customer }, 'profile of %s read', customer.email)
  },
  webhookTaken(log: Logger, payload: string): void {
    log.info({ payload, bytes: Buffer.from(payload).subarray(0, 400) }, 'webhook taken')
  },
  taxFailed(log: Logger, error: unknown): void {
    log.error({ err: error }, '본인 확인 실패')
  },
  requestFailed(log: Logger, error: unknown): void {
    log.error({ err: error }, 'request failed')
  }
} as const
