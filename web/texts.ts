import type { Language } from '../shared/nouns/metadata.ts';
import type { TextSource } from './i18n/i18n.ts';
import type { Texts } from './module.ts';

type Files = Readonly<Record<string, () => Promise<Texts>>>;

// The build cuts each file into these parts (tools/build/text-parts.ts) and puts those of one language together by what they
// are for (vite.config.ts). Where nothing is built, each part is the whole file. What a file has nothing of is not asked of it:
// each name costs every first page a few bytes.
const start: Files = import.meta.glob<Texts>(
  ['./{shell,kit}/locales/*.json', './kit/views/locales/*.json', '../modules/*/locales/*.json'],
  { import: 'default', query: '?start' },
);
const later: Files = import.meta.glob<Texts>(
  [
    './{shell,kit}/locales/*.json',
    '../modules/*/locales/*.json',
    '!../modules/{currencies,demo,exports,notices,products,tags}/locales/*.json',
  ],
  { import: 'default', query: '?later' },
);
const errors: Files = import.meta.glob<Texts>(
  [
    './shell/locales/*.json',
    './kit/views/locales/*.json',
    '../modules/*/locales/*.json',
    '!../modules/{api,currencies,exports,notes,presets,products,tags,tasks,today}/locales/*.json',
  ],
  { import: 'default', query: '?errors' },
);

/**
 * The texts of the platform and of the modules, each named as the folder whose `locales` they are; and `errors`: what may go
 * wrong in any of them.
 */
export const textSources: readonly TextSource[] = [
  ...foldersOf(start).map((folder) => ({
    name: folder.split('/').at(-2) ?? '',
    load: (language: Language) => read(start, folder, language),
    ...(foldersOf(later).includes(folder) ? { later: (language: Language) => read(later, folder, language) } : {}),
  })),
  { name: 'errors', load: async () => ({}), later: readErrors },
];

function foldersOf(files: Files): readonly string[] {
  return [...new Set(Object.keys(files).map((path) => path.slice(0, path.lastIndexOf('/'))))];
}

function read(files: Files, folder: string, language: Language): Promise<Texts> {
  return files[`${folder}/${language}.json`]?.() ?? Promise.reject(new Error(`${folder} lacks ${language}`));
}

async function readErrors(language: Language): Promise<Texts> {
  const parts = await Promise.all(foldersOf(errors).map((folder) => read(errors, folder, language)));
  return Object.assign({}, ...parts.map((part) => part.errors ?? {}));
}
