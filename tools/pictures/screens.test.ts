import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { listFiles } from '../checks/files.ts';

interface Screen {
  readonly address: string;
  readonly press: readonly string[];
}

// By address, as plain JavaScript that Node itself runs.
const { declaredAddresses, nameOf, screensAtWork } = (await import(new URL('./screens.mjs', import.meta.url).href)) as {
  readonly declaredAddresses: readonly string[];
  nameOf(screen: Screen): string;
  screensAtWork(nouns: readonly object[], cards: ReadonlyMap<string, string>): readonly Screen[];
};

const root = path.resolve(import.meta.dirname, '../..');
/** Pages of any noun at all: walked noun by noun. */
const ofAnyNoun = ['$plural', '$plural/$id', '$', '/'];

it('every route has a screen that is walked', () => {
  const doors = listFiles(root).filter((file) =>
    /^(modules\/\w+\/web\/index|web\/(shell|kit)\/[\w.-]+)\.tsx?$/.test(file),
  );
  const routes = doors.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/^ +path: '([^']+)',$/gm)].map(([, route = '']) => route),
  );
  expect(routes.length).toBeGreaterThan(30);
  const walked = declaredAddresses.map((address) =>
    address.replace(/[?#].*$/, '').replace(/\/([0-9a-f-]{36}|\*)(?=$|\/)/, '/$id'),
  );
  const named = routes.filter((route) => !ofAnyNoun.includes(route)).map((route) => `/${route.replace(/^\//, '')}`);
  expect(named.filter((route) => !walked.includes(route))).toEqual([]);
});

it('lists, cards and forms are those of the workspace', () => {
  const nouns = [
    { plural: 'horses', may: { create: true } },
    { plural: 'views', may: { create: false } },
  ];
  const id = '01900000-0000-7000-8000-0000000000aa';
  const names = screensAtWork(nouns, new Map([['horses', id]])).map(nameOf);
  const process = screensAtWork([], new Map([['processes', id]])).map(nameOf);
  for (const name of ['processes', 'processes-new', 'processes-card', 'processes-card-edit'])
    expect(process).toContain(name);
  for (const name of ['horses', 'horses-card', 'horses-new', 'views', 'companies-Control-k'])
    expect(names).toContain(name);
  for (const name of ['views-new', 'views-card', 'leads-card-leads-bar-convert']) expect(names).not.toContain(name);
});
