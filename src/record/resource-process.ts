/**
 * What the running process can see of itself: the rim where files, host name and main module are read.
 *
 * In: Node. Out: effects as plain functions, so that everything else about the resource is pure; the main module's package.json.
 * Promise: a file that cannot be read is undefined, never an error.
 */
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import type { ReadFile } from './resource-container.ts'

export type ResourceEffects = {
  readonly readFile: ReadFile
  readonly hostname: () => string
  readonly pid: number
  /** File that the process was started with. */
  readonly mainFile: string | undefined
}

/** The effects of this process. */
export function nodeEffects(): ResourceEffects {
  return { readFile: readText, hostname: readHostname, pid: process.pid, mainFile: process.argv[1] }
}

/** Name and version in the package.json nearest to the main module. */
export function readPackage(effects: ResourceEffects): { name?: string; version?: string } {
  if (effects.mainFile === undefined) return {}
  for (const folder of toFolders(outsideModules(effects.mainFile))) {
    const text = effects.readFile(join(folder, 'package.json'))
    const found = text === undefined ? {} : parsePackage(text)
    // `dist/package.json` often holds nothing but a module type: go on to one with a name.
    if (found.name !== undefined) return found
  }
  return {}
}

/** `node_modules/.bin/next` must not name the service `next`: the package that installed it counts. */
function outsideModules(file: string): string {
  const at = file.search(/[\\/]node_modules[\\/]/)
  return at < 0 ? file : join(file.slice(0, at), 'package.json')
}

function toFolders(file: string): readonly string[] {
  const folders: string[] = []
  for (let folder = dirname(file); folder !== folders.at(-1); folder = dirname(folder)) {
    folders.push(folder)
  }
  return folders
}

function parsePackage(text: string): { name?: string; version?: string } {
  try {
    const { name, version } = JSON.parse(text)
    return {
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof version === 'string' ? { version } : {})
    }
  } catch {
    return {}
  }
}

function readHostname(): string {
  try {
    return hostname()
  } catch {
    return ''
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
