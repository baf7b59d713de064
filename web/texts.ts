import type { TextSource } from './i18n/i18n.ts';
import type { Texts } from './module.ts';

/** Every locale file there is; the bundler puts those of one language together. */
const files = import.meta.glob<Texts>(
  ['./{shell,kit}/locales/*.json', './kit/views/locales/*.json', '../modules/*/locales/*.json'],
  { import: 'default' },
);
const folders = new Set(Object.keys(files).map((path) => path.slice(0, path.lastIndexOf('/'))));

/** The texts of the platform and of the modules, each named as the folder whose `locales` they are. */
export const textSources: readonly TextSource[] = [...folders].map((folder) => ({
  name: folder.split('/').at(-2) ?? '',
  load: (language) =>
    files[`${folder}/${language}.json`]?.() ?? Promise.reject(new Error(`${folder} lacks ${language}`)),
}));
