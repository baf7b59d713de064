import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Field } from '../../shared/nouns/field.ts';
import { languages } from '../../shared/nouns/metadata.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { isNoun, loadExports } from './declarations.ts';
import { listFiles } from './files.ts';
import { type Locales, readLocales } from './texts.ts';
import { compareTranslations } from './translations.ts';

/** English texts that are the same everywhere: names, abbreviations, units. A list of texts. */
const allowList = 'tools/checks/same-in-every-language.json';
const errorCodes = 'shared/contract/error-codes.ts';

/** Finds what the product shows in one language and not in another, or in none. */
export async function checkLabels(root: string): Promise<string[]> {
  const files = listFiles(root);
  const problems: string[] = [];
  const folders = new Set(files.filter((file) => /(^|\/)locales\/[\w-]+\.json$/.test(file)).map(path.posix.dirname));
  const all = [...folders].map((folder) => readLocales(root, folder, (problem) => problems.push(problem)));
  const same = new Set(files.includes(allowList) ? await readAllowList(root) : []);
  problems.push(...all.flatMap((locales) => compareTranslations(locales, same)));
  problems.push(...(await checkNouns(root, files, all)), ...(await checkErrors(root, files, all)));
  return problems;
}

async function readAllowList(root: string): Promise<string[]> {
  return JSON.parse(await readFile(path.join(root, allowList), 'utf8'));
}

async function checkNouns(root: string, files: readonly string[], all: readonly Locales[]): Promise<string[]> {
  const objects = files.filter((file) => file.endsWith('.object.ts'));
  const declared = await loadExports(root, objects).catch((error: Error) => error);
  if (declared instanceof Error) return [`the declarations of nouns do not load: ${declared.message}`];
  return declared.flatMap(({ file, value }) => {
    if (!isNoun(value)) return [];
    const owner = all.filter(({ folder }) => ownsFile(folder, file));
    return keysOf(value).flatMap((key) => describeMissing(owner, key, `${file}: noun ${value.name}`));
  });
}

/** The texts of a module stand in its own locales, those of the platform in the shell's or the kit's. */
function ownsFile(folder: string, file: string): boolean {
  const module = /^modules\/[^/]+\//.exec(file)?.[0];
  return module ? folder.startsWith(module) : folder.startsWith('web/');
}

function keysOf(noun: Noun): string[] {
  const base = `nouns.${noun.name}`;
  const fields = Object.entries(noun.fields).flatMap(([name, field]) => [
    `${base}.fields.${name}`,
    ...optionsOf(field).map((value) => `${base}.options.${name}.${value}`),
    ...rolesOf(field).map((role) => `${base}.roles.${name}.${role}`),
  ]);
  return [`${base}.one`, `${base}.many`, ...fields];
}

function optionsOf(field: Field): string[] {
  return field.kind === 'choice' || field.kind === 'choices' ? field.options.map(({ value }) => value) : [];
}

function rolesOf(field: Field): readonly string[] {
  return field.kind === 'links' ? (field.roles ?? []) : [];
}

/** Every code an error may carry has words: the listed ones, and those thrown by name anywhere in the sources. */
async function checkErrors(root: string, files: readonly string[], all: readonly Locales[]): Promise<string[]> {
  const listed = files.includes(errorCodes) ? await loadExports(root, [errorCodes]) : [];
  const codes = listed.flatMap(({ value }) => (Array.isArray(value) ? value.map(String) : []));
  const platform = all.filter(({ folder }) => folder.startsWith('web/'));
  const problems = [...new Set(codes)].flatMap((code) => describeMissing(platform, `errors.${code}`, errorCodes));
  const throwing = files.filter((file) => /^(shared|server|modules)\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'));
  for (const file of throwing) {
    const found = thrownCodes(await readFile(path.join(root, file), 'utf8')).filter((code) => !codes.includes(code));
    const owners = [...platform, ...all.filter(({ folder }) => ownsFile(folder, file))];
    problems.push(...found.flatMap((code) => describeMissing(owners, `errors.${code}`, file)));
  }
  return problems;
}

function thrownCodes(text: string): string[] {
  const thrown = text.matchAll(/new AppError\(\s*\d+,\s*'(\w+)'|invalidField\(\s*[^,()]+,\s*'(\w+)'/g);
  return [...new Set([...thrown].map((match) => match[1] ?? match[2] ?? ''))];
}

/** A key must stand in one of the owners' texts; which languages lack it. */
function describeMissing(owners: readonly Locales[], key: string, where: string): string[] {
  const lacking = languages.filter((language) => !owners.some(({ texts }) => texts[language].has(key)));
  return lacking.length === 0 ? [] : [`${where} has no label ${key} in ${lacking.join(', ')}`];
}
