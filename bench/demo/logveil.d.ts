/**
 * The demo imports the package by its own name, as a user does. bench/ is a package of its own, so the compiler is told
 * here where the types are; at run time the files stand under the root's package.json, and Node finds the built package.
 */
declare module 'logveil' {
  export const createLogger: typeof import('../../src/index.ts').createLogger
  export type Logger = import('../../src/index.ts').Logger
}
declare module 'logveil/http' {
  export const requestLogger: typeof import('../../src/http/index.ts').requestLogger
}
declare module 'logveil/testing' {
  export const findPlanted: typeof import('../../src/testing/index.ts').findPlanted
}
