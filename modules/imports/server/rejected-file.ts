import { stringify } from 'csv-stringify/sync';
import type { Context } from '../../../server/context.ts';
import { textsOf } from '../../../server/texts/locales.ts';
import { pathLabels } from '../../../server/texts/noun-labels.ts';
import { reasonText } from '../../../server/texts/reason-text.ts';
import type { FieldError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { harmlessCell } from '../../../shared/text/spreadsheet-cell.ts';
import type english from '../locales/en.json';
import type { RejectedRow } from './import.repository.ts';

const texts = textsOf<typeof english>('modules/imports');

/**
 * The rejected rows as CSV, with what is wrong and what to do about it in words, and the codes for programs: mended there,
 * the file can be brought in again.
 */
export function rejectedFile(
  ctx: Context,
  noun: Noun,
  headers: readonly string[],
  rows: readonly RejectedRow[],
  language: Language,
): string {
  const labels = pathLabels(ctx.registry, noun, language);
  const labelOf = (path: string) => labels[path] ?? labels[path.split('.')[0] ?? ''] ?? path;
  const inWords = (fault: FieldError) => {
    const column = headers.includes(fault.path) ? fault.path : labelOf(fault.path);
    const value = fault.params?.value === undefined ? '' : ` "${String(fault.params.value)}".`;
    return `${column ? `${column}:` : ''}${value} ${reasonText(ctx.registry, language, fault)}`.trim();
  };
  const lines = rows.map(({ cells, faults }) => [
    ...cells,
    faults.map(inWords).join(' '),
    faults.map(({ path, code }) => [path, code].filter(Boolean).join(': ')).join('; '),
  ]);
  const { why, codes } = texts[language].rejectedFile;
  return stringify(
    [[...headers, why, codes], ...lines].map((line) => line.map(harmlessCell)),
    { bom: true },
  );
}
