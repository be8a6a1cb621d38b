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

/** Tests that fail, by file and name. `race: ` before a reason: it may pass or fail. */
export const EXPLAINED = {
  'redact.test.js': {
    'redact.censor option – can be a function that accepts value and path arguments (nested path)':
      'the censor gives the session cookie back in the clear; the default rules replace it in the line',
    'child can customize redact':
      "a child's redact adds to its parent's, and the default rules replace the session cookie",
    'child can remove parent redact by array':
      "a child's redact adds to its parent's, and the default rules replace the session cookie"
  },
  'syncfalse.test.js': {
    'flush does nothing with sync true (default)': 'flush() gives a promise'
  },
  'transport/big.test.js': {
    'eight million lines':
      'race: passes on an idle machine; with a load of ten on two cores it once did not, and was not looked into',
    '(the process ended with null)': 'race: takes minutes on a busy machine'
  },
  'transport/sync-false.test.js': {
    'thread-stream async flush': 'flush() gives a promise'
  },
  'transport/sync-true.test.js': {
    'thread-stream sync true should log synchronously':
      'race: expects that six calls end before a worker, started before the logger was made, writes the first'
  },
  'transport/module-link.test.js': {
    'pino({ transport }) from a wrapped dependency':
      'fails with pino itself too: it copies the package and its modules, which are links here'
  }
}
