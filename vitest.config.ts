import { defineConfig } from 'vitest/config'

/** Suites in Chromium: each waits for its browser most of the time. */
const BROWSERS = ['test/browser/**/*.test.ts']

/** Suites that measure time, or need the machine to themselves: they run after all others, one at a time. */
const ALONE = [
  'test/bars/*.test.ts',
  'test/model/**/*.test.ts',
  'test/demo/start.test.ts',
  'test/house/adding-a-factor.test.ts',
]

/** Added to a copy of the tree by a test, and run there. */
const ELSEWHERE = 'test/example-factor/**'

const shared = {
  globalSetup: ['test/support/global-database.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  pool: 'forks' as const,
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...ALONE, ...BROWSERS, ELSEWHERE],
          // By itself vitest leaves a core unused, which on two cores is half of them
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'browsers',
          include: BROWSERS,
          testTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...shared,
          name: 'alone',
          include: ALONE,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
