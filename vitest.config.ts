import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'threads',
    isolate: false,
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'test/kit/**/*.test.ts', 'test/golden/**/*.test.ts'],
          setupFiles: ['test/kit/no-network.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['acceptance', 'differential', 'e2e', 'fuzz', 'quality', 'reliability'].map(
            (folder) => `test/${folder}/**/*.test.ts`,
          ),
          testTimeout: 180_000,
          hookTimeout: 180_000,
          isolate: true,
        },
      },
    ],
  },
});
