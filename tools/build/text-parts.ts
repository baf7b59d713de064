// Cuts the texts of one language into what every page may show and what comes with the screens that show it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

type Section = string | { readonly [key: string]: Section };
type Sections = Readonly<Record<string, Section>>;

const root = path.resolve(import.meta.dirname, '../..');

/** Sections of a module that others show too: what things and menus are called. */
const everywhere = ['nouns', 'navigation', 'title'];
/** Errors that tell that nothing can be loaded, texts of errors included. */
const firstErrors = ['unreachable', 'unexpected', 'invalidValue'];
/** Modules whose texts stand on every page, or at the edge of it. */
const alwaysShown = /\/modules\/(notices|exports)\/locales\//;
/** Sections of the platform that come later: what one sees before being inside, and what is rarely opened. */
const rare: Readonly<Record<string, readonly string[]>> = {
  shell: ['secondStep', 'secondFactor', 'passkeys', 'forgotten', 'newPassword', 'invitation', 'setUp', 'trade'],
  kit: ['keys', 'sharing', 'merge', 'bulk'],
};

/**
 * `texts.json?later` and `?errors` are parts of one file of texts, `?first` what of its errors stands at the start. The shell’s
 * `?start` is what every page may show of all sources in its language, by their names, and `?refusals` all errors but the
 * first: what is always loaded as one is named once, in the first file of the program.
 */
export function textParts(): Plugin {
  return {
    name: 'text-parts',
    enforce: 'pre',
    load: {
      filter: { id: /\/locales\/\w+\.json\?(start|refusals|later|errors|first)$/ },
      handler(id) {
        const [file = '', part = ''] = id.split('?');
        const files = part === 'start' || part === 'refusals' ? listTexts(path.basename(file)) : [file];
        for (const one of files) this.addWatchFile(one);
        return { code: `export default ${JSON.stringify(read(part, files))}`, moduleType: 'js' };
      },
    },
  };
}

function read(part: string, files: readonly string[]): unknown {
  const cut = files.map((file) => [path.basename(path.resolve(file, '../..')), cutTexts(file, textsIn(file))] as const);
  if (part === 'start') return Object.fromEntries(cut.map(([name, { start }]) => [name, start]));
  if (part === 'refusals') return Object.assign({}, ...cut.map(([, { errors }]) => errors.errors));
  const [[, { start, later, errors }]] = cut as [(typeof cut)[0]];
  return { later, errors, first: { errors: start.errors } }[part];
}

const textsIn = (file: string): Sections => JSON.parse(readFileSync(file, 'utf8'));

/** The files of all sources in a language, e.g. `en.json`. */
function listTexts(name: string): readonly string[] {
  const modules = readdirSync(path.join(root, 'modules')).map((module) => `modules/${module}`);
  return ['web/shell', 'web/kit', 'web/kit/views', ...modules]
    .map((folder) => path.join(root, folder, 'locales', name))
    .filter((file) => existsSync(file));
}

/** Every text of a file is in exactly one of the three. */
export function cutTexts(file: string, texts: Sections): Readonly<Record<'start' | 'later' | 'errors', Sections>> {
  const { errors = {}, ...sections } = texts;
  const codes = Object.entries(errors);
  const isFirst = ([code]: [string, unknown]) => firstErrors.includes(code);
  const isAtStart = startsWithPage(file);
  const pick = (wanted: boolean) =>
    Object.fromEntries(Object.entries(sections).filter(([name]) => isAtStart(name) === wanted));
  const first = Object.fromEntries(codes.filter(isFirst));
  return {
    start: { ...pick(true), ...(Object.keys(first).length > 0 ? { errors: first } : {}) },
    later: pick(false),
    errors: { errors: Object.fromEntries(codes.filter((entry) => !isFirst(entry))) },
  };
}

function startsWithPage(file: string): (section: string) => boolean {
  if (alwaysShown.test(file)) return () => true;
  if (/\/modules\//.test(file)) return (section) => everywhere.includes(section);
  const later = rare[/\/web\/(\w+)\/locales\//.exec(file)?.[1] ?? ''] ?? [];
  return (section) => !later.includes(section);
}
