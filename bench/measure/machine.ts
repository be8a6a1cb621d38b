/**
 * What a figure depends on besides the code.
 *
 * Out: processor, cores, memory, load, system, Node and the versions of everything measured. A result without it is not a result.
 */
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

export type Machine = {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  /** One-minute load average when the run began: above the number of cores the figures are worth little. */
  readonly load: number
  readonly system: string
  readonly node: string
  readonly v8: string
  readonly versions: Readonly<Record<string, string>>
}

export function describeMachine(packages: readonly string[]): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    load: Number(loadavg()[0]?.toFixed(2)),
    system: `${platform()} ${release()}`,
    node: process.version,
    v8: process.versions.v8,
    versions: Object.fromEntries(packages.map((name) => [name, versionOf(name)]))
  }
}

/** The installed version, `-` if the package is not there. Reads package.json as a file, because many packages do not export it. */
export function versionOf(name: string): string {
  const places =
    name === 'logveil'
      ? [join(ROOT, 'package.json')]
      : ['bench/node_modules', 'node_modules'].map((dir) => join(ROOT, dir, name, 'package.json'))
  for (const place of places) {
    try {
      return String((JSON.parse(readFileSync(place, 'utf8')) as { version: unknown }).version)
    } catch {
      // Not there: the next place.
    }
  }
  return '-'
}

export function printMachine(machine: Machine): void {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`)
  console.log(
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, load ${machine.load} · ${machine.system} · Node ${machine.node}, V8 ${machine.v8}`
  )
  console.log(`${versions.join(' · ')}\n`)
  if (machine.load > machine.cores / 2)
    console.log('WARNING: the machine is busy; these figures are not results.\n')
}
