import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const modules = resolve('node_modules');
const reporter = resolve('tools/test-reporter.mjs');

test('tells what passed, what failed and where, and what passed only when repeated', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-report-'));
  symlinkSync(modules, join(folder, 'node_modules'));
  writeFileSync(
    join(folder, 'sums.test.ts'),
    `import { describe, expect, test } from 'vitest';
     let runs = 0;
     describe('sums', () => {
       test('right', () => {});
       test('wrong', () => expect({ sum: 4 }).toEqual({ sum: 5 }));
       test.skip('later', () => {});
       test('at last', { retry: 1 }, () => expect((runs += 1)).toBe(2));
     });`,
  );
  writeFileSync(join(folder, 'broken.test.ts'), `throw new Error('nothing to load');`);
  const summary = join(folder, 'summary.json');
  const args = [join(modules, 'vitest/vitest.mjs'), 'run', '--root', folder, `--reporter=${reporter}`];
  const { status } = spawnSync(process.execPath, args, { cwd: folder, env: { ...process.env, TEST_SUMMARY: summary } });
  expect(status).toBe(1);
  expect(JSON.parse(readFileSync(summary, 'utf8'))).toEqual({
    passed: 2,
    skipped: 1,
    failed: [
      expect.stringMatching(
        /^sums\.test\.ts > sums > wrong\n {2}expected \{ sum: 4 \}[\s\S]*- {3}"sum": 5[\s\S]*sums\.test\.ts:5$/,
      ),
      expect.stringMatching(/^broken\.test\.ts\n {2}nothing to load\n/),
    ],
    repeated: [expect.stringMatching(/^sums\.test\.ts > sums > at last\n {2}expected 1 to be 2/)],
  });
});
