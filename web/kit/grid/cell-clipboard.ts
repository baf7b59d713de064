import type { QueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { recordKeys } from '../data/query-keys.ts';
import { blockTable, blockText, exactOf, readBlock } from './block-text.ts';
import type { CellActs } from './cell-acts.ts';
import type { CellEdit } from './cell-edits.ts';
import { type CellWords, cellText } from './cell-text.ts';
import type { CellValue } from './cell-writes.ts';
import { exactCell, exactFor, readExact } from './exact-cells.ts';
import { type PastedCell, readPasted } from './paste-values.ts';
import { isWritable } from './shown-value.ts';
import { spreadBlock } from './spread-block.ts';
import type { CellRange } from './use-cell-cursor.ts';

export interface ClipboardOptions {
  readonly client: QueryClient;
  readonly workspace: string;
  readonly words: CellWords;
  readonly t: TFunction;
}

/** Puts the chosen cells on the clipboard: text between tabs, a table, and what they hold exactly. */
export function copyCells(acts: CellActs, clipboard: DataTransfer, { workspace, words }: ClipboardOptions): void {
  const rows = acts.chosenRows();
  const texts = rows.map((cells) => cells.map(({ field, value }) => cellText(field, value, words)));
  const exact = rows.map((cells) => cells.map(({ field, value }) => exactCell(field, value)));
  clipboard.setData('text/plain', blockText(texts));
  clipboard.setData('text/html', blockTable(texts, JSON.stringify({ workspace, noun: acts.noun.name, rows: exact })));
}

/** Rows of a block that are loaded for it where the list has them; what has more is brought in as a file. */
const mostRows = 3_000;

/** Puts what is on the clipboard into the cells from the active one, or those of `range`, on; what a cell does not take is marked in it, with the reason. */
export async function pasteCells(
  acts: CellActs,
  clipboard: Pick<DataTransfer, 'getData'>,
  options: ClipboardOptions,
  range: CellRange = acts.range,
): Promise<void> {
  const block = readBlock(clipboard.getData('text/plain'));
  const exact = readExact(exactOf(clipboard.getData('text/html')), options.workspace);
  await acts.loadRows(Math.min(block.length, mostRows));
  const columns = Math.max(...block.map((cells) => cells.length));
  const values: CellValue[] = [];
  const texts: PastedCell[] = [];
  const spread = spreadBlock({ rows: block.length, columns }, range, acts.bounds);
  for (const { from, ...place } of spread) {
    const cell = acts.cellAt(place);
    const text = block[from.row]?.[from.column];
    if (!cell || text === undefined) continue;
    const known = exactFor(exact, from, acts.noun.name, cell.field);
    if (known && isWritable(acts.noun, cell.field, cell.record)) values.push({ ...cell, ...known });
    else texts.push({ ...cell, text, before: acts.valueAt(place) });
  }
  const [first, last] = [spread[0], spread.at(-1)];
  if (first && last) acts.choose({ top: first.row, left: first.column, bottom: last.row, right: last.column });
  await writeTexts(acts, values, texts, options);
  if (first && block.length > acts.bounds.rows - first.row) acts.tellCut();
}

/** Reads texts once more that were no values: what they name may be there by now. */
export async function pasteAgain(acts: CellActs, edits: readonly CellEdit[], options: ClipboardOptions): Promise<void> {
  const texts = edits.flatMap((edit) => {
    const cell = edit.text === undefined ? null : acts.cellOf(edit);
    return cell ? [{ ...cell, text: edit.text ?? '', before: edit.bases[0] }] : [];
  });
  await writeTexts(acts, [], texts, options);
}

async function writeTexts(
  acts: CellActs,
  values: readonly CellValue[],
  texts: readonly PastedCell[],
  { client, words, t }: ClipboardOptions,
): Promise<void> {
  // What cannot be written and would say the same is left alone in silence.
  const meant = texts.filter((one) => one.text !== cellText(one.field, one.before, words));
  const [readable, locked] = split(meant, ({ field, record }) => isWritable(acts.noun, field, record));
  const nouns = client.getQueryData<Metadata>(recordKeys.metadata)?.nouns ?? [];
  const refuse = (cells: readonly PastedCell[], reason: string) => acts.mark(cells, reason);
  refuse(locked, t('kit:grid.readOnly'));
  try {
    const read = await readPasted(readable, words, (name) => nouns.find((noun) => noun.name === name));
    acts.write([...values, ...read.values]);
    for (const fault of read.faults) refuse([fault], t(`kit:grid.fault.${fault.fault}`));
  } catch (error) {
    acts.write(values);
    refuse(readable, problemText(error, t));
  }
}

function split<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
