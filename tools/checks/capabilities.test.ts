import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkCapabilities } from './capabilities.ts';
import { writeTree } from './files.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const page = readFileSync(path.join(root, 'docs/capabilities.md'), 'utf8').replace(
  /^\| (\w+-\d+) \|[^|]*\|([^|]*)\|.*$/gm,
  '| $1 | no |$2| — | — |',
);

/** The page with nothing claimed, the row of one id replaced, and a test that exists beside it. */
const problemsWith = (id: string, row: string) =>
  checkCapabilities(
    writeTree({
      'docs/capabilities.md': page.replace(new RegExp(`^\\| ${id} .*$`, 'm'), row),
      'modules/deals/server/deal.api.test.ts': '',
    }),
  );

it('counts all 802 capabilities', async () => {
  expect(page.match(/^\| [A-Z]{3}-\d\d \|/gm)).toHaveLength(802);
  expect(await problemsWith('CLI-01', '| CLI-01 | no | One base | — | — |')).toEqual([]);
});

it('misses a row that was dropped', async () => {
  expect(await problemsWith('DEA-07', '')).toEqual([expect.stringContaining('DEA-07 is missing')]);
});

it('finds an id that stands there twice or is none', async () => {
  const twice = await problemsWith('DEA-07', '| DEA-06 | no | A board | — | — |');
  expect(twice).toContainEqual(expect.stringContaining('DEA-06 stands here a second time'));
  expect(await problemsWith('DEA-07', '| DEA-99 | no | A board | — | — |')).toHaveLength(2);
});

it('believes a yes only with a test that exists', async () => {
  const claim = (state: string, tests: string) =>
    problemsWith('DEA-01', `| DEA-01 | ${state} | A deal | \`modules/deals\` | ${tests} |`);
  expect(await claim('yes', '`modules/deals/server/deal.api.test.ts`')).toEqual([]);
  expect(await claim('yes', '—')).toEqual([expect.stringContaining('names no test')]);
  expect(await claim('partly', '`e2e/gone.journey.ts`')).toEqual([expect.stringContaining('does not exist')]);
  expect(await claim('yes', '`modules/deals/server`')).toEqual([expect.stringContaining('what is none')]);
  expect(await claim('almost', '`modules/deals/server/deal.api.test.ts`')).toHaveLength(1);
  expect(await claim('no', '`modules/deals/server/deal.api.test.ts`')).toHaveLength(1);
});
