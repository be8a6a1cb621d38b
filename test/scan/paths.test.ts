import fc from 'fast-check'
import pino from 'pino'
import { expect, test } from 'vitest'
import { LogveilError } from '../../src/errors.ts'
import { compilePaths, parseRedact } from '../../src/scan/paths.ts'

type Place = readonly (string | number)[]
const isAt = (path: string, place: Place): boolean => compilePaths([path]).match(place) === 0

function faultOf(option: unknown): LogveilError {
  try {
    parseRedact(option)
  } catch (error) {
    if (error instanceof LogveilError) return error
    throw error
  }
  throw new Error('was taken')
}

test.each<[string, Place]>([
  ['a', ['a']],
  ['a.b.c', ['a', 'b', 'c']],
  ['a[0].b', ['a', 0, 'b']],
  ['a[12]', ['a', 12]],
  ['a.0', ['a', 0]],
  ['a["b-c"].d', ['a', 'b-c', 'd']],
  ["a['b.c']", ['a', 'b.c']],
  ['a[`b]`]', ['a', 'b]']],
  ['a[b]', ['a', 'b']],
  ['["x"]', ['x']],
  ['["x-y"].z', ['x-y', 'z']],
  ['["it\'s"]', ["it's"]],
  ['[""]', ['']],
  ['a[*].b', ['a', 7, 'b']],
  ['a[*].b', ['a', 'key', 'b']],
  ['*.password', ['user', 'password']],
  ['a.*', ['a', 'anything']],
  ['a.*.*', ['a', 0, 'x']],
  ['*', ['anything']],
  ['["*"]', ['anything']],
  ['req.headers.x-api-key', ['req', 'headers', 'x-api-key']],
  ['비밀번호', ['비밀번호']],
  ['__proto__.constructor', ['__proto__', 'constructor']],
  ['$a_b:c', ['$a_b:c']]
])('%s names the place %j', (path, place) => {
  expect(isAt(path, place)).toBe(true)
})

test.each<[string, Place]>([
  ['a', ['A']],
  ['a', []],
  ['a', ['a', 'b']],
  ['a.b', ['a']],
  ['a.b', ['a', 'b', 'c']],
  ['a.b', ['x', 'a', 'b']],
  ['a[0]', ['a', 1]],
  ['a[0]', ['a', '00']],
  ['*.password', ['password']],
  ['*.password', ['a', 'b', 'password']],
  ['*.password', ['a', 'Password']],
  ['a.*', ['a']],
  ['a["b.c"]', ['a', 'b', 'c']],
  ['["a.b"]', ['a', 'b']]
])('%s does not name the place %j', (path, place) => {
  expect(isAt(path, place)).toBe(false)
})

test.each<[string, string]>([
  ['', 'expected a path, got an empty string'],
  ['.', 'expected a name'],
  ['.a', 'expected a name'],
  ['a.', 'expected a name'],
  ['a..b', 'expected a name'],
  ['a.[0]', 'expected a name'],
  ['a b', 'expected . or [ at character 2'],
  [' a', 'expected a name'],
  ['a,b', 'expected . or ['],
  ['a[', 'expected [0], [*] or ["name"]'],
  ['a]', 'expected . or ['],
  ['a[]', 'expected [0], [*] or ["name"]'],
  ['a["b]', 'expected [0], [*] or ["name"]'],
  ['a["b\']', 'expected [0], [*] or ["name"]'],
  ['a[0]b', 'expected . or [ at character 5'],
  ['a[[0]]', 'expected [0], [*] or ["name"]'],
  ['a."b"', 'expected a name'],
  ['pass*', 'expected * alone'],
  ['a.**', 'expected * alone'],
  ['**.a', 'expected * alone'],
  ['a[*b]', 'expected * alone']
])('refuses the path %j', (path, message) => {
  const error = faultOf([path])
  expect(error.code).toBe('ERR_PATH_INVALID')
  expect(error.issues[0]?.path).toBe('redact[0]')
  expect(error.issues[0]?.message).toContain(message)
})

test('all problems are told at once, and none holds a path', () => {
  const error = faultOf({
    paths: ['ok', 'a..secret', 7, null, 'b['],
    censor: 4,
    remvoe: true,
    remove: 'yes'
  })
  expect(error.issues.map((issue) => issue.path)).toEqual([
    'redact.remvoe',
    'redact.paths[1]',
    'redact.paths[2]',
    'redact.paths[3]',
    'redact.paths[4]',
    'redact.censor',
    'redact.remove'
  ])
  expect(error.message).toContain('did you mean remove?')
  expect(error.message).not.toContain('secret')
})

test.each([undefined, null, 'a.b', 7, true, {}, { paths: 'a' }, { censor: 'x' }])(
  'refuses %j as the option',
  (option) => {
    expect(faultOf(option).code).toBe('ERR_PATH_INVALID')
  }
)

test('takes both of pino’s forms', () => {
  expect(parseRedact(['a'])).toMatchObject({ censor: '[Redacted]', remove: false })
  expect(parseRedact({ paths: ['a'] })).toMatchObject({ censor: '[Redacted]', remove: false })
  expect(parseRedact({ paths: ['a'], censor: '***', remove: true })).toMatchObject({
    censor: '***',
    remove: true
  })
  const censor = (value: unknown): unknown => value
  expect(parseRedact({ paths: ['a'], censor }).censor).toBe(censor)
  expect(parseRedact({ paths: [] }).matcher.match(['a'])).toBe(-1)
})

