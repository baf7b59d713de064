import type { NamedField } from '../data/named-field.ts';

/** What cells hold, copied within one workspace: values that their texts do not tell whole. */
export interface ExactCells {
  readonly workspace: string;
  readonly noun: string;
  readonly rows: readonly (readonly ExactCell[])[];
}
interface ExactCell {
  readonly field: string;
  readonly kind: string;
  readonly to?: string;
  readonly value: unknown;
}

export const exactCell = (field: NamedField, value: unknown): ExactCell => ({
  field: field.name,
  kind: field.kind,
  ...('to' in field && typeof field.to === 'string' ? { to: field.to } : {}),
  value: value ?? null,
});

/** What came along with a table of ours; null for what is not of this workspace, or no such thing. */
export function readExact(text: string | null, workspace: string): ExactCells | null {
  if (text === null) return null;
  try {
    const cells = JSON.parse(text) as ExactCells;
    return cells.workspace === workspace && Array.isArray(cells.rows) ? cells : null;
  } catch {
    return null;
  }
}

/** The value for a field where the cell copied was of such a field; undefined where its text has to be read. */
export function exactFor(
  cells: ExactCells | null,
  at: { readonly row: number; readonly column: number },
  noun: string,
  field: NamedField,
): { readonly value: unknown } | undefined {
  const cell = cells?.rows[at.row]?.[at.column];
  if (!cell || cell.kind !== field.kind) return undefined;
  const isSameField = cells?.noun === noun && cell.field === field.name;
  // Options are a field's own; what points somewhere must point at the same kind of record. Files belong to their record.
  if (field.kind === 'files' || ((field.kind === 'choice' || field.kind === 'choices') && !isSameField))
    return undefined;
  if ('to' in field && field.to !== cell.to) return undefined;
  return { value: cell.value };
}
