import { defineConfig } from 'vitest/config'

// Our modules hold no state (clock, ids, chance, files and mail are injected): files share them, and a run costs half.
const shared = { isolate: false }
const database = { globalSetup: ['server/test/database-setup.ts'], testTimeout: 120_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'kernel', ...shared, include: ['kernel/src/**/*.test.ts'] } },
      {
        test: {
          name: 'x12',
          ...shared,
          testTimeout: 30_000,
          include: ['x12/src/**/*.test.ts'],
          exclude: ['**/*.faults.test.ts'],
        },
      },
      {
        test: {
          name: 'simulator',
          ...shared,
          testTimeout: 30_000,
          include: ['simulator/src/**/*.test.ts'],
          exclude: ['**/*.faults.test.ts'],
        },
      },
      { test: { name: 'web', ...shared, include: ['web/src/**/*.test.{ts,tsx}'] } },
      {
        test: {
          name: 'server',
          ...shared,
          testTimeout: 30_000,
          include: ['server/src/**/*.test.ts', 'server/test/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/*.faults.test.ts', '**/*.e2e.test.ts'],
        },
      },
      { test: { name: 'db', include: ['server/**/*.db.test.ts'], ...shared, ...database } },
      {
        test: {
          name: 'e2e',
          include: ['server/**/*.e2e.test.ts', 'web/e2e/**/*.e2e.test.ts'],
          globalSetup: ['web/e2e/setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['**/*.faults.test.ts'],
          exclude: ['**/node_modules/**'],
          ...database,
          testTimeout: 900_000,
        },
      },
    ],
  },
})
