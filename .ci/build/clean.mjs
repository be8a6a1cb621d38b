/** Empties dist: what an earlier build left there must not make this one pass. */
import { rm } from 'node:fs/promises'

await rm('dist', { recursive: true, force: true })
