import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'kernel', include: ['kernel/src/**/*.test.ts'] } },
      { test: { name: 'x12', include: ['x12/src/**/*.test.ts'] } },
      { test: { name: 'simulator', include: ['simulator/src/**/*.test.ts'] } },
      {
        test: {
          name: 'server',
          include: ['server/src/**/*.test.ts', 'server/test/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/*.faults.test.ts', '**/*.e2e.test.ts'],
        },
      },
    ],
  },
})
