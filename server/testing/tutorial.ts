import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A request a tutorial makes, and what it promises of the answer. */
export interface Request {
  /** `manager`, `seller`, `other seller`, `viewer`. */
  readonly as: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly body: string | null;
  readonly status: number;
  /** What later requests call the record that is answered. */
  readonly name: string | null;
  readonly answer: string;
}

/** What a tutorial has its reader do, in its order. */
export interface Tutorial {
  readonly edits: readonly Edit[];
  readonly requests: readonly Request[];
}

/** `place`: a whole file, after or instead of the line that holds `at`, or under the key `at` of a JSON file. */
export interface Edit {
  readonly file: string;
  readonly place: 'whole' | 'after' | 'instead of' | 'under';
  readonly at: string;
  readonly code: string;
}

/** Reads a tutorial's blocks of code, each with the words before it that say where it goes. Throws for one it can not follow. */
export function readTutorial(markdown: string): Tutorial {
  const edits: Edit[] = [];
  const requests: Request[] = [];
  for (const { 1: before = '', 2: kind = '', 3: code = '', index } of markdown.matchAll(
    /((?:[^\n]+\n)*?[^\n]*:?\n?)\n?```(\w+)\n([\s\S]*?)\n?```\n/g,
  )) {
    if (kind === 'http') requests.push(readRequest(code));
    else edits.push(readEdit(before.replace(/\s+/g, ' ').trim(), code, edits.at(-1)?.file ?? '', index));
  }
  return { edits, requests };
}

function readEdit(words: string, code: string, lastFile: string, index: number): Edit {
  const whole = /New file `([^`]+)`[^`]*:$/.exec(words);
  if (whole) return { file: whole[1] ?? '', place: 'whole', at: '', code };
  const part = /In (?:`([^`]+)`|the same file), (after|instead of|under) `([^`]+)`:$/.exec(words);
  if (!part) throw new Error(`Nobody can tell where the block at ${index} goes: "${words.slice(-120)}"`);
  return { file: part[1] ?? lastFile, place: part[2] as Edit['place'], at: part[3] ?? '', code };
}

function readRequest(code: string): Request {
  const form =
    /^as an?(?:other)? ([\w ]+)\n(GET|POST|PATCH|DELETE) ([^\n]+)\n(?:([^→]*)\n)?→ (\d+)(?:, the (\w+))?(?:\n([\s\S]*))?$/;
  const [, as = '', method, url = '', body, status, name, answer] = form.exec(code) ?? [];
  if (!method) throw new Error(`No request can be read from ${code}`);
  const isOther = code.startsWith('as another');
  return {
    ...{ as: isOther ? `other ${as}` : as, method: method as Request['method'], url },
    ...{ body: body ?? null, status: Number(status), name: name ?? null, answer: answer ?? '{}' },
  };
}

/** Does to the copy of the sources at `root` what the reader is told to do. */
export function applyEdit(root: string, { file, place, at, code }: Edit): void {
  const path = join(root, file);
  if (place === 'whole') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${code}\n`);
    return;
  }
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, place === 'under' ? merged(text, at, code) : edited(text, { file, place, at, code }));
}

function edited(text: string, { file, place, at, code }: Edit): string {
  const lines = text.split('\n');
  const found = lines.flatMap((line, index) => (line.includes(at) ? [index] : []));
  const [index] = found;
  if (index === undefined || found.length > 1)
    throw new Error(`${file} has ${found.length} lines with "${at}", where the tutorial means one`);
  return lines.toSpliced(place === 'after' ? index + 1 : index, place === 'after' ? 0 : 1, code).join('\n');
}

type Texts = { [key: string]: Texts | string };

function merged(text: string, at: string, code: string): string {
  const whole = JSON.parse(text) as Texts;
  let place = whole;
  for (const key of at.split('.')) {
    place[key] ??= {};
    place = place[key] as Texts;
  }
  Object.assign(place, JSON.parse(code));
  return JSON.stringify(whole, null, 2);
}

/** A word of each language, in its letters: enough of a translation for the check of labels. */
const words: Readonly<Record<string, string>> = { ru: 'Слово', bg: 'Дума', hy: 'Բառ', ka: 'სიტყვა' };

/** As whoever translates: says in another language what the English texts of a module have and it lacks. */
export function translateMissing(root: string, module: string, language: string): void {
  const folder = join(root, 'modules', module, 'locales');
  const english = JSON.parse(readFileSync(join(folder, 'en.json'), 'utf8')) as Texts;
  const path = join(folder, `${language}.json`);
  const known = readKnown(path);
  writeFileSync(path, JSON.stringify(filledUp(known, english, words[language] ?? ''), null, 2));
}

function readKnown(path: string): Texts {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Texts;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return {};
    throw error;
  }
}

function filledUp(known: Texts, english: Texts, word: string): Texts {
  const filled = { ...known };
  for (const [key, text] of Object.entries(english)) {
    if (typeof text === 'string') filled[key] ??= word;
    else filled[key] = filledUp((known[key] ?? {}) as Texts, text, word);
  }
  return filled;
}
