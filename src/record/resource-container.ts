/**
 * The id of the container that the process runs in.
 *
 * In: a function that reads a file. Out: the id, or undefined outside a container. Promise: reads two files of /proc, never throws.
 */

export type ReadFile = (path: string) => string | undefined

// cgroup v1: `13:name=systemd:/docker/<id>`, `…/cri-containerd-<id>.scope`; Fargate: `/ecs/<task>/<32 hex>-<digits>`.
const IN_CGROUP = /[/-]([0-9a-f]{64}|[0-9a-f]{32}-\d{1,20})(?:\.scope)?$/m
// cgroup v2 shows `0::/`; the mounts of /etc/hostname still name the container. `/sandboxes/<id>/` is the pod's, not ours.
const IN_MOUNTS = /\/(?:containers|overlay-containers)\/([0-9a-f]{64})\//

/** The container's id, from cgroup v1, else from the mounts (cgroup v2). */
export function readContainerId(readFile: ReadFile): string | undefined {
  const inCgroup = IN_CGROUP.exec(readFile('/proc/self/cgroup') ?? '')?.[1]
  return inCgroup ?? IN_MOUNTS.exec(readFile('/proc/self/mountinfo') ?? '')?.[1]
}
