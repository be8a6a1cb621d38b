/**
 * What of pino's own tests is not run through logveil, and what fails there on purpose; each with the reason.
 */

/** Files that are not run. */
export const EXCLUDED = [
  [/^browser/, 'logveil runs on Node; a bundler gives the browser pino itself'],
  [/^jest\//, "Jest's own way of loading is tested from the packed tarball"],
  [
    /transpiled|native-type-stripping/,
    'tests how a worker loads TypeScript, after a build of fixtures'
  ]
]

/** Tests that fail, by file and name. */
export const EXPLAINED = {}
