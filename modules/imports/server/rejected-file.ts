import { stringify } from 'csv-stringify/sync';
import type { RejectedRow } from './import.repository.ts';

/** The rejected rows as CSV with the reasons in a last column: mended there, the file can be brought in again. */
export function rejectedFile(headers: readonly string[], rows: readonly RejectedRow[]): string {
  const lines = rows.map(({ cells, faults }) => [
    ...cells,
    faults.map(({ path, code, params }) => [path, code, params?.value].filter(Boolean).join(': ')).join('; '),
  ]);
  return stringify(
    [[...headers, 'rapport: why'], ...lines].map((line) => line.map(harmless)),
    { bom: true },
  );
}

/** Spreadsheets run what begins like a formula; a leading apostrophe makes it text. */
export function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
