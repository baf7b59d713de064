import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { cutTexts } from '../build/text-parts.ts';
import { listFiles, writeTree } from './files.ts';
import { checkTextUse } from './text-use.ts';

const root = path.resolve(import.meta.dirname, '../..');
const locale = JSON.stringify({ title: 'Deals', navigation: { all: 'All deals' }, card: { stage: 'Stage' } });

const problemsOf = (files: Record<string, string>) =>
  checkTextUse(writeTree({ 'modules/deals/locales/en.json': locale, ...files }));

it('every text of every file comes in exactly one part', () => {
  const locales = listFiles(root).filter((file) => /^(web|modules)\/.*\/locales\/(en|ka)\.json$/.test(file));
  expect(locales.length).toBeGreaterThan(40);
  for (const file of locales) {
    const texts = JSON.parse(readFileSync(path.join(root, file), 'utf8'));
    const { start, later, errors } = cutTexts(path.join(root, file), texts);
    const codes = [start.errors, errors.errors].flatMap((part) => Object.entries(part ?? {}));
    const all = { ...start, ...later, errors: Object.fromEntries(codes) };
    expect(texts.errors ? all : { ...all, errors: undefined }, file).toEqual(texts);
    expect(Object.keys(start).filter((section) => section in later)).toEqual([]);
  }
});

it('a screen of a module shows its own texts and those it says it brings', async () => {
  const page = "const { t } = useTranslation('deals');\nt('deals:card.stage');\n";
  expect(await problemsOf({ 'modules/deals/web/page.tsx': page })).toEqual([]);
  expect(await problemsOf({ 'modules/tasks/web/page.tsx': page })).toEqual([
    'modules/tasks/web/page.tsx shows texts of deals, which are not in "texts" of its module',
  ]);
  const door = "export const tasksWeb = {\n  name: 'tasks',\n  texts: ['deals'],\n};\n";
  expect(await problemsOf({ 'modules/tasks/web/page.tsx': page, 'modules/tasks/web/index.ts': door })).toEqual([]);
  expect(await problemsOf({ 'web/kit/page.tsx': page })).toHaveLength(1);
});

it('what stands in the navigation is there from the start', async () => {
  const door = (key: string) => ({ 'modules/deals/web/index.ts': `navigation: [{ labelKey: '${key}' }]` });
  expect(await problemsOf(door('deals:navigation.all'))).toEqual([]);
  expect(await problemsOf(door('deals:title'))).toEqual([]);
  expect(await problemsOf(door('deals:card.stage'))).toEqual([
    'modules/deals/web/index.ts: deals:card.stage is not there from the start',
  ]);
});
