/**
 * The rows of the field table that say who emitted the record: service, deployment, host, process, container, Kubernetes.
 *
 * Nothing comes in; out goes a constant; see fields-envelope.ts for the grammar of a mapping.
 * On GCP the agent itself sets the monitored resource, so host, container and Kubernetes keep their names in the payload.
 */

/** Rows of the field table: name on the line → definition. */
export const RESOURCE_FIELDS = {
  'service.name': {
    type: 'string',
    meaning: 'Name of the service; `unknown_service:node` if nothing says it.',
    otel: 'same',
    ecs: 'same',
    gcp: 'serviceContext.service',
    datadog: 'service',
    trusted: true
  },
  'service.version': {
    type: 'string',
    meaning: 'Version of the service.',
    otel: 'same',
    ecs: 'same',
    gcp: 'serviceContext.version',
    datadog: 'version',
    trusted: true
  },
  'service.namespace': {
    type: 'string',
    meaning: 'Group of services that it belongs to.',
    otel: 'same',
    ecs: 'same',
    gcp: { key: 'logging.googleapis.com/labels', to: 'service_namespace' },
    datadog: 'service_namespace',
    trusted: true
  },
  'service.instance.id': {
    type: 'string',
    meaning: 'One running copy of the service.',
    otel: 'same',
    ecs: 'service.node.name',
    gcp: { key: 'logging.googleapis.com/labels', to: 'service_instance_id' },
    datadog: 'service_instance_id',
    trusted: true
  },
  'deployment.environment.name': {
    type: 'string',
    meaning: 'Where it is deployed: `production`, `staging` …',
    otel: 'same',
    ecs: 'service.environment',
    gcp: { key: 'logging.googleapis.com/labels', to: 'env' },
    datadog: 'env',
    trusted: true
  },
  'host.name': {
    type: 'string',
    meaning: 'Host name as the operating system tells it.',
    otel: 'same',
    ecs: 'same',
    gcp: 'same',
    datadog: 'host',
    trusted: true,
    delivered: true
  },
  'process.pid': {
    type: 'integer',
    meaning: 'Process id.',
    shape: { minimum: 0 },
    otel: 'same',
    ecs: 'same',
    gcp: 'same',
    datadog: 'same',
    trusted: true,
    delivered: true
  },
  'container.id': {
    type: 'string',
    meaning: 'Container id, from the cgroup or the mounts of the process.',
    otel: 'same',
    ecs: 'same',
    gcp: 'same',
    datadog: 'container_id',
    trusted: true,
    delivered: true
  },
  'container.name': {
    type: 'string',
    meaning: 'Container name.',
    otel: 'same',
    ecs: 'same',
    gcp: 'same',
    datadog: 'container_name',
    trusted: true,
    delivered: true
  },
  'container.image.name': {
    type: 'string',
    meaning: 'Image that the container was started from.',
    otel: 'same',
    ecs: 'same',
    gcp: 'same',
    datadog: 'image_name',
    trusted: true,
    delivered: true
  },
  'k8s.cluster.name': {
    type: 'string',
    meaning: 'Kubernetes cluster.',
    otel: 'same',
    ecs: 'orchestrator.cluster.name',
    gcp: 'same',
    datadog: 'kube_cluster_name',
    trusted: true,
    delivered: true
  },
  'k8s.namespace.name': {
    type: 'string',
    meaning: 'Kubernetes namespace.',
    otel: 'same',
    ecs: 'orchestrator.namespace',
    gcp: 'same',
    datadog: 'kube_namespace',
    trusted: true,
    delivered: true
  },
  'k8s.node.name': {
    type: 'string',
    meaning: 'Kubernetes node.',
    otel: 'same',
    ecs: 'kubernetes.node.name',
    gcp: 'same',
    datadog: 'kube_node',
    trusted: true,
    delivered: true
  },
  'k8s.pod.name': {
    type: 'string',
    meaning: 'Kubernetes pod.',
    otel: 'same',
    ecs: 'kubernetes.pod.name',
    gcp: 'same',
    datadog: 'pod_name',
    trusted: true,
    delivered: true
  },
  'k8s.pod.uid': {
    type: 'string',
    meaning: 'Unique id of the pod.',
    otel: 'same',
    ecs: 'kubernetes.pod.uid',
    gcp: 'same',
    datadog: 'pod_uid',
    trusted: true,
    delivered: true
  },
  'k8s.container.name': {
    type: 'string',
    meaning: "Container's name in the pod's specification.",
    otel: 'same',
    ecs: 'kubernetes.container.name',
    gcp: 'same',
    datadog: 'kube_container_name',
    trusted: true,
    delivered: true
  },
  'k8s.deployment.name': {
    type: 'string',
    meaning: 'Kubernetes deployment.',
    otel: 'same',
    ecs: 'kubernetes.deployment.name',
    gcp: 'same',
    datadog: 'kube_deployment',
    trusted: true,
    delivered: true
  }
} as const
