import 'reflect-metadata'
import type { AddressInfo } from 'node:net'
import { Controller, HttpCode, Module, Post, Req } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { Request } from 'express'
import { Logger, LoggerModule, PinoLogger } from 'nestjs-pino'
import { expect, test } from 'vitest'
import { withRedaction } from '../../src/index.ts'
import { BODY, keep, PATH, REQUEST_HEADERS, records, survivors } from './secrets.ts'

type Handle = (request: Request, logger: PinoLogger) => unknown

/** A Nest application with one route; the decorators are called as the functions that they are. */
function appModule(out: ReturnType<typeof keep>, handle: Handle): new () => object {
  class ResetController {
    readonly logger: PinoLogger
    constructor(logger: PinoLogger) {
      this.logger = logger
    }
    reset(request: Request): unknown {
      return handle(request, this.logger)
    }
  }
  const reset = Object.getOwnPropertyDescriptor(ResetController.prototype, 'reset')
  Reflect.defineMetadata('design:paramtypes', [PinoLogger], ResetController)
  Post('reset')(ResetController.prototype, 'reset', reset as PropertyDescriptor)
  HttpCode(200)(ResetController.prototype, 'reset', reset as PropertyDescriptor)
  Req()(ResetController.prototype, 'reset', 0)
  Controller()(ResetController)
  class AppModule {}
  Module({
    imports: [LoggerModule.forRoot({ pinoHttp: [withRedaction({}), out] })],
    controllers: [ResetController]
  })(AppModule)
  return AppModule
}

async function request(handle: Handle): Promise<readonly string[]> {
  const out = keep()
  const app = await NestFactory.create(appModule(out, handle), { bufferLogs: true })
  app.useLogger(app.get(Logger))
  await app.listen(0, '127.0.0.1')
  const { port } = app.getHttpServer().address() as AddressInfo
  try {
    const options = { method: 'POST', headers: REQUEST_HEADERS, body: BODY }
    await (await fetch(`http://127.0.0.1:${port}${PATH}`, options)).text()
  } finally {
    await app.close()
  }
  return out.lines
}

test("no header, cookie, query or body value leaves with nestjs-pino's defaults", async () => {
  const lines = await request((req, logger) => {
    logger.info({ body: req.body }, 'reset')
    logger.assign({ who: (req.body as { email: string }).email })
    logger.warn('for %s', JSON.stringify(req.body))
    return { ok: true }
  })
  expect(survivors(lines)).toEqual([])
  const messages = records(lines).map((record) => record.msg)
  expect(messages).toEqual(expect.arrayContaining(['reset', 'request completed']))
  expect(messages).toContain('Nest application successfully started')
})

test('what a controller throws leaves safely', async () => {
  const lines = await request(() => {
    throw Object.assign(new Error(`refused ${BODY}`), { request: { headers: REQUEST_HEADERS } })
  })
  expect(survivors(lines)).toEqual([])
  expect(records(lines).some((record) => record.level === 50)).toBe(true)
})
