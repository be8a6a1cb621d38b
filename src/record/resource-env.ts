/**
 * The resource as environment variables tell it.
 *
 * In: environment variables. Out: resource attributes by their OpenTelemetry names.
 * Promise: only names of the field table come out; a list that cannot be decoded is ignored whole, as OpenTelemetry asks.
 */
import { RESOURCE_FIELDS } from './fields-resource.ts'

/** Resource attributes by their dotted names. */
export type Attributes = Readonly<Partial<Record<keyof typeof RESOURCE_FIELDS, string | undefined>>>

type Environment = Readonly<Record<string, string | undefined>>

/** `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` (`key=value,…`, percent-encoded). */
export function fromOpenTelemetry(env: Environment): Attributes {
  const attributes = parseAttributes(env.OTEL_RESOURCE_ATTRIBUTES ?? '')
  // The name of this attribute until semantic conventions 1.27.
  const environment =
    attributes.get('deployment.environment.name') ?? attributes.get('deployment.environment')
  const known = [...attributes].filter(([name]) => isTextField(name))
  return {
    ...Object.fromEntries(known),
    'service.name': env.OTEL_SERVICE_NAME || attributes.get('service.name'),
    'deployment.environment.name': environment
  }
}

/** `DD_SERVICE`, `DD_VERSION`, `DD_ENV`. */
export function fromDatadog(env: Environment): Attributes {
  return {
    'service.name': env.DD_SERVICE,
    'service.version': env.DD_VERSION,
    'deployment.environment.name': env.DD_ENV
  }
}

/**
 * Kubernetes' downward API. Kubernetes sets no such variable by itself, so these names are conventions:
 * `K8S_POD_NAME`, `K8S_POD_UID`, `K8S_NAMESPACE_NAME`, `K8S_NODE_NAME`, `K8S_CONTAINER_NAME`, `K8S_DEPLOYMENT_NAME`,
 * `K8S_CLUSTER_NAME`; inside a cluster also `POD_NAME`, `POD_UID`, `POD_NAMESPACE`, `NODE_NAME`, `CONTAINER_NAME`,
 * `DEPLOYMENT_NAME`, `CLUSTER_NAME`.
 */
export function fromKubernetes(env: Environment): Attributes {
  // Outside a cluster the short names belong to others (Jenkins sets NODE_NAME).
  const short: Environment = env.KUBERNETES_SERVICE_HOST === undefined ? {} : env
  return {
    'k8s.pod.name': env.K8S_POD_NAME ?? short.POD_NAME,
    'k8s.pod.uid': env.K8S_POD_UID ?? short.POD_UID,
    'k8s.namespace.name': env.K8S_NAMESPACE_NAME ?? short.POD_NAMESPACE,
    'k8s.node.name': env.K8S_NODE_NAME ?? short.NODE_NAME,
    'k8s.container.name': env.K8S_CONTAINER_NAME ?? short.CONTAINER_NAME,
    'k8s.deployment.name': env.K8S_DEPLOYMENT_NAME ?? short.DEPLOYMENT_NAME,
    'k8s.cluster.name': env.K8S_CLUSTER_NAME ?? short.CLUSTER_NAME
  }
}

/** The process id is a number that the process knows best itself. */
function isTextField(name: string): boolean {
  return Object.hasOwn(RESOURCE_FIELDS, name) && name !== 'process.pid'
}

function parseAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const member of text.split(',')) {
    if (member.trim() === '') continue
    const at = member.indexOf('=')
    const key = decode(member.slice(0, Math.max(at, 0)).trim())
    const value = decode(member.slice(at + 1).trim())
    // OpenTelemetry Resource SDK: on any error the whole variable is discarded.
    if (at < 1 || key === undefined || value === undefined) return new Map()
    attributes.set(key, value)
  }
  return attributes
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
