import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cutTexts } from '../tools/build/text-parts.ts';
import { textSources } from './texts.ts';

const folders = readdirSync('modules').filter((name) => readdirSync(path.join('modules', name)).includes('locales'));
const cut = folders.map((name) => {
  const file = path.resolve('modules', name, 'locales/en.json');
  return { name, ...cutTexts(file, JSON.parse(readFileSync(file, 'utf8'))) };
});

test('whatever a module says is brought: to every page, later by its screens, or with all that may be refused', async () => {
  const all = textSources.find(({ name }) => name === 'errors');
  const [begun, errors] = await Promise.all([all?.load?.('en'), all?.later?.('en')]);
  for (const { name, start, later, errors: own } of cut) {
    expect(begun?.[name], name).toEqual(start);
    const source = textSources.find((one) => one.name === name);
    expect(Object.keys((await source?.later?.('en')) ?? {}), name).toEqual(Object.keys(later));
    expect(Object.keys(errors ?? {}), name).toEqual(expect.arrayContaining(Object.keys(own.errors ?? {})));
  }
  expect(cut.length).toBeGreaterThan(30);
});
