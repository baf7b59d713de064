import { expect, it } from 'vitest';
import { writeTree } from './files.ts';
import { checkManners } from './manners.ts';

const anna = ['', 'home', 'anna', 'rapport'].join('/');
const registry = ['https:/', 'registry.example.org', 'zod', '-', 'zod.tgz'].join('/');

it('finds the path of somebody’s machine', async () => {
  const root = writeTree({ 'docs/operations.md': `Start it in ${anna}.\n`, 'docs/style.md': 'Start it in ./data.\n' });
  expect(await checkManners(root)).toEqual([expect.stringMatching(/^docs\/operations\.md:1: names a place/)]);
});

it('leaves alone a path that only looks alike', async () => {
  const root = writeTree({ 'a.md': 'modules/work/server and https://example.org/home/page and ~/home\n' });
  expect(await checkManners(root)).toEqual([]);
});

it('finds the host packages were fetched from', async () => {
  const root = writeTree({ 'package-lock.json': `{ "resolved": "${registry}" }\n` });
  expect(await checkManners(root)).toHaveLength(1);
});

it('finds any address of a package in the lockfile', async () => {
  const root = writeTree({ 'package-lock.json': '{ "resolved": "http://10.0.0.7/zod.tgz" }\n' });
  expect(await checkManners(root)).toEqual([expect.stringContaining('omit-lockfile-registry-resolved')]);
});
