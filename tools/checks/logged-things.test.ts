import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listFiles } from './files.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const files = listFiles(root);
const sources = files.filter(
  (file) => /^(modules\/\w+\/)?server\/.*\.ts$/.test(file) && !/\.(test|factory)\.ts$/.test(file),
);
const nouns = files.filter((file) => /^modules\/\w+\/contract\/.*\.object\.ts$/.test(file));
const declared = nouns.flatMap((file) => namesIn(read(file), /\bname: '(\w+)'/g));
const told = Object.keys(JSON.parse(read('modules/oversight/locales/en.json')).things);

test('whatever is written into the change log has a name there, be it a record or not', () => {
  const logged = sources.flatMap((file) => {
    const text = read(file);
    const constants = new Map(namesOf(text, /const (\w+Noun) = '(\w+)'/g));
    const literal = namesIn(text, /noun: '(\w+)',\s+recordId/g);
    const named = namesIn(text, /noun: (\w+Noun),\s+recordId/g).flatMap((name) => constants.get(name) ?? []);
    return [...literal, ...named];
  });
  expect(logged).toContain('phoneExchange');
  expect([...new Set(logged)].filter((name) => !told.includes(name) && !declared.includes(name))).toEqual([]);
});

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

function namesOf(text: string, pattern: RegExp): readonly (readonly [string, string])[] {
  return [...text.matchAll(pattern)].map(([, constant = '', name = '']) => [constant, name]);
}
