import { appendChange } from '../../../server/changes/append.ts';
import type { TransactionContext } from '../../../server/context.ts';

type Said = Readonly<Record<string, unknown>>;

/** Logs what is said of a field or noun; `was` is null for a new one. */
export async function logDefinition(
  tx: TransactionContext,
  noun: 'customField' | 'customNoun' | 'fieldSetting' | 'layout' | 'nounNames' | 'appearance',
  recordId: string,
  was: object | null,
  now: object,
): Promise<void> {
  const [before, after]: readonly Said[] = [{ ...was }, { ...now }];
  const names = [...new Set([...Object.keys(before as Said), ...Object.keys(after as Said)])];
  const changed = names.filter((key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]));
  const fields = Object.fromEntries(
    changed.map((key) => [key, { ...(was ? { from: before?.[key] ?? null } : {}), to: after?.[key] ?? null }]),
  );
  if (changed.length === 0) return;
  await appendChange(tx, { noun, recordId, kind: was ? 'updated' : 'created', fields });
}
