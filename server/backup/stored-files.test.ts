import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listFiles, placeFile, readStoredFile, removeOthers } from './stored-files.ts';

const folder = mkdtempSync('/tmp/rapport-files-test-');
const files = join(folder, 'files');
afterAll(() => rmSync(folder, { recursive: true }));

async function* content(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

test('a folder that is not there holds no files', async () => {
  expect(await listFiles(files)).toEqual([]);
  expect(await readStoredFile(files, 'a/b.pdf')).toBeNull();
});

test('files are placed in folders made for them, and a second time over the first', async () => {
  await placeFile(files, 'a/b.pdf', content('old'));
  await placeFile(files, 'a/b.pdf', content('new'));
  await placeFile(files, 'c.txt', content(''));
  expect(readFileSync(join(files, 'a/b.pdf'), 'utf8')).toBe('new');
  expect(await listFiles(files)).toEqual(['a/b.pdf', 'c.txt']);
});

test.each(['../evil.txt', '/tmp/evil.txt', 'a/../../evil.txt', '.'])(
  '%s leads out of the folder and is refused',
  async (path) => {
    await expect(placeFile(files, path, content('evil'))).rejects.toThrow('leads out of the folder');
    expect(await listFiles(folder)).toEqual(['files/a/b.pdf', 'files/c.txt']);
  },
);

test('a file that breaks off leaves the one that was there', async () => {
  const broken = async function* () {
    yield Buffer.from('half');
    throw new Error('the disk is gone');
  };
  await expect(placeFile(files, 'c.txt', broken())).rejects.toThrow('the disk is gone');
  expect(readFileSync(join(files, 'c.txt'), 'utf8')).toBe('');
});

test('others than those to keep are removed, and what broke off with them', async () => {
  await removeOthers(files, new Set(['a/b.pdf']));
  expect(await listFiles(folder)).toEqual(['files/a/b.pdf']);
});
