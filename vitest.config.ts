import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { textParts } from './tools/build/text-parts.ts';
import { findMemoryFolder } from './tools/memory-folder.mjs';

/** Everything that is neither a test of ours nor the source of one. */
const never = ['**/node_modules/**', 'dist/**', 'data/**'];

// Databases, browsers and files of tests: whatever asks the system for its temporary folder. Workers inherit it, and what
// those leave that are ended goes with the run. This file is read once for each project: the first makes the folder.
const prefix = 'rapport-tests-';
if (!path.basename(process.env.TMPDIR ?? '').startsWith(prefix)) {
  const folder = mkdtempSync(path.join(process.env.TMPDIR ?? findMemoryFolder() ?? tmpdir(), prefix));
  // Below a folder that is closed to others the database of root would go elsewhere.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/**
 * Journeys share one workspace: they run in the same order on every machine, not in that of how long each took there, and in the same
 * company where they are shared out.
 */
class SameOrder extends BaseSequencer {
  override async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { index, count } = this.ctx.config.shard ?? { index: 1, count: 1 };
    const named = files.toSorted((one, other) => (one.moduleId < other.moduleId ? -1 : 1));
    return named.filter((_, place) => place % count === index - 1);
  }

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const areJourneys = sorted.every(({ project }) => project.name === 'journeys');
    return areJourneys ? sorted.toSorted((one, other) => (one.moduleId < other.moduleId ? -1 : 1)) : sorted;
  }
}

export default defineConfig({
  plugins: [textParts()],
  test: {
    sequence: { sequencer: SameOrder },
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          setupFiles: ['tools/repeatable-chance.ts'],
          include: ['{shared,web,tools}/**/*.test.{ts,tsx}', 'modules/*/{contract,web}/**/*.test.{ts,tsx}'],
          exclude: never,
          // Some of them run a compiler or a program; on a busy machine that takes its time.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'modules/*/server/**/*.test.ts'],
          exclude: never,
          globalSetup: ['server/testing/cluster.ts'],
          // Loading the server anew for each file took a third of the processor time: what a module remembers, tests share.
          isolate: false,
          setupFiles: ['tools/repeatable-chance.ts', 'server/testing/quick-passwords.ts'],
          // Journeys run beside them. What passes only when repeated is named at the end of the run.
          retry: process.env.CI ? 1 : 0,
          testTimeout: process.env.CI ? 60_000 : 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['e2e/**/*.journey.ts'],
          exclude: never,
          globalSetup: ['e2e/support/shared-product.ts'],
          // All of them share one browser.
          isolate: false,
          // One browser and one server at a time: two machines' worth of them would only measure each other.
          fileParallelism: false,
          // A browser on a machine that does other work stumbles now and then; what fails three times is broken.
          retry: process.env.CI ? 2 : 0,
          // Server tests run beside them: what a person would see at once may take a while.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
