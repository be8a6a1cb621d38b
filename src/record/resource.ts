/**
 * Who emits the records: service, deployment, host, process, container, Kubernetes.
 *
 * In: options, environment variables, and what the process can see (files, host name), handed in as effects.
 * Out: the resource part of a record. Promise: what is unknown is absent; nothing here throws; no file is read but
 * the main module's package.json and the two of /proc that name the container.
 *
 * For each field the first source that knows it wins: options, OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, DD_*,
 * Kubernetes' downward API, the process itself, package.json, `unknown_service:node`.
 */
import type { RecordFields } from './fields.ts'
import { readContainerId } from './resource-container.ts'
import { type Attributes, fromDatadog, fromKubernetes, fromOpenTelemetry } from './resource-env.ts'
import { nodeEffects, type ResourceEffects, readPackage } from './resource-process.ts'

/** The part of a record that says who emitted it. */
export type Resource = Pick<RecordFields, 'service'> &
  Partial<Pick<RecordFields, 'deployment' | 'host' | 'process' | 'container' | 'k8s'>>

/** What the options say about the emitter. */
export type ResourceOptions = {
  readonly service?:
    | {
        readonly name?: string | undefined
        readonly version?: string | undefined
        readonly namespace?: string | undefined
        readonly instance?: { readonly id: string } | undefined
      }
    | undefined
  readonly deployment?: { readonly environment: { readonly name: string } } | undefined
}

export type Environment = Readonly<Record<string, string | undefined>>

/** OpenTelemetry's name for a service that nobody named. */
export const UNKNOWN_SERVICE = 'unknown_service:node'

/** Finds out who emits the records. Call it once, at start. */
export function detectResource(
  options: ResourceOptions = {},
  env: Environment = process.env,
  effects: ResourceEffects = nodeEffects()
): Resource {
  const known = firstOf([
    fromOptions(options),
    fromOpenTelemetry(env),
    fromDatadog(env),
    fromKubernetes(env),
    fromProcess(effects),
    fromPackage(effects),
    { 'service.name': UNKNOWN_SERVICE }
  ])
  return toResource(known)
}

/** What stands on every line of stdout: service and deployment. */
export function compactResource(resource: Resource): Resource {
  const { service, deployment } = resource
  return deployment === undefined ? { service } : { service, deployment }
}

function fromOptions(options: ResourceOptions): Attributes {
  return {
    'service.name': options.service?.name,
    'service.version': options.service?.version,
    'service.namespace': options.service?.namespace,
    'service.instance.id': options.service?.instance?.id,
    'deployment.environment.name': options.deployment?.environment.name
  }
}

function fromProcess(effects: ResourceEffects): Attributes {
  return {
    'host.name': effects.hostname(),
    'process.pid': String(effects.pid),
    'container.id': readContainerId(effects.readFile)
  }
}

function fromPackage(effects: ResourceEffects): Attributes {
  const { name, version } = readPackage(effects)
  return { 'service.name': name, 'service.version': version }
}

function firstOf(sources: readonly Attributes[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>()
  for (const source of sources) {
    for (const [name, value] of Object.entries(source)) {
      if (value !== undefined && value !== '' && !known.has(name)) known.set(name, value)
    }
  }
  return known
}

function toResource(known: ReadonlyMap<string, string>): Resource {
  const nested: Record<string, unknown> = {}
  for (const [name, value] of known) setPath(nested, name.split('.'), toValue(name, value))
  return nested as Resource
}

function toValue(name: string, value: string): string | number {
  return name === 'process.pid' ? Number(value) : value
}

function setPath(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = '', ...rest] = path
  if (rest.length === 0) {
    target[head] = value
    return
  }
  target[head] ??= {}
  setPath(target[head] as Record<string, unknown>, rest, value)
}
