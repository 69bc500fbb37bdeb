import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Hundreds of processes load the same libraries: each is compiled once. Those that tests start inherit it.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'kapu-compile-cache')

/** They take a minute or more: begun last, all other workers would wait for them. */
const LONGEST = ['test/gallery/', 'test/model/', 'test/browser/wallet', 'test/bars/single-use.test.ts']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => LONGEST.some((one) => moduleId.includes(`/${one}`))
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's, not an array's
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

/** Suites that want more of the machine than a share among four: they run after all others, two at a time. */
const APART = [
  'test/bars/hash-without-connection.test.ts',
  'test/bars/parallel-*.test.ts',
  'test/database/connect.test.ts',
  'test/demo/start.test.ts',
  'test/http/language.test.ts',
]

/** Suites that measure time: they run last, one at a time. */
const ALONE = ['test/bars/enumeration.test.ts', 'test/bars/flood.test.ts', 'test/bars/sign-out-everywhere.test.ts']

/** Added to a copy of the tree by a test, and run there. */
const ELSEWHERE = 'test/example-factor/**'

const shared = {
  globalSetup: ['test/support/global-database.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // How long something may take is asked by bars; elsewhere a busy machine is no fault
  expect: { poll: { timeout: 15_000 } },
  pool: 'forks' as const,
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...APART, ...ALONE, ELSEWHERE],
          // A worker loads the product once, not for each suite: a quarter of the time
          isolate: false,
          setupFiles: ['test/support/afterwards.ts'],
          // More than two cores: what waits for a mail or a browser leaves its core to others
          maxWorkers: 4,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...shared, name: 'apart', include: APART, maxWorkers: 2, sequence: { groupOrder: 1 } } },
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
