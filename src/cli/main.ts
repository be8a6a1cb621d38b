#!/usr/bin/env node
/**
 * The command `logveil`.
 *
 * In: the process. Out: its exit code. Promise: nothing is cut off: the process ends by itself once its streams are written.
 */
import { run } from './run.ts'

run(process.argv.slice(2), process).then((code) => {
  process.exitCode = code
})
