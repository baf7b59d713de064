import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const page = 'docs/security.md';
const none = '—';

/** The lines of OWASP ASVS 5.0.0 on levels 1 and 2, by section: none may get lost. */
const sections: Readonly<Record<string, string>> = {
  'V1.1': '1-2',
  'V1.2': '1-9',
  'V1.3': '1-11',
  'V1.4': '1-3',
  'V1.5': '1-2',
  'V2.1': '1-3',
  'V2.2': '1-3',
  'V2.3': '1-4',
  'V2.4': '1',
  'V3.2': '1-2',
  'V3.3': '1-4',
  'V3.4': '1-6',
  'V3.5': '1-5',
  'V3.7': '1-2',
  'V4.1': '1-3',
  'V4.2': '1',
  'V4.3': '1-2',
  'V4.4': '1-4',
  'V5.1': '1',
  'V5.2': '1-3',
  'V5.3': '1-2',
  'V5.4': '1-3',
  'V6.1': '1-3',
  'V6.2': '1-12',
  'V6.3': '1-4',
  'V6.4': '1-4',
  'V6.5': '1-5',
  'V6.6': '1-3',
  'V6.8': '1-4',
  'V7.1': '1-3',
  'V7.2': '1-4',
  'V7.3': '1-2',
  'V7.4': '1-5',
  'V7.5': '1-2',
  'V7.6': '1-2',
  'V8.1': '1-2',
  'V8.2': '1-3',
  'V8.3': '1',
  'V8.4': '1',
  'V9.1': '1-3',
  'V9.2': '1-4',
  'V10.1': '1-2',
  'V10.2': '1-2',
  'V10.3': '1-4',
  'V10.4': '1-11',
  'V10.5': '1-5',
  'V10.6': '1-2',
  'V10.7': '1-3',
  'V11.1': '1-2',
  'V11.2': '1-3',
  'V11.3': '1-3',
  'V11.4': '1-4',
  'V11.5': '1',
  'V11.6': '1',
  'V12.1': '1-3',
  'V12.2': '1-2',
  'V12.3': '1-4',
  'V13.1': '1',
  'V13.2': '1-5',
  'V13.3': '1-2',
  'V13.4': '1-5',
  'V14.1': '1-2',
  'V14.2': '1-4',
  'V14.3': '1-3',
  'V15.1': '1-3',
  'V15.2': '1-3',
  'V15.3': '1-7',
  'V16.1': '1',
  'V16.2': '1-5',
  'V16.3': '1-4',
  'V16.4': '1-3',
  'V16.5': '1-3',
  'V17.1': '1',
  'V17.2': '1-4',
  'V17.3': '1-2',
};

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Finds lines of the ASVS table that are missing or twice there, and tests named on the page that do not exist. */
export async function checkSecurity(root: string): Promise<string[]> {
  const text = await readFile(path.join(root, page), 'utf8').catch(() => null);
  if (text === null) return [`${page} is missing`];
  const rows = text.split('\n').flatMap((line, index): Row[] => {
    const cells = line.split('|').map((cell) => cell.trim());
    return /^V\d+\.\d+\.\d+$/.test(cells[1] ?? '') ? [{ line: index + 1, cells: cells.slice(1, -1) }] : [];
  });
  const named = [...text.matchAll(/`([^`]+\.(?:test|journey)\.tsx?)`/g)].map((match) => match[1] ?? '');
  const gone = [...new Set(named)].filter((file) => !existsSync(path.join(root, file)));
  return [
    ...checkIds(rows),
    ...rows.flatMap((row) => checkRow(row).map((problem) => `${page}:${row.line}: ${row.cells[0]} ${problem}`)),
    ...gone.map((file) => `${page} names a test that does not exist: ${file}`),
  ];
}

function checkIds(rows: readonly Row[]): string[] {
  const wanted = Object.entries(sections).flatMap(([section, spans]) =>
    numbersOf(spans).map((one) => `${section}.${one}`),
  );
  const found = rows.map(({ cells }) => cells[0] ?? '');
  return [
    ...wanted.filter((id) => !found.includes(id)).map((id) => `${page}: ${id} is missing`),
    ...found.filter((id) => !wanted.includes(id)).map((id) => `${page}: ${id} is no line of levels 1 and 2`),
    ...found.filter((id, index) => found.indexOf(id) !== index).map((id) => `${page}: ${id} stands here twice`),
  ];
}

/** `1-3,5` is 1, 2, 3 and 5. */
function numbersOf(spans: string): readonly number[] {
  return spans.split(',').flatMap((span) => {
    const [first = 0, last = first] = span.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function checkRow({ cells }: Row): string[] {
  if (cells.length !== 4) return [`has ${cells.length} cells, not 4`];
  const [, state = '', words = '', tests = ''] = cells;
  if (words.length < 3) return ['does not say how, or why not'];
  if (state === 'yes') return /`[^`]+\.(test|journey)\.tsx?`/.test(tests) ? [] : ['is "yes" and names no test'];
  if (state !== 'no' && state !== 'n/a') return [`is "${state}"; it can be yes, no or n/a`];
  return tests === none ? [] : [`is "${state}" and names tests`];
}
