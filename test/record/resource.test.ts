import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { compactResource, detectResource } from '../../src/record/resource.ts'
import type { ResourceEffects } from '../../src/record/resource-process.ts'

const ID = '0123456789abcdef'.repeat(4)

function effects(files: Readonly<Record<string, string>> = {}): ResourceEffects {
  return {
    readFile: (path) => files[path],
    hostname: () => 'box-1',
    pid: 42,
    mainFile: '/app/dist/server.js'
  }
}

const PACKAGE = { '/app/package.json': '{"name":"@acme/checkout","version":"1.4.2"}' }

test('options win over every variable', () => {
  const env = { OTEL_SERVICE_NAME: 'otel', DD_SERVICE: 'dd', DD_VERSION: '9' }
  const { service } = detectResource({ service: { name: 'mine' } }, env, effects(PACKAGE))
  expect(service).toEqual({ name: 'mine', version: '9' })
})

test('OTEL_SERVICE_NAME wins over OTEL_RESOURCE_ATTRIBUTES, which wins over DD_*', () => {
  const attributes = 'service.name=attr,service.namespace=shop,deployment.environment.name=staging'
  const env = { OTEL_RESOURCE_ATTRIBUTES: attributes, DD_SERVICE: 'dd', DD_ENV: 'prod' }
  expect(detectResource({}, { ...env, OTEL_SERVICE_NAME: 'otel' }, effects()).service.name).toBe(
    'otel'
  )
  const resource = detectResource({}, env, effects())
  expect(resource.service).toEqual({ name: 'attr', namespace: 'shop' })
  expect(resource.deployment).toEqual({ environment: { name: 'staging' } })
})

test('DD_* wins over package.json', () => {
  const env = { DD_SERVICE: 'dd', DD_ENV: 'prod' }
  const resource = detectResource({}, env, effects(PACKAGE))
  expect(resource.service).toEqual({ name: 'dd', version: '1.4.2' })
  expect(resource.deployment?.environment.name).toBe('prod')
})

test('takes name and version from the nearest package.json that has a name', () => {
  const files = { ...PACKAGE, '/app/dist/package.json': '{"type":"module"}' }
  expect(detectResource({}, {}, effects(files)).service).toEqual({
    name: '@acme/checkout',
    version: '1.4.2'
  })
})

test('a tool in node_modules does not name the service', () => {
  const files = { ...PACKAGE, '/app/node_modules/next/package.json': '{"name":"next"}' }
  const mainFile = '/app/node_modules/next/dist/bin/next'
  const resource = detectResource({}, {}, { ...effects(files), mainFile })
  expect(resource.service.name).toBe('@acme/checkout')
})

test.each([
  ['no package.json', {}],
  ['a package.json that is no JSON', { '/app/package.json': '{' }],
  ['a package.json that is null', { '/app/package.json': 'null' }],
  ['a name that is no text', { '/app/package.json': '{"name":5}' }]
])('with %s the service is unknown_service:node', (_name, files) => {
  expect(detectResource({}, {}, effects(files)).service).toEqual({ name: 'unknown_service:node' })
})

test('empty variables count as absent', () => {
  const env = { OTEL_SERVICE_NAME: '', DD_SERVICE: '', DD_ENV: '' }
  const resource = detectResource({}, env, effects())
  expect(resource.service.name).toBe('unknown_service:node')
  expect(resource.deployment).toBeUndefined()
})

test('resource attributes are percent-decoded and trimmed', () => {
  const env = { OTEL_RESOURCE_ATTRIBUTES: ' service.name = a%2Cb%3Dc%20d , host.name=h,' }
  const resource = detectResource({}, env, effects())
  expect(resource.service.name).toBe('a,b=c d')
  expect(resource.host?.name).toBe('h')
})

test.each([
  ['a broken percent escape', 'service.name=good,service.version=%zz'],
  ['a member without =', 'service.name=good,broken'],
  ['a member without a key', 'service.name=good,=x']
])('resource attributes with %s are discarded whole', (_name, attributes) => {
  const resource = detectResource({}, { OTEL_RESOURCE_ATTRIBUTES: attributes }, effects())
  expect(resource.service.name).toBe('unknown_service:node')
})

