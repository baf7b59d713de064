// Cuts the texts of one language into what every page may show and what comes with the screens that show it.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

type Section = string | { readonly [key: string]: Section };
type Sections = Readonly<Record<string, Section>>;

/** Sections of a module that others show too: what things and menus are called. */
const everywhere = ['nouns', 'navigation', 'title'];
/** Errors that tell that nothing can be loaded, texts of errors included. */
const firstErrors = ['unreachable', 'unexpected', 'invalidValue'];
/** Modules whose texts stand on every page, or at the edge of it. */
const alwaysShown = /\/modules\/(notices|exports)\/locales\//;
/** Sections of the platform that come later: what one sees before being inside, and what is rarely opened. */
const rare: Readonly<Record<string, readonly string[]>> = {
  shell: ['secondStep', 'secondFactor', 'passkeys', 'forgotten', 'newPassword', 'invitation', 'setUp', 'trade'],
  kit: ['keys', 'sharing', 'merge'],
};

/** `texts.json?start`, `?later` and `?errors` are parts of one file of texts; `?first` is what of its errors stands at the start. */
export function textParts(): Plugin {
  return {
    name: 'text-parts',
    enforce: 'pre',
    load: {
      filter: { id: /\/locales\/\w+\.json\?(start|later|errors|first)$/ },
      handler(id) {
        const [file = '', part] = id.split('?');
        this.addWatchFile(file);
        const parts = cutTexts(file, JSON.parse(readFileSync(file, 'utf8')));
        const texts = part === 'first' ? { errors: parts.start.errors } : parts[part as keyof typeof parts];
        return { code: `export default ${JSON.stringify(texts)}`, moduleType: 'js' };
      },
    },
  };
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
