/**
 * Where things are.
 *
 * Out: absolute folders. Bundled children run from bench/.cache/build, so the repository's root is handed to them in the environment.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT: string =
  process.env.LOGVEIL_BENCH_ROOT ?? fileURLToPath(new URL('../..', import.meta.url))

/** Git-ignored: logs collected on this machine. */
export const CACHE: string = join(ROOT, 'bench', '.cache')

/** Bundled children: inside bench/node_modules, so that they find the rivals, and linters don't find them. */
export const BUNDLES: string = join(ROOT, 'bench', 'node_modules', '.cache', 'build')

/** Where the measured loggers write; a RAM disk or a real one, named in the results. */
export const SCRATCH: string = process.env.LOGVEIL_BENCH_DIR ?? tmpdir()
