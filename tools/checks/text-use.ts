import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { cutTexts } from '../build/text-parts.ts';
import { listFiles } from './files.ts';

/** What every page has from the start, and errors, which are awaited before any is shown. */
const platform = ['shell', 'kit', 'views', 'errors', 'nouns', 'system'];

/** Finds texts that a screen shows and nobody brings: it would show their keys. */
export async function checkTextUse(root: string): Promise<string[]> {
  const files = listFiles(root);
  const sources = files.filter((file) => /^(web|modules\/\w+\/web)\/.*(?<!\.test)\.tsx?$/.test(file));
  const names = files.flatMap((file) => /^modules\/(\w+)\/locales\/en\.json$/.exec(file)?.[1] ?? []);
  const problems: string[] = [];
  for (const file of sources.filter((one) => !one.includes('/testing/'))) {
    const text = withoutComments(await readFile(path.join(root, file), 'utf8'));
    const module = /^modules\/(\w+)\//.exec(file)?.[1];
    const brought = [...platform, ...(module ? [module, ...(await declaredTexts(root, module))] : [])];
    const unknown = namespacesIn(text).filter((name) => names.includes(name) && !brought.includes(name));
    problems.push(...unknown.map((name) => `${file} shows texts of ${name}, which are not in "texts" of its module`));
    problems.push(...(await findLateLabels(root, file, text)));
  }
  return problems;
}

function withoutComments(text: string): string {
  return text.replace(/^\s*(\*|\/\/|\/\*).*$/gm, '');
}

function namespacesIn(text: string): string[] {
  const hooks = [...text.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(([, given]) => quotedIn(given ?? ''));
  const keys = [...text.matchAll(/['"`](\w+):[\w$]/g)].map((match) => match[1] ?? '');
  return [...new Set([...hooks, ...keys])];
}

const quotedIn = (text: string): string[] => [...text.matchAll(/'(\w+)'/g)].map((match) => match[1] ?? '');

async function declaredTexts(root: string, module: string): Promise<string[]> {
  const door = await readFile(path.join(root, 'modules', module, 'web/index.ts'), 'utf8').catch(() => '');
  return quotedIn(/\n {2}texts: \[([^\]]*)\]/.exec(door)?.[1] ?? '');
}

/** Navigation and search show these on every page. */
async function findLateLabels(root: string, file: string, text: string): Promise<string[]> {
  const keys = [...text.matchAll(/labelKey: '(\w+):([\w.]+)'/g)];
  const late: string[] = [];
  for (const [, name = '', key = ''] of keys.filter(([, name = '']) => !platform.includes(name))) {
    const locale = path.join(root, 'modules', name, 'locales/en.json');
    const { start } = cutTexts(locale, JSON.parse(await readFile(locale, 'utf8')));
    const label = key.split('.').reduce<unknown>((part, step) => (part as Record<string, unknown>)?.[step], start);
    if (typeof label !== 'string') late.push(`${file}: ${name}:${key} is not there from the start`);
  }
  return late;
}
