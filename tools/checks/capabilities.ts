import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const page = 'docs/capabilities.md';
/** How many rows each area has: none may get lost, none may be added without a decision. */
const areas: Readonly<Record<string, number>> = {
  CLI: 55,
  LEA: 31,
  DEA: 43,
  PLN: 42,
  ACT: 33,
  COM: 50,
  DOC: 33,
  MKT: 48,
  SRV: 44,
  TEL: 15,
  FLD: 23,
  PRM: 15,
  KNO: 16,
  EBZ: 23,
  BIA: 40,
  TIM: 22,
  FIN: 25,
  WFL: 23,
  COL: 21,
  CUS: 32,
  SEC: 20,
  IMP: 26,
  INT: 32,
  LOC: 15,
  DEP: 39,
  ADO: 36,
};
const none = '—';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Finds capabilities that are missing, twice there, badly written, or claimed without a test that exists. */
export async function checkCapabilities(root: string): Promise<string[]> {
  const text = await readFile(path.join(root, page), 'utf8').catch(() => null);
  if (text === null) return [`${page} is missing`];
  const rows = readRows(text);
  return [...checkIds(rows), ...rows.flatMap((row) => checkRow(root, row).map((problem) => describe(row, problem)))];
}

function readRows(text: string): Row[] {
  return text.split('\n').flatMap((line, index) => {
    if (!/^\|\s*[A-Z]{3}-/.test(line)) return [];
    const cells = line.split('|').map((cell) => cell.trim());
    return [{ line: index + 1, cells: cells.slice(1, -1) }];
  });
}

function checkIds(rows: readonly Row[]): string[] {
  const wanted = Object.entries(areas).flatMap(([area, count]) =>
    Array.from({ length: count }, (_, index) => `${area}-${String(index + 1).padStart(2, '0')}`),
  );
  const found = rows.map(({ cells }) => cells[0] ?? '');
  const missing = wanted.filter((id) => !found.includes(id)).map((id) => `${page}: ${id} is missing`);
  const unknown = rows.filter(({ cells }) => !wanted.includes(cells[0] ?? ''));
  const twice = rows.filter(({ cells }, index) => found.indexOf(cells[0] ?? '') !== index);
  return [
    ...missing,
    ...unknown.map((row) => describe(row, 'is not an id of ours')),
    ...twice.map((row) => describe(row, 'stands here a second time')),
  ];
}

function checkRow(root: string, { cells }: Row): string[] {
  if (cells.length !== 5) return [`has ${cells.length} cells, not 5`];
  const [, state = '', words = '', where = '', tests = ''] = cells;
  if (words.length < 3) return ['does not say what it is'];
  if (state === 'no') return where === none && tests === none ? [] : ['is "no" and names files'];
  if (state !== 'yes' && state !== 'partly') return [`is "${state}"; it can be yes, partly or no`];
  return [...checkPaths(root, where, 'place'), ...checkPaths(root, tests, 'test')];
}

/** A cell of paths in backticks, at least one; a test's path ends as tests do. */
function checkPaths(root: string, cell: string, kind: 'place' | 'test'): string[] {
  const paths = [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
  if (paths.length === 0) return [`names no ${kind}`];
  return paths.flatMap((file) => {
    if (!existsSync(path.join(root, file))) return [`names a ${kind} that does not exist: ${file}`];
    return kind === 'test' && !/\.(test|journey)\.tsx?$/.test(file) ? [`names as a test what is none: ${file}`] : [];
  });
}

function describe({ line, cells }: Row, problem: string): string {
  return `${page}:${line}: ${cells[0]} ${problem}`;
}
