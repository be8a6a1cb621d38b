/**
 * Installs the rivals where they are missing.
 *
 * bench/ is a package of its own with a lock file of its own, so that nobody who works on logveil, or uses it, has to have them.
 * Install scripts are not run: none of the rivals needs one.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

export function installRivals(): void {
  const dir = join(ROOT, 'bench')
  if (existsSync(join(dir, 'node_modules', '.package-lock.json'))) return
  console.error('installing what logveil is compared with (npm ci in bench/) …')
  const args = ['ci', '--prefix', dir, '--ignore-scripts', '--no-audit', '--no-fund']
  const done = spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (done.status !== 0)
    throw new Error('npm ci failed in bench/; --no-rivals measures without them')
}
