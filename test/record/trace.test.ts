import { INVALID_SPAN_CONTEXT, trace } from '@opentelemetry/api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  activeSpan,
  parseCloudTraceContext,
  parseTraceparent,
  parseXrayTraceId,
  traceFromHeaders
} from '../../src/record/trace.ts'

// The examples of W3C Trace Context, of Google's and of AWS's documentation.
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'
const W3C = `00-${TRACE}-${SPAN}-01`

test("reads the specification's example", () => {
  expect(parseTraceparent(W3C)).toEqual({ trace_id: TRACE, span_id: SPAN, trace_flags: '01' })
})

test.each([
  ['version ff', `ff-${TRACE}-${SPAN}-01`],
  ['a trace id of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
  ['a span id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['upper case', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
  ['an upper-case version', `0A-${TRACE}-${SPAN}-01`],
  ['a short trace id', `00-${TRACE.slice(1)}-${SPAN}-01`],
  ['more after version 00', `${W3C}-extra`],
  ['a dash after version 00', `${W3C}-`],
  ['a later version that goes on without a dash', `01-${TRACE}-${SPAN}-01extra`],
  ['space around', ` ${W3C}`],
  ['a line break after', `${W3C}\n`],
  ['two in one', `${W3C}, ${W3C}`],
  ['nothing', ''],
  ['digits that are not hex', `00-${'g'.repeat(32)}-${SPAN}-01`]
])('ignores a traceparent with %s', (_name, header) => {
  expect(parseTraceparent(header)).toBeUndefined()
})

test('of a later version only the sampled bit counts', () => {
  expect(parseTraceparent(`cc-${TRACE}-${SPAN}-fd-what-comes`)?.trace_flags).toBe('01')
  expect(parseTraceparent(`01-${TRACE}-${SPAN}-fe`)?.trace_flags).toBe('00')
})

test('reads Google Cloud: the decimal span id becomes hex', () => {
  const header = '105445aa7843bc8bf206b12000100000/1;o=1'
  expect(parseCloudTraceContext(header)).toEqual({
    trace_id: '105445aa7843bc8bf206b12000100000',
    span_id: '0000000000000001',
    trace_flags: '01'
  })
})

test('reads Google Cloud without span or options', () => {
  expect(parseCloudTraceContext(TRACE)).toEqual({ trace_id: TRACE })
  expect(parseCloudTraceContext(`${TRACE}/0`)).toEqual({ trace_id: TRACE })
  expect(parseCloudTraceContext(`${TRACE}/18446744073709551615`)?.span_id).toBe('f'.repeat(16))
})

test.each([
  ['a span id over 64 bits', `${TRACE}/18446744073709551616`],
  ['a hex span id', `${TRACE}/${SPAN}x`],
  ['unknown options', `${TRACE}/1;o=7`],
  ['a trace id of zeros', `${'0'.repeat(32)}/1`]
])('ignores x-cloud-trace-context with %s', (_name, header) => {
  expect(parseCloudTraceContext(header)).toBeUndefined()
})

test('reads AWS X-Ray: root without version and dashes is the trace id', () => {
  const header = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'
  expect(parseXrayTraceId(header)).toEqual({
    trace_id: '5759e988bd862e3fe1be46a994272793',
    span_id: '53995c3f42cd8ad8',
    trace_flags: '01'
  })
})

test('reads what a load balancer adds', () => {
  const header = 'Self=1-67891234-12456789abcdef012345678;Root=1-67891233-abcdef012345678912345678'
  expect(parseXrayTraceId(header)).toEqual({ trace_id: '67891233abcdef012345678912345678' })
})

test.each([
  ['no root', 'Parent=53995c3f42cd8ad8'],
  [
    'two roots',
    'Root=1-5759e988-bd862e3fe1be46a994272793;Root=1-5759e988-bd862e3fe1be46a994272794'
  ],
  ['a broken parent', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=xyz'],
  ['a part without =', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent'],
  ['too much', `Root=1-5759e988-bd862e3fe1be46a994272793;a=${'b'.repeat(600)}`]
])('ignores x-amzn-trace-id with %s', (_name, header) => {
  expect(parseXrayTraceId(header)).toBeUndefined()
})

test('W3C wins over cloud headers, an invalid one gives way to them', () => {
  const cloud = { 'x-cloud-trace-context': `${'a'.repeat(32)}/1;o=1` }
  expect(traceFromHeaders({ traceparent: W3C, ...cloud })?.trace_id).toBe(TRACE)
  expect(traceFromHeaders({ traceparent: `${W3C}x`, ...cloud })?.trace_id).toBe('a'.repeat(32))
})

test('a header that was sent twice is ignored', () => {
  expect(traceFromHeaders({ traceparent: [W3C, W3C] })).toBeUndefined()
})

test('no header throws, and what is accepted has the form of ids', () => {
  const part = fc.constantFrom(
    '00',
    '01',
    'ff',
    TRACE,
    SPAN,
    '-',
    '/',
    ';o=1',
    'Root=1-',
    '\n',
    '0'
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 9 }), (parts) => {
      const header = parts.join('')
      for (const name of ['traceparent', 'x-cloud-trace-context', 'x-amzn-trace-id']) {
        const ids = traceFromHeaders({ [name]: header })
        if (ids !== undefined) expect(ids.trace_id).toMatch(/^(?!0{32})[0-9a-f]{32}$/)
        if (ids?.span_id !== undefined) expect(ids.span_id).toMatch(/^(?!0{16})[0-9a-f]{16}$/)
      }
    })
  )
})

const spanOf = (traceId: string, spanId: string, traceFlags: number) => ({
  trace: { getActiveSpan: () => ({ spanContext: () => ({ traceId, spanId, traceFlags }) }) }
})

test('reads the active span of an OpenTelemetry API', () => {
  expect(activeSpan(spanOf(TRACE, SPAN, 1))).toEqual({
    trace_id: TRACE,
    span_id: SPAN,
    trace_flags: '01'
  })
})

test('there is no active span without an SDK, nor without the API', () => {
  expect(activeSpan({ trace })).toBeUndefined()
  expect(activeSpan(undefined)).toBeUndefined()
})

test('ignores an invalid span and a tracer that throws', () => {
  const { traceId, spanId } = INVALID_SPAN_CONTEXT
  expect(activeSpan(spanOf(traceId, spanId, 0))).toBeUndefined()
  expect(activeSpan(spanOf('secret', SPAN, 0))).toBeUndefined()
  const broken = {
    trace: {
      getActiveSpan: (): never => {
        throw new Error('no')
      }
    }
  }
  expect(activeSpan(broken)).toBeUndefined()
})