test('tells which path it was, the first of several', () => {
  const { match } = compilePaths(['a.b', '*.c', 'a.*'])
  expect(match(['a', 'b'])).toBe(0)
  expect(match(['a', 'c'])).toBe(1)
  expect(match(['a', 'd'])).toBe(2)
  expect(match(['b', 'd'])).toBe(-1)
})

test('the anchor is the last name of each path', () => {
  expect(compilePaths(['a.b.c', 'x["y-z"]', '*.c']).anchors).toEqual(['c', 'y-z'])
  expect(compilePaths(['a[0]', 'b.*', 'c[*].*', 'd.0.1']).anchors).toEqual(['a', 'b', 'c', 'd'])
})

test('a path without any name makes every line be walked', () => {
  for (const path of ['*', '*.*', '[0]', '["0"]', '*[1]']) {
    const matcher = compilePaths(['a', path])
    expect(matcher.anchors).toEqual([])
    expect(matcher.mayMatch('{}')).toBe(true)
  }
})

test('without paths no line is walked', () => {
  expect(compilePaths([]).mayMatch('{"a":1}')).toBe(false)
})

test('a line without the name is not walked, one that may spell it otherwise is', () => {
  const { mayMatch } = compilePaths(['a.password', 'x["q\\"]'])
  expect(mayMatch('{"a":{"password":1}}')).toBe(true)
  expect(mayMatch('{"a":{"pass\\u0077ord":1}}')).toBe(true)
  expect(mayMatch('{"x":{"q\\\\":1}}')).toBe(true)
  expect(mayMatch('{"a":{"Password":1,"passwords":2,"msg":"password"}}')).toBe(true)
  expect(mayMatch('{"a":{"Password":1,"passwords":2}}')).toBe(false)
})

test('a line with the name in JSON text inside a string is walked', () => {
  const { mayMatch } = compilePaths(['body.password'])
  const once = JSON.stringify({ body: JSON.stringify({ password: 1 }) })
  const twice = JSON.stringify({ a: once })
  expect([once, twice].every(mayMatch)).toBe(true)
  expect(mayMatch(JSON.stringify({ body: JSON.stringify({ passwords: 1 }) }))).toBe(false)
  expect(mayMatch('{"path":"C:\\\\tmp"}')).toBe(false)
})

const anyName = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '0', '1', 'a-b', '비밀'),
  fc.string({ unit: 'binary', maxLength: 6 })
)
const anyPath = fc.array(
  fc.oneof(
    anyName.filter((name) => !/["*]/.test(name)),
    fc.constant('*')
  ),
  { minLength: 1, maxLength: 4 }
)
const toPath = (segments: readonly string[]): string =>
  segments.map((segment) => (segment === '*' ? '[*]' : `["${segment}"]`)).join('')

test('no place is missed by the anchors: what matches may match', () => {
  fc.assert(
    fc.property(anyPath, fc.array(anyName, { minLength: 4, maxLength: 4 }), (segments, names) => {
      const matcher = compilePaths([toPath(segments)])
      const place = segments.map((segment, i) => (segment === '*' ? (names[i] as string) : segment))
      const tree = place.reduceRight<unknown>((value, name) => ({ [name]: value }), 1)
      expect(matcher.match(place)).toBe(0)
      expect(matcher.mayMatch(JSON.stringify(tree))).toBe(true)
    }),
    { numRuns: 2000 }
  )
})

function placesOf(value: unknown, at: Place = []): Place[] {
  if (value === null || typeof value !== 'object') return []
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value)
  return entries.flatMap(([key, below]) => [[...at, key], ...placesOf(below, [...at, key])])
}

function at(tree: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    tree
  )
}

// Plain trees only: on those pino is right, and we are to agree with it.
test('a path names the places that pino redacts', () => {
  const leaf = fc.constantFrom('x', 1, true)
  const key = fc.constantFrom('a', 'b', 'c')
  const { tree } = fc.letrec((tie) => ({
    tree: fc.dictionary(key, tie('node'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    node: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('node'), { maxLength: 3 }), tie('tree'))
  }))
  const segment = fc.constantFrom('a', 'b', 'c', '*', '0', '1')
  const paths = fc.array(segment, { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(tree, paths, (object, segments) => {
      const path = segments.join('.')
      const lines: string[] = []
      const options = { base: null, timestamp: false, redact: [path] }
      pino(options, { write: (text: string) => void lines.push(text) }).info(object as object)
      const written: unknown = JSON.parse(lines.join(''))
      const { match } = compilePaths([path])
      for (const place of placesOf(object)) {
        if (match(place) >= 0) expect(at(written, place)).toBe('[Redacted]')
      }
      const redacted = placesOf(written).filter((place) => at(written, place) === '[Redacted]')
      for (const place of redacted) if (place[0] !== 'msg') expect(match(place)).toBe(0)
    }),
    { numRuns: 2000 }
  )
})
