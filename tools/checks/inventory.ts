import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { listFiles } from './files.ts';

const page = 'docs/operations/inventory.md';

/** Something the code has that whoever answers for an installation has to find on the page. */
interface Kind {
  readonly what: string;
  /** The names of it in a file. */
  readonly find: (text: string, file: string) => readonly string[];
  /** Whether the page names it; by the name as code, unless it says otherwise. */
  readonly isNamed?: (written: string, name: string) => boolean;
}

const all = (pattern: RegExp) => (text: string) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
/** A file, or the folder it is in. */
const byPlace = (written: string, file: string) =>
  file.split('/').some((_, index, parts) => written.includes(`\`${parts.slice(0, index).join('/')}/\``)) ||
  written.includes(`\`${file}\``);

const kinds: readonly Kind[] = [
  { what: 'the job', find: all(/name: '(\w+\.\w+)',\s+payload/g) },
  { what: 'the door', find: all(/'((?:GET|POST) \/api\/auth\/[\w/-]+)'/g) },
  {
    what: 'the door',
    find: (text, file) => (/\bdefinePublicRoute\(\w/.test(text) && file !== 'server/http/route.ts' ? [file] : []),
    isNamed: byPlace,
  },
  {
    what: 'the connection of',
    find: (text, file) =>
      /^import (?!type ).*'(undici|pg|nodemailer|node:(tls|https|dns\/promises|dgram))'/m.test(text) ||
      /import\('@aws-sdk|\bfetch\(/.test(text)
        ? [file]
        : [],
    isNamed: byPlace,
  },
  {
    what: 'the program started by',
    find: (text, file) => (text.includes("from 'node:child_process'") ? [file] : []),
    isNamed: (written, file) => written.includes(`\`${file}\``),
  },
  {
    what: 'the line of the log',
    find: all(/\blog\.(?:info|warn|error)\([^;]{0,200}?['`]([A-Z][^'`$:(]+)/g),
    isNamed: (written, line) => written.includes(line.trim()),
  },
  { what: 'the key', find: all(/(?:createSealer\([\w.]+, |sealers\(|\bpurpose(?:: | = ))'([\w-]+)'/g) },
  {
    what: 'the setting',
    find: (text, file) =>
      file === 'server/config/settings.ts'
        ? all(/^ {2}([A-Z0-9]+_(?:URL|HOST|ENDPOINT|SERVERS|ALLOW|BUCKET)):/gm)(text)
        : [],
  },
  {
    what: 'the upload of',
    find: (text, file) => (/upload(?:: | = )\{ maxBytes/.test(text) ? [file] : []),
    isNamed: byPlace,
  },
];

/** The public address is no connection of ours; passkeys' purposes are words, not keys. */
const otherwise: ReadonlySet<string> = new Set(['PUBLIC_URL', 'signIn', 'secondStep', 'register', 'proof']);

/** Finds what the page says of limits and the code does not, and what the code has and the page does not name. */
export async function checkInventory(root: string): Promise<string[]> {
  const written = await readFile(path.join(root, page), 'utf8').catch(() => null);
  if (written === null) return [`${page} is missing`];
  const sources = listFiles(root).filter(
    (file) =>
      /^(server|modules\/[\w-]+\/(server|contract)|shared)\/.*\.ts$/.test(file) &&
      !/\.(test|factory)\.ts$|\/testing\//.test(file),
  );
  const found = await Promise.all(sources.map((file) => lookInto(root, file, written)));
  return [...(await checkTimes(root)), ...(await checkSnippets(root, written)), ...new Set(found.flat())];
}

/** How soon holes are closed, our own and those of packages, is promised to whoever asks. */
async function checkTimes(root: string): Promise<string[]> {
  const promised = await readFile(path.join(root, 'SECURITY.md'), 'utf8').catch(() => '');
  const [own = '', others = ''] = promised.split('## Packages of others');
  return /within \d+ days/.test(own) && /within \d+ days/.test(others)
    ? []
    : ['SECURITY.md does not say within how many days holes are closed, our own and those of packages'];
}

async function lookInto(root: string, file: string, written: string): Promise<string[]> {
  const text = await readFile(path.join(root, file), 'utf8');
  const unnamed = kinds.flatMap(({ what, find, isNamed = (page, name) => page.includes(`\`${name}\``) }) =>
    find(text, file)
      .filter((name) => !otherwise.has(name) && !isNamed(written, name))
      .map((name) => `${page} does not name ${what} ${name}${name === file ? '' : ` (${file})`}`),
  );
  const isShell = text.includes("from 'node:child_process'") && /\bexec(Sync)?\(|shell: ?true/.test(text);
  return isShell
    ? [...unnamed, `${file}: starts a program by a shell, which reads what it is given as commands`]
    : unnamed;
}

/** `file`: `words of it`. */
async function checkSnippets(root: string, written: string): Promise<string[]> {
  const said = [...written.matchAll(/`([\w./-]+\.ts)`: `([^`]+)`/g)];
  const problems = said.map(async ([, file = '', words = '']) => {
    if (!existsSync(path.join(root, file))) return [`${page} names a file that is not there: ${file}`];
    const text = await readFile(path.join(root, file), 'utf8');
    return text.includes(words) ? [] : [`${page} says of ${file} what it does not: ${words}`];
  });
  return (await Promise.all(problems)).flat();
}
