import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/integration/**'],
    // CI and the smallest machines have two cores; the leak suite's files run side by side on them
    maxWorkers: 2,
    testTimeout: 60_000
  }
})
