import type { Context } from '../../../server/context.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { listByKeys } from './key.repository.ts';
import { isShared, keyNames, soughtKeys } from './row-keys.ts';

/** The record a row is about, as far as its keys tell. */
export interface FoundRecord {
  readonly id: string | null;
  /** Whether the row has a key that is its record's alone; without one it is recognised by its text. */
  readonly hasKey: boolean;
  /** The key that several records have: which of them is meant nobody can tell. */
  readonly ambiguous: string | null;
}

/** Looks the records of many rows up by their keys, the surest first, with one statement a key. */
export async function findExisting(
  ctx: Context,
  noun: Noun,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly FoundRecord[]> {
  const sought = rows.map((values) => soughtKeys(noun, values));
  const found: FoundRecord[] = sought.map((keys) => ({
    ...{ id: null, ambiguous: null, hasKey: keys.some((key) => !isShared(noun, key.name)) },
  }));
  for (const name of keyNames(noun)) {
    const asked = sought.flatMap((keys, index) => {
      const key = keys.find((one) => one.name === name);
      return key && !found[index]?.id && !found[index]?.ambiguous ? [{ index, key }] : [];
    });
    const answers = await listByKeys(
      ctx,
      noun,
      name,
      asked.map(({ key }) => key),
    );
    for (const [place, { index }] of asked.entries()) {
      const [id = null, other] = answers[place] ?? [];
      if (id) found[index] = { hasKey: true, id: other ? null : id, ambiguous: other ? name : null };
    }
  }
  return found;
}
