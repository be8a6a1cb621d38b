/**
 * The rows of the field table that a request (or a job) fills: id, route, latency, outcome, HTTP, URL, client.
 *
 * Nothing comes in; out goes a constant; see fields-envelope.ts for the grammar of a mapping.
 */

/** Rows of the field table: name on the line → definition. */
export const REQUEST_FIELDS = {
  request_id: {
    type: 'string',
    meaning:
      "The caller's `x-request-id` if it has the shape and nothing is found in it, else a new UUIDv7.",
    shape: { pattern: '^[\\w.:-]{8,128}$' },
    otel: 'http.request.header.x-request-id',
    ecs: 'http.request.id',
    gcp: { key: 'logging.googleapis.com/labels', to: 'request_id' },
    datadog: 'http.request_id',
    trusted: true
  },
  route: {
    type: 'string',
    meaning:
      'Route template (`/users/:id`), job or queue name; never the raw path; absent if none matched.',
    otel: 'http.route',
    ecs: 'labels.http_route',
    gcp: { key: 'logging.googleapis.com/labels', to: 'route' },
    datadog: 'http.route'
  },
  latency_ms: {
    type: 'number',
    unit: 'ms',
    meaning:
      "Monotonic time from the server's request event to the response's finish; closed before that: to its close.",
    shape: { minimum: 0 },
    otel: 'logveil.latency_ms; http.server.request.duration in s',
    ecs: { to: 'event.duration', as: 'nanoseconds' },
    gcp: { to: 'httpRequest.latency', as: 'secondsText' },
    datadog: { to: 'duration', as: 'nanoseconds' },
    trusted: true
  },
  ttfb_ms: {
    type: 'number',
    unit: 'ms',
    meaning: 'Same start as `latency_ms`, to the response head being written.',
    shape: { minimum: 0 },
    otel: 'logveil.ttfb_ms',
    ecs: 'same',
    gcp: 'same',
    datadog: 'same',
    trusted: true
  },
  outcome: {
    type: 'string',
    meaning:
      'How it ended: sent (a 500 too), given up by the client, timed out, or the handler threw.',
    shape: { enum: ['completed', 'aborted', 'timeout', 'error'] },
    otel: 'logveil.outcome',
    ecs: ['outcome', { to: 'event.outcome', as: 'eventOutcome' }],
    gcp: 'same',
    datadog: 'same',
    trusted: true
  },
  'http.request.method': {
    type: 'string',
    meaning: 'HTTP method if it is a known one, else `_OTHER`.',
    shape: {
      enum: [
        'CONNECT',
        'DELETE',
        'GET',
        'HEAD',
        'OPTIONS',
        'PATCH',
        'POST',
        'PUT',
        'QUERY',
        'TRACE',
        '_OTHER'
      ]
    },
    otel: 'same',
    ecs: 'same',
    gcp: 'httpRequest.requestMethod',
    datadog: 'http.method',
    trusted: true
  },
  'http.request.body.size': {
    type: 'integer',
    unit: 'bytes',
    meaning: 'Size of the request body.',
    shape: { minimum: 0 },
    otel: 'same',
    ecs: 'http.request.body.bytes',
    gcp: { to: 'httpRequest.requestSize', as: 'text' },
    datadog: 'http.request.content_length',
    trusted: true
  },
  'http.request.header': {
    type: 'object',
    meaning: 'Request headers that were asked for by name; none by default.',
    otel: 'http.request.header.<name>',
    ecs: 'http.request.headers',
    gcp: 'same',
    datadog: 'http.headers'
  },
  'http.response.header': {
    type: 'object',
    meaning: 'Response headers that were asked for by name; none by default.',
    otel: 'http.response.header.<name>',
    ecs: 'http.response.headers',
    gcp: 'same',
    datadog: 'http.response_headers'
  },
  'http.response.status_code': {
    type: 'integer',
    meaning: 'Status of the response.',
    shape: { minimum: 100 },
    otel: 'same',
    ecs: 'same',
    gcp: 'httpRequest.status',
    datadog: 'http.status_code',
    trusted: true
  },
  'http.response.body.size': {
    type: 'integer',
    unit: 'bytes',
    meaning: 'Size of the response body.',
    shape: { minimum: 0 },
    otel: 'same',
    ecs: 'http.response.body.bytes',
    gcp: { to: 'httpRequest.responseSize', as: 'text' },
    datadog: 'http.response.content_length',
    trusted: true
  },
  'url.path': {
    type: 'string',
    meaning: 'Path of the URL, redacted.',
    otel: 'same',
    ecs: 'same',
    gcp: { to: 'httpRequest.requestUrl', as: 'pathAndQuery' },
    datadog: 'http.url_details.path'
  },
  'url.query': {
    type: 'string',
    meaning: 'Query of the URL without `?`, redacted.',
    otel: 'same',
    ecs: 'same',
    gcp: { to: 'httpRequest.requestUrl', as: 'pathAndQuery' },
    datadog: { to: 'http.url', as: 'pathAndQuery' }
  },
  'client.address': {
    type: 'string',
    meaning: "The client's IP address: the socket's unless proxies are trusted; truncated.",
    otel: 'same',
    ecs: 'client.ip',
    gcp: 'httpRequest.remoteIp',
    datadog: 'network.client.ip',
    trusted: true,
    column: 'ip'
  },
  'user_agent.original': {
    type: 'string',
    meaning: 'User-Agent as sent, at most 512 characters.',
    otel: 'same',
    ecs: 'same',
    gcp: 'httpRequest.userAgent',
    datadog: 'http.useragent'
  }
} as const
