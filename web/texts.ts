import type { Language } from '../shared/nouns/metadata.ts';
import type { TextSource } from './i18n/i18n.ts';
import type { Texts } from './module.ts';

type Files<Part = Texts> = Readonly<Record<string, () => Promise<Part>>>;

// The build cuts the files of texts into parts (tools/build/text-parts.ts) and puts those of one language together by what they
// are for (vite.config.ts). What every page may show, and what may go wrong, is one part of all files: each name costs every first
// page a few bytes.
const start = import.meta.glob<Readonly<Record<string, Texts>>>('./shell/locales/*.json', {
  import: 'default',
  query: '?start',
});
const errors: Files = import.meta.glob<Texts>('./shell/locales/*.json', { import: 'default', query: '?refusals' });
const later: Files = import.meta.glob<Texts>(
  [
    './{shell,kit}/locales/*.json',
    '../modules/*/locales/*.json',
    '!../modules/{currencies,demo,exports,notices,products,tags}/locales/*.json',
  ],
  { import: 'default', query: '?later' },
);
const platform = './shell/locales';

/**
 * The texts of the platform and of the modules, each named as the folder whose `locales` they are; and `errors`: what may go
 * wrong in any of them.
 */
export const textSources: readonly TextSource[] = [
  {
    name: 'errors',
    load: (language) => read(start, platform, language),
    later: (language) => read(errors, platform, language),
  },
  ...foldersOf(later).map((folder) => ({
    name: folder.split('/').at(-2) ?? '',
    later: (language: Language) => read(later, folder, language),
  })),
];

function foldersOf(files: Files): readonly string[] {
  return [...new Set(Object.keys(files).map((path) => path.slice(0, path.lastIndexOf('/'))))];
}

function read<Part>(files: Files<Part>, folder: string, language: Language): Promise<Part> {
  return files[`${folder}/${language}.json`]?.() ?? Promise.reject(new Error(`${folder} lacks ${language}`));
}
