import sanitizeHtml from 'sanitize-html';
import { plainTextOf } from '../../../shared/text/rich-text.ts';
import { xmlText } from './xml-text.ts';
import { listZipEntries, type ZipEntry } from './zip.ts';

/** Bytes of a file that is read at all, letters that are kept of it, bytes that its parts may unpack to together. */
export const textLimits = { file: 20_000_000, letters: 200_000, unpacked: 60_000_000, html: 2_000_000 } as const;

export interface FileToRead {
  readonly name: string;
  /** What it is by its content. */
  readonly type: string;
}

type Reader = (content: Buffer) => Promise<string> | string;

/** How files of this kind are read; null for those without words (pictures, sound) and for those nobody here can read (PDF). */
export function readerOf({ name, type }: FileToRead): Reader | null {
  if (type === 'text/plain') return /\.html?$/i.test(name) ? htmlText : plainText;
  if (type === 'text/html') return htmlText;
  if (/^(text\/|application\/(json|xml)$)/.test(type)) return plainText;
  const office = offices.find(([pattern]) => pattern.test(type));
  return office ? (content) => partsText(content, office[1]) : null;
}

const opendocument = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)$/;
/** Which parts of a container hold its words, and within which elements; in the order of their names. */
const offices: readonly (readonly [RegExp, readonly Part[]])[] = [
  [
    /wordprocessingml\.document$/,
    [{ path: /^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/ }],
  ],
  [
    /spreadsheetml\.sheet$/,
    [{ path: /^xl\/sharedStrings\.xml$/ }, { path: /^xl\/worksheets\/[^/]+\.xml$/, within: 'is' }],
  ],
  [/presentationml\.presentation$/, [{ path: /^ppt\/(slides|notesSlides)\/[^/]+\.xml$/ }]],
  [opendocument, [{ path: /^content\.xml$/ }]],
];

interface Part {
  readonly path: RegExp;
  readonly within?: string;
}

async function partsText(content: Buffer, parts: readonly Part[]): Promise<string> {
  const entries = listZipEntries(content);
  let text = '';
  let left: number = textLimits.unpacked;
  for (const { path, within } of parts) {
    for (const entry of entries.filter(({ name }) => path.test(name)).toSorted(byName)) {
      if (text.length >= textLimits.letters) return text;
      const unpacked = await entry.read(left);
      left -= unpacked.length;
      text += `${xmlText(unpacked.toString('utf8'), textLimits.letters - text.length, within)}\n`;
    }
  }
  return text;
}

const byName = (one: ZipEntry, other: ZipEntry) => one.name.localeCompare(other.name, 'en', { numeric: true });

function plainText(content: Buffer): string {
  return new TextDecoder(content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(
    content.subarray(0, textLimits.letters * 4),
  );
}

function htmlText(content: Buffer): string {
  const html = content.toString('utf8', 0, textLimits.html);
  return plainTextOf(
    sanitizeHtml(html, {
      allowedTags: ['p', 'br', 'div', 'li', 'h1', 'h2', 'h3', 'tr'],
      allowedAttributes: {},
      nestingLimit: 40,
    }),
  );
}