test('attributes that are no fields, or not theirs to say, are ignored', () => {
  const env = { OTEL_RESOURCE_ATTRIBUTES: '__proto__=x,team=y,process.pid=abc' }
  const resource = detectResource({}, env, effects())
  expect(Object.keys(resource).sort()).toEqual(['host', 'process', 'service'])
  expect(resource.process).toEqual({ pid: 42 })
})

test('the older attribute deployment.environment is understood', () => {
  const env = { OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=old' }
  expect(detectResource({}, env, effects()).deployment?.environment.name).toBe('old')
})

test.each([
  [
    'cgroup v1, Docker',
    '/proc/self/cgroup',
    `12:cpu:/docker/${ID}\n1:name=systemd:/docker/${ID}`,
    ID
  ],
  ['cgroup v1, Kubernetes', '/proc/self/cgroup', `1:cpu:/kubepods/burstable/pod1-2/${ID}\n`, ID],
  ['systemd', '/proc/self/cgroup', `0::/system.slice/cri-containerd-${ID}.scope\n`, ID],
  [
    'Fargate',
    '/proc/self/cgroup',
    `1:cpu:/ecs/abc/${ID.slice(32)}-2531612879`,
    `${ID.slice(32)}-2531612879`
  ],
  [
    'cgroup v2, Docker',
    '/proc/self/mountinfo',
    `456 425 254:1 /docker/containers/${ID}/hostname /etc/hostname rw - ext4 /dev/vda1 rw\n`,
    ID
  ]
])('finds the container id in %s', (_name, path, text, id) => {
  expect(detectResource({}, {}, effects({ [path]: text })).container).toEqual({ id })
})

test.each([
  ['outside a container', { '/proc/self/cgroup': '0::/user.slice/user-0.slice/session-1.scope\n' }],
  [
    'where the mounts name only the pod',
    {
      '/proc/self/cgroup': '0::/\n',
      '/proc/self/mountinfo': `1 2 3:4 /sandboxes/${ID}/hostname /etc/hostname rw - ext4 x rw`
    }
  ],
  ['where /proc cannot be read', {}]
])('finds no container id %s', (_name, files) => {
  expect(detectResource({}, {}, effects(files as Record<string, string>)).container).toBeUndefined()
})

test("reads the downward API's variables", () => {
  const env = {
    K8S_POD_NAME: 'checkout-7d9',
    K8S_POD_UID: 'u-1',
    K8S_NAMESPACE_NAME: 'shop',
    K8S_NODE_NAME: 'node-3',
    K8S_CONTAINER_NAME: 'app',
    K8S_DEPLOYMENT_NAME: 'checkout',
    K8S_CLUSTER_NAME: 'eu-1'
  }
  expect(detectResource({}, env, effects()).k8s).toEqual({
    pod: { name: 'checkout-7d9', uid: 'u-1' },
    namespace: { name: 'shop' },
    node: { name: 'node-3' },
    container: { name: 'app' },
    deployment: { name: 'checkout' },
    cluster: { name: 'eu-1' }
  })
})

test('short names count inside a cluster only', () => {
  const env = { NODE_NAME: 'jenkins-1', POD_NAME: 'p' }
  expect(detectResource({}, env, effects()).k8s).toBeUndefined()
  const inside = { ...env, KUBERNETES_SERVICE_HOST: '10.0.0.1' }
  expect(detectResource({}, inside, effects()).k8s).toEqual({
    pod: { name: 'p' },
    node: { name: 'jenkins-1' }
  })
})

test('the compact resource is service and deployment', () => {
  const resource = detectResource({}, { DD_SERVICE: 'a', DD_ENV: 'prod' }, effects())
  expect(compactResource(resource)).toEqual({
    service: { name: 'a' },
    deployment: { environment: { name: 'prod' } }
  })
  expect(compactResource(detectResource({}, {}, effects()))).toEqual({
    service: { name: 'unknown_service:node' }
  })
})

test('without effects it is this process that is described', () => {
  const resource = detectResource({ service: { name: 'x' } }, {})
  expect(resource.host).toEqual({ name: hostname() })
  expect(resource.process).toEqual({ pid: process.pid })
})
