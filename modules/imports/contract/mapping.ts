import { z } from 'zod';
import { dateFormats } from '../../../shared/import/date-format.ts';

/** Where the columns of a file go. */
export const importMapping = z.strictObject({
  /** Column header → import path (`amount`, `company.name`, `lines.product.name`), or several; absent columns are left out. */
  columns: z.record(z.string().max(500), z.union([z.string().max(200), z.array(z.string().max(200)).max(10)])),
  /** Column header → how its days are written, where the file alone does not tell. */
  dateFormats: z.record(z.string().max(500), z.enum(dateFormats)).optional(),
  /** Column header → value in the file → the name to take instead; an empty name creates it as it is written. */
  names: z.record(z.string().max(500), z.record(z.string().max(500), z.string().max(500))).optional(),
});
export type ImportMapping = z.output<typeof importMapping>;

/** What a mapping file for the command line may be: the whole mapping, or just column → path. Throws a ZodError with the path at fault. */
export function readMapping(value: unknown): ImportMapping {
  const isWhole =
    typeof value === 'object' && value !== null && 'columns' in value && typeof value.columns === 'object';
  return isWhole ? importMapping.parse(value) : { columns: importMapping.shape.columns.parse(value) };
}
